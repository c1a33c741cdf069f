"""Search: by keyboard, in the language of the page, with or without accents, never loaded before it is asked."""

import re

import pytest
from playwright.sync_api import Page, Route, expect


def found(page: Page, words: str) -> list[str]:
    """Search from the keyboard and return the addresses of the places found."""
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill(words)
    expect(page.locator("site-search [data-found]:visible")).to_have_count(1)
    return [link.get_attribute("href") or "" for link in page.locator(".found a").all()]


def test_search_finds_a_section_and_leads_there(page: Page) -> None:
    page.goto("/")
    places = found(page, "partition function")
    assert any(place.startswith("/papers/dpo/#") for place in places), places
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(places[0]) + "$"))


@pytest.mark.parametrize("words", ["función de partición", "funcion de particion"])
def test_search_forgives_accents_and_stays_in_the_language(page: Page, words: str) -> None:
    page.goto("/es/")
    places = found(page, words)
    assert places
    assert all(place.startswith("/es/") for place in places), places


def test_search_says_how_much_it_found_and_when_nothing(page: Page) -> None:
    page.goto("/es/papers/dpo/")
    assert found(page, "語") == []
    said = page.locator("site-search [role=status] [data-found]:visible")
    expect(said).to_have_text("Sin resultados. Prueba con menos palabras o más cortas.")
    page.get_by_role("searchbox").fill("glosario")
    expect(said).to_contain_text("página")


def test_search_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/protocol/")
    button = page.get_by_role("button", name="Search", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_search_loads_nothing_before_it_is_asked(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/papers/dpo/", wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url]


@pytest.mark.provokes_errors
def test_search_that_does_not_load_says_so_and_tries_again(page: Page) -> None:
    def fail(route: Route) -> None:
        route.abort()

    page.goto("/")
    page.route("**/pagefind/**", fail)
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox")
    field.fill("softmax")
    expect(page.locator("[data-found=failed]")).to_be_visible()
    page.unroute("**/pagefind/**", fail)
    field.fill("softmax scale")
    expect(page.locator(".found a").first).to_be_visible()


def test_no_key_alone_opens_the_search(page: Page) -> None:
    page.goto("/papers/dpo/")
    for key in ("/", "s", "f", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Start 20 minutes").first.click()
    field = page.get_by_role("textbox").first
    field.press_sequentially("a/b")
    expect(field).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_be_hidden()
