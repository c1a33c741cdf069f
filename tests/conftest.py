"""The site as a reader gets it: built once, served, opened in a browser that must stay quiet."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

ROOT = Path(__file__).parents[1]


def build_site(folder: Path, root: Path = ROOT, **environment: str) -> Path:
    """Build the site as it is published, strictly, and return its folder."""
    build = ["mkdocs", "build", "--strict", "--site-dir", str(folder)]
    for step in (build, ["macros", "publish", str(folder)]):
        done = subprocess.run(
            [sys.executable, "-m", *step],
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"the site does not build\n{done.stdout}{done.stderr}"
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the site once for all processes of the run, and return its folder."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours if worker_id == "master" else ours.parent) / "built"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            folder.mkdir()
            build_site(folder / "site")
            (folder / "done").touch()
    return folder / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Path]:
    """Return every page under its address: `/`, `/es/papers/dpo/`."""
    found = {
        f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/"): path
        for path in sorted(site.rglob("index.html"))
    }
    assert found, "the site has no page"
    return found


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a built site as a static host does, its own page for what is missing included.

    Beside it stand the modules that its script was bundled from, for tests of one of them.
    """

    def translate_path(self, path: str) -> str:
        """Find a module where it is written, and everything else in the site."""
        if path.startswith(("/assets/js/", "/assets/vendor/")):
            return str(ROOT / "overrides" / path.split("?", maxsplit=1)[0][1:])
        return super().translate_path(path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with 404.html where nothing is found."""
        missing = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep pytest's output to the tests."""


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Serve the site and return its address, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        # Chromium trusts `localhost`: storage, wake lock and notifications work as on https.
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the machine's own Chromium, if it has one, and keep it from calling home."""
    quiet = ["gpu", "background-networking", "component-update", "sync"]
    arguments = [f"--disable-{what}" for what in quiet] + ["--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # root cannot have one
    return browser_type_launch_args | {
        # The shell has no window, whose own pages cost more than most tests.
        "executable_path": shutil.which("chromium-headless-shell") or shutil.which("chromium"),
        "args": arguments,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site_url: str) -> dict[str, Any]:
    """Let tests say `page.goto("/papers/dpo/")`; the service worker has tests of its own."""
    return browser_context_args | {"base_url": site_url, "service_workers": "block"}


SCRIPT_IS_THERE = """() => !document.querySelector('[data-module]')
  || document.documentElement.classList.contains('no-js')
  || customElements.get('store-notice') !== undefined"""
"""That element is the last that `main.js` defines."""


@pytest.fixture(scope="session", autouse=True)
def going_waits_for_the_script() -> Iterator[None]:
    """Let whoever goes to a page have its script, which comes once the page is drawn.

    Browsers call a page loaded before that, and a test would be quicker than any reader.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("goto", "reload", "go_back"):
            patch.setattr(Page, name, _and_wait(getattr(Page, name)))
        yield


def _and_wait(go: Callable[..., Any]) -> Callable[..., Any]:
    def gone(page: Page, *arguments: Any, **options: Any) -> Any:
        answer = go(page, *arguments, **options)
        page.wait_for_function(SCRIPT_IS_THERE)
        return answer

    return gone


@pytest.fixture
def watch(
    site_url: str, request: pytest.FixtureRequest
) -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Watch a browser context: the test fails if it meets an error or another origin."""
    strange: set[str] = set()
    errors: set[str] = set()
    ours = re.compile(rf"{re.escape(site_url)}/|data:|blob:|about:")

    def on_request(sent: Request) -> None:
        if not ours.match(sent.url):
            strange.add(f"asked another origin: {sent.url}")

    def on_console(message: ConsoleMessage) -> None:
        place = message.location["url"]
        # A bare page that a test made has no icon, and the browser asks for one.
        if message.type == "error" and not place.endswith("/favicon.ico"):
            errors.add(f"console: {message.text} ({place})")

    def on_error(error: WebError) -> None:
        errors.add(f"uncaught: {error.error}")

    def attach(context: BrowserContext) -> BrowserContext:
        context.on("request", on_request)
        context.on("console", on_console)
        context.on("weberror", on_error)
        return context

    yield attach
    if request.node.get_closest_marker("provokes_errors"):
        errors.clear()
    assert not strange | errors, "\n".join(sorted(strange | errors))


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext],
    watch: Callable[[BrowserContext], BrowserContext],
) -> Callable[..., BrowserContext]:
    """Watch every context that a test opens, the usual one included."""
    return lambda **options: watch(new_context(**options))
