"""The site below a path, as GitHub Pages serves a project: https://user.github.io/paper-drill/."""

from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.drill import start
from tests.conftest import SiteHandler, build_site

PATH = "/paper-drill"
ORIGIN = "https://user.example"


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site for a place below a host's root."""
    folder = tmp_path_factory.mktemp("below") / PATH[1:]
    return build_site(folder, SITE_URL=f"{ORIGIN}{PATH}/")


@pytest.fixture(scope="session")
def site_url(below: Path) -> Iterator[str]:
    """Serve it there, and return its address without a slash at the end."""
    handler = partial(SiteHandler, directory=below.parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}{PATH}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser_context_args(site_url: str) -> dict[str, str]:
    """Let tests say `page.goto("papers/dpo/")`, which is below the path."""
    return {"base_url": f"{site_url}/", "service_workers": "block"}


def addresses(page: Path) -> Iterator[str]:
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    for attribute in ("href", "src", "action", "poster", "data", "worker"):
        for node in tree.css(f"[{attribute}]"):
            yield node.attributes[attribute] or ""


def test_no_page_links_to_the_root_of_the_host(below: Path) -> None:
    followed = 0
    for page in below.rglob("index.html"):
        for address in addresses(page):
            followed += 1
            assert not address.startswith("/"), f"{page.relative_to(below)}: {address}"
    assert followed > 1000


@pytest.mark.parametrize("name", ["404.html", "es/404.html"])
def test_what_is_missing_links_from_the_root_through_the_path(below: Path, name: str) -> None:
    found = [each for each in addresses(below / name) if not each.startswith(("#", "https:"))]
    assert len(found) > 2
    assert all(each.startswith(f"{PATH}/") for each in found), found


def test_absolute_addresses_hold_the_path(below: Path) -> None:
    for page in below.rglob("index.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        for node in tree.css("link[rel=canonical], link[hreflang]"):
            assert (node.attributes["href"] or "").startswith(f"{ORIGIN}{PATH}/")
    sitemap = (below / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count(f"<loc>{ORIGIN}{PATH}/") == len(list(below.rglob("index.html")))


def test_a_reader_searches_switches_and_drills_below_a_path(page: Page, site_url: str) -> None:
    page.goto("")
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("partition function")
    page.locator(f".found a[href^='{PATH}/papers/dpo/']").first.click()
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    page.get_by_role("link", name="Español").click()
    page.wait_for_url(lambda url: url.split("#")[0] == f"{site_url}/es/papers/dpo/")
    start(page)
