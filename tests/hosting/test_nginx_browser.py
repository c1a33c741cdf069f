"""A browser under the headers that nginx sends: whatever they forbid is an error of the console."""

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.publish.hosting import headers_of
from tests.browser.drill import open_paper, place, start
from tests.hosting.conftest import Ask


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_drill_starts_under_the_headers(page: Page, language: str) -> None:
    open_paper(page, language="es" if language == "es" else "en")
    assert page.evaluate("document.fonts.check('1em math') && document.styleSheets.length") > 0
    start(page)
    page.reload()
    expect(page.locator("paper-drill[ready]")).to_be_attached()


def test_search_works_under_the_headers(page: Page) -> None:
    page.goto(place("", "es"))
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("función de partición")
    expect(page.locator(".found a[href^='/es/papers/dpo/']").first).to_be_visible()


def test_the_site_is_kept_and_read_without_a_network_under_the_headers(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(base_url=site_url)
    page = context.new_page()
    page.goto("/es/papers/dpo/")
    kept = "caches.match(location.href, {ignoreSearch: true}).then(found => found !== undefined)"
    for _ in range(300):
        if page.evaluate(f"navigator.serviceWorker.controller !== null && {kept}"):
            break
        page.wait_for_timeout(100)
    context.set_offline(offline=True)
    page.reload()
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    context.close()


def test_a_page_may_use_what_the_drill_asks_for_and_nothing_else(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/papers/dpo/")
    known = page.evaluate("document.featurePolicy.features()")
    allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert allowed >= {"clipboard-write", "screen-wake-lock", "autoplay"}
    sent = headers_of([])["Permissions-Policy"]
    denied = {each.removesuffix("=()") for each in sent.split(", ") if each.endswith("=()")}
    assert {"camera", "microphone", "geolocation", "usb", "payment"} <= denied & set(known)
    assert not allowed & denied
    assert not [text for text in said if "Policy" in text], "names a feature that is none"


@pytest.mark.provokes_errors
def test_no_other_page_may_frame_the_site(page: Page, ask: Ask) -> None:
    assert ask("/").status == 200
    page.route(
        "**/frames-it",
        lambda route: route.fulfill(
            content_type="text/html", body="<iframe src='/papers/dpo/'></iframe>"
        ),
    )
    page.goto("/frames-it")
    frame = page.frames[-1]
    assert frame.url.startswith("chrome-error:"), frame.url
