"""The keyboard: an order that makes sense, a focus that is seen, a way out of everything."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from macros.model.base import Language
from tests.browser.access import tab_through
from tests.browser.drill import (
    LANGUAGES,
    act,
    field,
    open_paper,
    phase_now,
    place,
    start,
    to_card,
    word,
)

LINE = 40
"""Pixels that two targets of one line may differ in height."""
PHONE: ViewportSize = {"width": 360, "height": 740}


def problems_of_tab(page: Page) -> list[str]:
    """Tab through a page and return what is wrong with its stops."""
    stops = tab_through(page)
    assert len(stops) > 5, "there is little to tab through"
    found, lowest = [], 0
    for stop in stops:
        name = stop["name"]
        found += [f"{name} is covered"] if not stop["seen"] else []
        found += [f"{name} does not show that it has the focus"] if not stop["ringed"] else []
        found += [f"{name} stands before the last stop"] if stop["backwards"] else []
        if stop["y"] is not None:
            found += [f"{name} is above the last stop"] if stop["y"] < lowest - LINE else []
            lowest = stop["y"]
    return found


@pytest.mark.parametrize("path", ["", "papers/clip/#cold", "protocol/", "progress/"])
def test_tab_goes_down_the_page_and_out_of_it(page: Page, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/{path}")
    page.locator("scheme-choice button:visible").wait_for()
    assert problems_of_tab(page) == []


def test_tab_goes_through_every_stage_of_a_drill(page: Page) -> None:
    page.set_viewport_size(PHONE)
    found: list[str] = []

    def look(stage: str) -> None:
        found.extend(f"{stage}: {problem}" for problem in problems_of_tab(page))

    open_paper(page, link="#cold")
    start(page, mode="guided")
    for _ in range(3):
        act(page, "next").click()
    look("run")
    act(page, "stop").click()
    look("comparison")
    act(page, "done").click()
    look("question")
    act(page, "reveal").click()
    look("answer")
    act(page, "remembered").click()
    act(page, "finish").click()
    look("rubric")
    act(page, "skip").click()
    look("card")
    page.locator("drill-card [type=submit]").click()
    expect(page.locator("#drill-finished")).to_be_focused()
    look("finished")
    page.goto("/cards/")
    page.locator("card-folder li").wait_for()
    look("cards")
    assert not found, "\n".join(found)


def test_tab_goes_down_the_columns_of_a_wide_window(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/papers/attention/")
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    stops = tab_through(page)
    assert [stop["name"] for stop in stops if not stop["seen"] or not stop["ringed"]] == []
    assert [stop["name"] for stop in stops if stop["backwards"]] == []


def test_phases_that_are_over_come_after_the_one_that_runs(page: Page) -> None:
    open_paper(page)
    start(page)
    for _ in range(3):
        act(page, "next").click()
    for reloaded in (False, True):
        order = page.locator("drill-run .phase:visible").evaluate_all(
            "nodes => nodes.map(node => [node.dataset.phase, node.getBoundingClientRect().top])"
        )
        assert [phase for phase, _ in order] == ["experiments", "method", "figures", "title"]
        assert [top for _, top in order] == sorted(top for _, top in order), reloaded
        page.reload()
        expect(phase_now(page)).to_have_attribute("data-phase", "experiments")
    act(page, "stop").click()
    expect(page.locator("drill-review")).to_be_visible()


def test_second_drill_on_a_page_has_its_phases_in_order(page: Page) -> None:
    open_paper(page)
    start(page)
    to_card(page)
    page.locator("drill-card [type=submit]").click()
    act(page, "study").click()
    start(page)
    for phase in ("title", "figures", "method"):
        expect(phase_now(page)).to_have_attribute("data-phase", phase)
        act(page, "next").click()


# The skip link


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "papers/", "papers/dpo/", "cards/"])
def test_skip_link_is_first_and_leads_into_the_content(
    page: Page, path: str, language: Language
) -> None:
    page.goto(place(path, language))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=word("theme.skip", language), exact=True)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article :focus")).to_be_attached()
    expect(page.locator("link-notice p")).to_be_hidden()


def test_skip_link_shows_nothing_that_is_not_earned(page: Page) -> None:
    open_paper(page, link="#cold")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    expect(page.locator("#claim")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("paper-drill :focus")).to_be_attached()


# What opens over the page


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_closes_by_escape_and_by_going_on(page: Page, language: Language) -> None:
    page.set_viewport_size(PHONE)
    page.goto(place("", language))
    menu = page.locator(".bar__menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    links = page.locator(".bar__menu nav a")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(links.count() + 1):
        page.keyboard.press("Tab")
    expect(page.locator("article :focus")).to_be_attached()
    expect(links.first).to_be_hidden()


def test_search_keeps_the_focus_until_it_is_closed_and_gives_it_back(page: Page) -> None:
    page.goto("/")
    button = page.locator("site-search > button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("softmax")
    expect(page.locator(".found a").first).to_be_visible()
    behind = page.locator("article :focus, footer :focus, header > * > :focus")
    for _ in range(12):
        page.keyboard.press("Tab")
        expect(behind).to_have_count(0)
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_focus_stays_in_view_above_what_sticks_to_the_bottom(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 560})
    open_paper(page)
    start(page)
    words = field(page, "title")
    words.focus()
    words.press_sequentially("one\ntwo\nthree")
    box = words.bounding_box()
    dock = page.locator(".run__acts").bounding_box()
    assert box is not None and dock is not None
    assert box["y"] + 60 < dock["y"], "the first lines of the field are covered"
