"""Every page reads where something is missing: a server, a database, a service worker, MathML."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.model.base import Language
from tests.browser.drill import LANGUAGES, expect_stage, open_paper, place, start, word

MISSING = {
    "no service worker": "delete Navigator.prototype.serviceWorker",
    "no database": "delete window.indexedDB",
    "no idle time, no locks, no channel": "delete window.requestIdleCallback; delete window.BroadcastChannel; delete Navigator.prototype.locks",
    "no clipboard, share or wake lock": "delete Navigator.prototype.clipboard; delete Navigator.prototype.share; delete Navigator.prototype.wakeLock",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_opened_from_a_disk_reads_and_says_what_does_not_work(
    browser: object, site: Path, language: Language
) -> None:
    page: Page = browser.new_page()  # type: ignore[attr-defined]  # nobody watches: a disk refuses scripts aloud
    folder = site if language == "en" else site / language
    page.goto((folder / "papers/dpo/index.html").as_uri())
    expect(page.get_by_text(word("disk.notice", language))).to_be_visible()
    expect(page.locator("#derivation")).to_be_visible()
    assert page.locator("figure.equation math").first.bounding_box()
    dead = page.locator(":is(button, textarea, select, input, [role=timer]):visible")
    expect(dead).to_have_count(0)
    page.locator("details.follow-up summary").first.click()
    expect(page.locator("details.follow-up li").first).to_be_visible()
    page.goto((folder / "practice/dpo/index.html").as_uri())
    expect_to_read(page)
    page.close()


def expect_to_read(page: Page) -> None:
    """Expect a practice page whose questions open and hold no control that would do nothing."""
    item = page.locator("quiz-item[type=choice]").first
    item.locator("summary").first.click()
    expect(item.locator(".choice").first).to_be_visible()
    item.locator("[data-answer] > summary").click()
    expect(item.locator("model-answer")).to_be_visible()
    dead = "quiz-item :is(button, input, select, textarea):visible, .practice-bar:visible"
    expect(page.locator(dead)).to_have_count(0)


@pytest.mark.provokes_errors
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_whose_script_does_not_arrive_reads_as_without_one(
    page: Page, language: Language
) -> None:
    page.route("**/main-*.js", lambda route: route.abort())
    page.goto(place("practice/dpo/", language))
    expect_to_read(page)


def test_notice_of_a_disk_is_not_shown_on_a_server(page: Page) -> None:
    page.goto("/papers/dpo/")
    expect(page.get_by_text(word("disk.notice", "en"))).to_be_hidden()


@pytest.mark.parametrize("what", MISSING)
def test_drill_runs_where_something_is_missing(
    new_context: Callable[..., BrowserContext], what: str
) -> None:
    page = new_context().new_page()
    page.add_init_script(MISSING[what])
    open_paper(page)
    start(page)
    expect_stage(page, "run")


def test_equations_read_where_mathml_is_not_drawn(
    new_context: Callable[..., BrowserContext], pages: Mapping[str, Path]
) -> None:
    # A browser without MathML shows the text of its elements, in their order.
    page = new_context(java_script_enabled=False).new_page()
    html = pages["/papers/dpo/"].read_text(encoding="utf-8")
    for tag in ("math", "mrow", "mi", "mo", "mn", "mfrac", "msub", "msup", "mtext"):
        html = html.replace(f"<{tag}", f"<x-{tag}").replace(f"</{tag}", f"</x-{tag}")
    page.route("**/papers/dpo/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/papers/dpo/#equation")
    shown = page.locator("#dpo\\.equation\\.loss").inner_text()
    assert "log" in shown
    assert "𝜎" in shown or "σ" in shown
    expect(page.locator("#claim")).to_be_visible()
