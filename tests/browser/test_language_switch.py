"""The language switch stays on the page, and at the place."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drill import (
    STORE,
    expect_at_the_top,
    expect_stage,
    field,
    open_paper,
    place,
    start,
    to_review,
)


def switch(page: Page) -> None:
    """Use the link in the bar, which is in view: Playwright's own click would scroll the page."""
    before = page.url
    box = page.locator("a[data-language]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(lambda url: url.split("#")[0] != before.split("#")[0])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "papers/",
        "papers/clip/",
        "protocol/",
        "whiteboard/",
        "whiteboard/kv-cache/",
        "cards/",
        "progress/",
        "corrections/",
        "glossary/",
        "about/",
    ],
)
def test_switch_stays_on_the_page_and_comes_back(page: Page, path: str, site_url: str) -> None:
    page.goto(place(path, "en"))
    switch(page)
    assert page.url.split("#")[0] == f"{site_url}{place(path, 'es')}"
    assert page.locator("html").get_attribute("lang") == "es"
    switch(page)
    assert page.url.split("#")[0] == f"{site_url}{place(path, 'en')}"
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["desktop", "phone"])
@pytest.mark.parametrize("section", ["plan", "derivation", "numbers", "follow-ups", "trap"])
def test_switch_keeps_the_section_that_is_being_read(
    page: Page, section: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_paper(page)
    heading = page.locator(f"#{section}")
    heading.evaluate(
        "node => scrollBy({top: node.getBoundingClientRect().top - 100, behavior: 'instant'})"
    )
    switch(page)
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    expect_at_the_top(page, heading)


def test_switch_at_the_top_of_the_page_stays_at_the_top(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_paper(page)
    switch(page)
    assert page.url == f"{site_url}/es/papers/dpo/"
    assert page.evaluate("scrollY") == 0


def test_switch_keeps_a_question_open_that_is_being_read(page: Page) -> None:
    open_paper(page)
    question = page.locator("details.follow-up").nth(5)
    question.locator("summary").click()
    question.evaluate(
        "node => scrollBy({top: node.getBoundingClientRect().top - 100, behavior: 'instant'})"
    )
    switch(page)
    expect(question).to_have_attribute("open", "")
    expect(question.locator(".units")).to_be_in_viewport()


def test_switch_stays_in_a_cold_start(page: Page, site_url: str) -> None:
    open_paper(page, link="#cold")
    switch(page)
    assert page.url == f"{site_url}/es/papers/dpo/#cold"
    expect(page.locator("#claim")).to_be_hidden()


def test_switch_keeps_a_drill_at_its_stage(page: Page) -> None:
    open_paper(page)
    start(page)
    field(page, "title").fill("in two languages")
    switch(page)
    expect(field(page, "title")).to_have_value("in two languages")
    to_review(page)
    switch(page)
    expect_stage(page, "review")
    expect(page.locator("drill-review textarea").first).to_have_value("in two languages")


def test_switch_keeps_words_typed_on_a_card(page: Page) -> None:
    page.goto("/cards/")
    page.evaluate(
        f"async () => {{ {STORE};"
        " await store.append('card-saved', 'dpo', {claim: 'a', equation: '', weakness: '', question: ''}) }"
    )
    page.locator("card-folder [name=claim]").fill("typed, not saved")
    switch(page)
    expect(page.locator("card-folder [name=claim]")).to_have_value("typed, not saved")


def test_switch_has_a_name_in_the_language_that_it_leads_to(page: Page) -> None:
    page.goto("/")
    link = page.get_by_role("link", name="Español")
    expect(link).to_have_attribute("hreflang", "es")
    expect(link).to_have_attribute("lang", "es")
