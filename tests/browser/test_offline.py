"""Reading without a network: after one visit everything works, in both languages, and no update breaks it."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.model.base import Language
from macros.publish.offline import write_worker
from tests.browser.drill import (
    act,
    events,
    expect_stage,
    field,
    open_paper,
    start,
    to_card,
    word,
)
from tests.conftest import ROOT, SiteHandler

KEPT = (
    "caches.open('paper-drill').then(cache => cache.keys()).then(keys => keys.map(key => key.url))"
)
UPDATE = "site-update p"


class Host:
    """A host of the site that may vanish, fail, or publish another release."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.down = False
        self.answers_left: int | None = None
        self.portal = False


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    host = Host(site)

    class Handler(SiteHandler):
        def do_GET(self) -> None:  # noqa: N802  the name is the base class's
            if host.answers_left is not None:
                host.answers_left -= 1
            if host.down or (host.answers_left is not None and host.answers_left < 0):
                self.close_connection = True
                self.connection.close()
                return
            self.directory = str(host.folder)
            if host.portal:
                self.path = "/about/"  # every address answers with one and the same page
            super().do_GET()

        def finish(self) -> None:
            if not self.wfile.closed and not host.down:
                super().finish()

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except (OSError, ValueError):  # the connection that we closed
                self.close_connection = True

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host.url = f"http://localhost:{server.server_port}"
        yield host
        server.shutdown()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], host: Host) -> BrowserContext:
    return new_context(base_url=host.url, service_workers="allow")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def new_context(
    browser: object, browser_context_args: dict[str, object]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open contexts that nobody watches: a network that is lost is an error of the console."""
    opened: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        context: BrowserContext = browser.new_context(**(browser_context_args | options))  # type: ignore[attr-defined]
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


def release(site: Path, folder: Path, *, mark: str, broken: bool = False) -> Path:
    """Publish another release: a page of it says `mark`; a broken one lacks what its list promises."""
    shutil.copytree(site, folder)
    home = folder / "index.html"
    home.write_text(home.read_text("utf-8").replace("</h1>", f" {mark}</h1>", 1), encoding="utf-8")
    write_worker(
        folder, ROOT / "overrides/assets/js/worker/service-worker.js", ROOT / "node_modules/.bin"
    )
    if broken:
        home.write_text("half of a page", encoding="utf-8")
    return folder


def listed(site: Path) -> int:
    """Return how many files the service worker keeps."""
    return len(re.findall(r'\["[^"]*","[0-9a-f]{16}"\]', (site / "sw.js").read_text("utf-8")))


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition that a page says by a promise."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not within a minute: {condition}")


def visit(page: Page, site: Path, address: str = "/") -> None:
    """Visit once, and stay until everything is kept."""
    page.goto(address)
    wait_until(page, f"{KEPT}.then(keys => keys.length >= {listed(site)})")


def test_whole_drill_in_the_other_language_without_a_network(
    page: Page, host: Host, site: Path
) -> None:
    visit(page, site, "/papers/attention/")
    host.down = True
    open_paper(page, language="es")
    start(page)
    field(page, "title").fill("sin conexión")
    to_card(page)
    page.locator("drill-card [name=claim]").fill("una tesis")
    page.locator("drill-card [type=submit]").click()
    expect_stage(page, "finished")
    assert "card-saved" in [event["type"] for event in events(page)]
    page.goto("/es/cards/")
    expect(page.locator("card-folder [name=claim]")).to_have_value("una tesis")


def test_every_page_and_the_search_work_without_a_network(
    page: Page, host: Host, site: Path, pages: Mapping[str, Path]
) -> None:
    visit(page, site)
    host.down = True
    for address in pages:
        answer = page.goto(address)
        assert answer is not None, address
        assert answer.ok, address
        expect(page.locator("h1")).to_be_visible()
    for address, words in (("/", "softmax"), ("/es/", "particion")):
        page.goto(address)
        page.keyboard.press("Control+k")
        page.get_by_role("searchbox").fill(words)
        expect(page.locator(".found a").first).to_be_visible()
    page.goto("/papers/dpo?from=mail")
    expect(page).to_have_url(re.compile("/papers/dpo/"))


@pytest.mark.parametrize(("address", "language"), [("/nowhere/", "en"), ("/es/nowhere/", "es")])
def test_page_that_was_not_kept_says_so(
    page: Page, host: Host, site: Path, address: str, language: Language
) -> None:
    visit(page, site)
    host.down = True
    page.goto(address)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(word("offline.title", language), use_inner_text=True)


def test_first_visit_that_is_cut_off_is_finished_by_the_next(
    page: Page, host: Host, site: Path
) -> None:
    host.answers_left = 14
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    wait_until(page, f"{KEPT}.then(keys => keys.length > 3)")
    host.answers_left = None
    visit(page, site)
    host.down = True
    page.goto("/es/papers/clip/")
    expect(page.locator("#claim")).to_be_visible()


def test_update_is_announced_and_taken_when_the_reader_says_so(
    page: Page, host: Host, site: Path, tmp_path: Path
) -> None:
    visit(page, site)
    host.folder = release(site, tmp_path / "next", mark="NEXT")
    page.goto("/papers/")
    expect(page.locator(UPDATE)).to_be_visible(timeout=30_000)
    page.goto("/")
    expect(page.locator("h1")).not_to_contain_text("NEXT")
    page.get_by_role("button", name=word("update.take", "en")).click()
    expect(page.locator("h1")).to_contain_text("NEXT")
    expect(page.locator(UPDATE)).to_be_hidden()


def test_update_does_not_interrupt_a_drill_nor_lose_a_draft(
    page: Page, host: Host, site: Path, tmp_path: Path
) -> None:
    visit(page, site, "/papers/dpo/")
    start(page)
    field(page, "title").fill("typed before the update")
    host.folder = release(site, tmp_path / "next", mark="NEXT")
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
    wait_until(
        page, "navigator.serviceWorker.getRegistration().then(found => found.waiting !== null)"
    )
    expect(page.locator(UPDATE)).to_be_hidden()
    expect(field(page, "title")).to_be_focused()
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name=word("update.take", "en")).click()
    expect(other.locator("h1")).to_contain_text("NEXT")
    act(page, "next").click()
    expect_stage(page, "run")
    page.reload()
    expect(field(page, "title")).to_have_value("typed before the update")


@pytest.mark.parametrize("fault", ["broken", "portal"])
def test_update_that_fails_leaves_the_old_release_working(
    page: Page, host: Host, site: Path, tmp_path: Path, fault: str
) -> None:
    visit(page, site)
    host.folder = release(site, tmp_path / "next", mark="NEXT", broken=fault == "broken")
    host.portal = fault == "portal"
    page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.getRegistration()
          await found.update().catch(() => {})
          const worker = found.installing
          if (worker) await new Promise(done => worker.addEventListener('statechange', done))
        }"""
    )
    host.down = True
    page.goto("/es/")
    page.goto("/")
    expect(page.locator("h1")).not_to_contain_text("NEXT")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(UPDATE)).to_be_hidden()


def test_cache_that_the_browser_threw_away_is_filled_again(
    page: Page, host: Host, site: Path
) -> None:
    visit(page, site)
    page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))"
    )
    visit(page, site, "/papers/")
    host.down = True
    page.goto("/es/papers/clip/")
    expect(page.locator("#claim")).to_be_visible()


def test_nothing_is_kept_before_the_page_is_there(page: Page, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(host.url)))
    page.goto("/", wait_until="load")
    assert "/sw.js" not in asked[:3]
