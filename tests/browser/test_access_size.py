"""Pages that are enlarged, spaced out and pressed with a thumb."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from macros.model.base import Language
from tests.browser.access import SPACED, cut_off, open_everything, too_small, under_a_thumb
from tests.browser.drill import LANGUAGES, act, open_paper, place, start

NARROW = {"width": 320, "height": 640}
"""A window of 1280 pixels at 400 %. WCAG 1.4.10."""


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """Return a page on a narrow phone."""
    return new_context(viewport=NARROW, has_touch=True, is_mobile=True).new_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_too_wide_too_small_or_cut_off(
    pages: Mapping[str, Path], phone: Page, language: Language
) -> None:
    found = []
    for address in [*pages, "/404.html"]:
        if address.startswith("/es/") != (language == "es"):
            continue
        phone.goto(address)
        open_everything(phone)
        problems = under_a_thumb(phone) + too_small(phone) + cut_off(phone)
        phone.evaluate(SPACED)
        problems += [f"spaced: {problem}" for problem in cut_off(phone)]
        found += [f"{address}: {problem}" for problem in problems]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bar_takes_one_row_on_every_phone(phone: Page, language: Language) -> None:
    """What a link leads to stands below one row, and a second would cover it."""
    phone.goto(place("practice/clip/", language))
    one = phone.locator(".bar__mark").evaluate("mark => mark.offsetHeight")
    for width in range(NARROW["width"], 430, 5):
        phone.set_viewport_size({"width": width, "height": 740})
        tall = phone.locator(".bar").evaluate("bar => bar.offsetHeight")
        assert tall < 1.5 * one, f"at {width}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stage_of_a_drill_is_too_wide_too_small_or_cut_off(
    phone: Page, language: Language
) -> None:
    found: list[str] = []

    def look(stage: str) -> None:
        problems = under_a_thumb(phone) + too_small(phone) + cut_off(phone)
        phone.evaluate(SPACED)
        problems += [f"spaced: {problem}" for problem in cut_off(phone)]
        phone.evaluate("() => { document.adoptedStyleSheets = [] }")
        found.extend(f"{stage}: {problem}" for problem in problems)

    open_paper(phone, "chinchilla", language=language, link="#cold")
    open_everything(phone)
    look("cold start")
    start(phone, mode="guided")
    for _ in range(4):
        act(phone, "next").click()
        look("run")
    act(phone, "pause").click()
    look("paused")
    act(phone, "stop").click()
    look("comparison")
    act(phone, "done").click()
    look("question")
    act(phone, "reveal").click()
    look("answer")
    act(phone, "remembered").click()
    act(phone, "finish").click()
    phone.locator("drill-rubric [type=submit]").click()
    look("rubric")
    act(phone, "skip").click()
    look("card")
    phone.locator("drill-card [type=submit]").click()
    look("finished")
    for address in ("cards/", "progress/", ""):
        phone.goto(place(address, language))
        phone.locator("[data-list] > li, .papers [data-state=done]:visible").first.wait_for()
        open_everything(phone)
        look(address or "home")
    assert not found, "\n".join(found)


def test_tablet_and_desktop_cut_nothing_off(pages: Mapping[str, Path], page: Page) -> None:
    found = []
    for address in pages:
        if not address.startswith("/es/"):  # the same pages have shorter words in English
            continue
        page.goto(address)
        open_everything(page)
        for width in (768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} at {width}: {each}" for each in too_small(page) + cut_off(page)]
        page.evaluate(SPACED)
        found += [f"{address} spaced: {each}" for each in cut_off(page)]
    assert not found, "\n".join(found)
