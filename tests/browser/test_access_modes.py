"""Forced colours and reduced motion: what a reader's system asks for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.drill import act, open_paper, place, start
from tests.browser.items import answer, give, one, open_item

SHAPE = """node => {
  const shape = (node, which) => {
    const {borderStyle, borderWidth, outlineStyle, outlineWidth, fontWeight, height, content, textDecorationLine} = getComputedStyle(node, which)
    return [borderStyle, borderWidth, outlineStyle, outlineWidth, fontWeight, which && height, content, textDecorationLine].join(' ')
  }
  return [shape(node), shape(node, '::before'), shape(node.firstElementChild ?? node)].join(' | ')
}"""
"""How something looks, apart from its colours."""

FILLED = "node => getComputedStyle(node).backgroundColor"


@pytest.fixture(params=["light", "dark"])
def forced(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """Return a page whose colours the system forces."""
    return new_context(
        forced_colors="active", color_scheme=request.param, viewport={"width": 1440, "height": 900}
    ).new_page()


def shape(thing: Locator) -> Any:
    """Return how something looks, apart from its colours."""
    return thing.evaluate(SHAPE)


def test_states_differ_in_shape_where_colours_are_forced(forced: Page) -> None:
    open_paper(forced)
    current = forced.locator(".bar__places a[aria-current]")
    assert shape(current) != shape(forced.locator(".bar__places a:not([aria-current])").first)
    section = forced.locator(".sections a").nth(3)
    section.click()
    expect(section).to_have_attribute("aria-current", "location")
    assert shape(section) != shape(forced.locator(".sections a:not([aria-current])").first)

    modes = forced.locator(".start .segments span")
    assert modes.nth(0).evaluate(FILLED) != modes.nth(1).evaluate(FILLED)
    ring = forced.locator(".ring__phase").first
    assert ring.evaluate("node => getComputedStyle(node).stroke") == forced.evaluate(
        "() => { const i = document.createElement('i'); i.style.color = 'GrayText'; document.body.append(i);"
        " return getComputedStyle(i).color }"
    )

    start(forced)
    act(forced, "next").click()
    now = forced.locator("drill-run .strip [aria-current=step]")
    expect(now).to_have_count(1)
    assert shape(now) != shape(forced.locator("drill-run .strip li:not([aria-current])").first)


def test_focus_differs_from_choice_where_colours_are_forced(forced: Page) -> None:
    open_paper(forced)
    chosen = forced.locator(".start .segments input:checked + span")
    before = shape(chosen)
    forced.locator(".start .segments input:checked").focus()
    forced.keyboard.press("ArrowRight")
    forced.keyboard.press("ArrowLeft")
    assert shape(chosen) != before


def test_verdict_of_a_question_is_in_words_where_colours_are_forced(forced: Page) -> None:
    each = one("choice")
    item = open_item(forced, each)
    give(item, answer(each, "wrong"))
    verdict = item.locator("[data-result]:visible")
    assert verdict.evaluate("node => getComputedStyle(node, '::before').content") in {
        '"✓ "',
        '"✗ "',
    }
    chosen = item.locator(".reasons .is-chosen")
    assert shape(chosen) != shape(item.locator(".reasons li:not(.is-chosen)").first)


def test_text_stands_out_from_its_ground_where_colours_are_forced(forced: Page) -> None:
    for path in ("papers/dpo/", "cards/", ""):
        forced.goto(place(path, "en"))
        hidden = forced.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(node => {
              if (!node.checkVisibility() || !node.textContent.trim()) return false
              const {color, backgroundColor} = getComputedStyle(node)
              return color === backgroundColor
            }).map(node => node.outerHTML.slice(0, 80))"""
        )
        assert hidden == []


def test_nothing_moves_where_motion_is_reduced(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_paper(page)
    page.evaluate(
        "() => { globalThis.moved = []; for (const kind of ['animationstart', 'transitionrun'])"
        " addEventListener(kind, event => moved.push(`${kind} ${event.target.className}`), true) }"
    )
    page.locator(".follow-up summary").first.click()
    page.locator("scheme-choice button:visible").click()
    start(page)
    act(page, "next").click()
    act(page, "pause").click()
    act(page, "stop").click()
    act(page, "done").click()
    act(page, "reveal").click()
    assert page.evaluate("() => document.getAnimations().length") == 0
    assert page.evaluate("moved") == []
    assert (
        page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )
