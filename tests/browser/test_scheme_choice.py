"""The colours: as the device says until the reader chooses, and without a flash afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

DARK = "rgb(22, 23, 26)"
LIGHT = "rgb(251, 250, 246)"


def paper(page: Page) -> str:
    """Return the colour that the page is drawn on."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize(("prefers", "colour"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("script", [True, False])
def test_the_device_decides_until_the_reader_does(
    new_context: Callable[..., BrowserContext], prefers: str, colour: str, *, script: bool
) -> None:
    page = new_context(color_scheme=prefers, java_script_enabled=script).new_page()
    page.goto("/")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == colour


def test_the_button_goes_round_by_keyboard_and_the_choice_stays(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/papers/")
    page.get_by_role("button", name="Colours: as the device. Switch to light").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Colours: light. Switch to dark")).to_be_focused()
    assert paper(page) == LIGHT
    page.goto("/es/papers/")
    assert paper(page) == LIGHT
    button = page.get_by_role("button", name="Colores: claros. Cambiar a oscuro")
    page.emulate_media(color_scheme="light")
    button.click()
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == DARK
    page.get_by_role("button", name="Colores: oscuros. Cambiar a los del dispositivo").click()
    assert paper(page) == LIGHT


def test_paper_is_light_when_printed(page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/papers/dpo/")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
