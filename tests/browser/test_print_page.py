"""A page on paper: without answers unless one asks for them, and with no control on it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.model.base import Language
from tests.browser.drill import LANGUAGES, open_paper, word

ANSWERS = {
    "papers/dpo/": (".follow-up model-answer li", ".plan__yield model-answer li"),
    "practice/dpo/": ("quiz-item .reasons li", "quiz-item .units li"),
}
ASKED = {"papers/dpo/": ".follow-up__ask", "practice/dpo/": "quiz-item .choice"}
RECORD = """() => {
  window.printed = []
  window.print = () => window.printed.push(document.body.dataset.print)
}"""
OPEN = "all => all.forEach(each => each.open = true)"
"""What a browser or the theme may do before it prints."""


def show_as_printed(page: Page) -> None:
    """Let a page be as it goes on paper."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("opened", [False, True])
def test_answers_stay_off_paper_whatever_is_open(page: Page, path: str, *, opened: bool) -> None:
    page.goto(f"/{path}")
    expect(page.locator(":is(paper-drill, practice-set)[ready]")).to_be_attached()
    if opened:
        page.locator("article details").evaluate_all(OPEN)
    show_as_printed(page)
    for answer in ANSWERS[path]:
        assert page.locator(answer).count() > 0
        assert page.locator(f"{answer}:visible").count() == 0, answer
    expect(page.locator(ASKED[path]).first).to_be_visible()


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("opened", [False, True])
def test_answers_come_with_a_page_when_asked_for(page: Page, path: str, *, opened: bool) -> None:
    page.goto(f"/{path}")
    expect(page.locator(":is(paper-drill, practice-set)[ready]")).to_be_attached()
    if opened:
        page.locator("article details").evaluate_all(OPEN)
    page.evaluate("document.body.dataset.print = 'answers'")
    show_as_printed(page)
    for answer in ANSWERS[path]:
        assert page.locator(f"{answer}:visible").count() == page.locator(answer).count(), answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", ["questions", "answers"])
def test_a_button_says_for_as_long_as_it_prints_what_goes_on_paper(
    page: Page, language: Language, choice: str
) -> None:
    open_paper(page, "clip", language)
    page.evaluate(RECORD)
    button = page.get_by_role("button", name=word(f"print.{choice}", language))
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") == [choice]
    assert page.evaluate("document.body.dataset.print") == choice
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.dataset.print ?? null") is None


def test_no_control_and_no_frame_of_the_page_is_printed(
    page: Page, pages: Mapping[str, Path]
) -> None:
    for address in pages:
        page.goto(address)
        if page.locator("practice-set").count():
            expect(page.locator("practice-set[ready]")).to_be_attached()
        show_as_printed(page)
        for frame in ("header.bar", ".foot", "article button", ".headerlink", "print-page"):
            assert page.locator(f"{frame}:visible").count() == 0, f"{address}: {frame}"
        expect(page.locator("article h1, .index-card").first).to_be_attached()


def test_a_dark_screen_prints_black_on_white(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    open_paper(page, "dpo", "en")
    colours = (
        "each => [getComputedStyle(each).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert page.locator("article .claim").evaluate(colours) == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]


def test_a_comparison_is_printed_and_the_paper_under_it_is_not(page: Page) -> None:
    open_paper(page, "dpo", "en")
    page.evaluate("""() => {
      document.documentElement.dataset.drilling = 'review'
      for (const stage of document.querySelectorAll('[data-stage]')) {
        stage.hidden = stage.dataset.stage !== 'review'
      }
    }""")
    page.emulate_media(media="print")
    expect(page.locator("drill-review .beside").first).to_be_visible()
    expect(page.locator("drill-review textarea").first).to_be_visible()
    expect(page.locator("article > .claim")).to_be_hidden()
