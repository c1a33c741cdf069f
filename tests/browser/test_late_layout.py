"""A long page is laid out piece by piece, and nobody is to notice."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drill import expect_at_the_top, lay_out, open_paper

LATE = "() => document.documentElement.classList.contains('late')"
NEVER_LATER = """
  const after = setTimeout
  globalThis.setTimeout = (act, ms, ...rest) => ms >= 1000 ? 0 : after(act, ms, ...rest)
"""
"""Takes away the time after which it would be laid out anyway."""
LEFT_OUT = "() => document.querySelectorAll('article > :not(.laid-out):nth-child(n + 13)').length"


def test_reader_at_the_top_gets_the_first_screen_first_and_soon_the_rest(page: Page) -> None:
    open_paper(page)
    assert page.evaluate(LATE)
    assert page.evaluate(LEFT_OUT) > 50
    # Nothing is done: the whole page is there all the same, for who reads it by ear.
    page.wait_for_function(f"() => !({LATE})()", timeout=15_000)
    expect(page.get_by_role("heading", name="Corrections")).to_be_attached()


@pytest.mark.parametrize("sign", ["key", "pointer", "wheel"])
def test_whoever_does_something_is_not_kept_waiting(page: Page, sign: str) -> None:
    page.add_init_script(NEVER_LATER)
    open_paper(page)
    assert page.evaluate(LATE)
    if sign == "key":
        page.keyboard.press("Tab")
    elif sign == "pointer":
        page.mouse.move(50, 50)
    else:
        page.mouse.wheel(0, 50)
    page.wait_for_function(f"() => !({LATE})()")


def test_jump_to_a_section_lands_there(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_paper(page)
    assert page.evaluate(LATE)
    page.locator(".sections a[href='#corrections']").click()
    expect_at_the_top(page, page.locator("#corrections"))


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
def test_what_is_read_stays_where_it_is_while_the_rest_is_laid_out(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_paper(page)
    heading = page.locator("#trap")
    heading.evaluate(
        "node => scrollBy({top: node.getBoundingClientRect().top - 100, behavior: 'instant'})"
    )
    assert page.evaluate(LATE)
    lay_out(page)
    expect_at_the_top(page, heading)


def test_link_to_a_section_and_a_return_find_the_page_whole(page: Page) -> None:
    open_paper(page, link="#trap")
    assert not page.evaluate(LATE)
    page.goto("/papers/dpo/")
    lay_out(page)
    page.evaluate("() => scrollTo({top: 9000, behavior: 'instant'})")
    page.goto("/about/")
    page.go_back()
    assert not page.evaluate(LATE)
    page.wait_for_function("() => Math.abs(scrollY - 9000) < 100")


def test_page_is_whole_without_js_and_on_paper(page: Page, browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{site_url}/papers/dpo/")
    assert still.locator("html.late").count() == 0
    context.close()
    open_paper(page)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert not page.evaluate(LATE)


MOVED = """new Promise(resolve => {
  let moved = 0
  new PerformanceObserver(list => {
    for (const {value, hadRecentInput} of list.getEntries()) if (!hadRecentInput) moved += value
  }).observe({type: 'layout-shift', buffered: true})
  setTimeout(() => resolve(moved), 2000)
})"""
"""The sum of https://wicg.github.io/layout-instability/ until the whole page is laid out."""
LITTLE = 0.02


@pytest.mark.parametrize(
    "path", ["", "es/about/", "es/progress/", "cards/", "papers/dpo/", "es/practice/clip/"]
)
def test_nothing_moves_when_the_script_comes(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(f"/{path}")
    assert page.evaluate(MOVED) < LITTLE
