"""What nginx answers under hosting/nginx.conf."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.publish.hosting import ASK_AGAIN, FOR_EVER, caching_of, headers_of
from tests.hosting.conftest import Ask

UNPACKED: Mapping[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
PAPER = "/es/papers/dpo/"
FRAMES = "; frame-ancestors 'none'"
ESCAPES = [
    "/../site-headers.conf",
    "/%2e%2e/site-headers.conf",
    "/assets/../../site-headers.conf",
    "/assets/..%2f..%2fsite-headers.conf",
    "/es/%2e%2e/%2e%2e/site-headers.conf",
    "/..%5csite-headers.conf",
    "/assets/../.secret",
    "//etc/passwd",
    "/es//../../../../../../etc/passwd",
    "/.secret",
    "/%2esecret",
    "/papers/.secret",
    "/.git/config",
    "/_headers",
    "/_redirects",
    "/site-headers.conf",
    "/index.html.br",
    "/index.html.gz",
    "/sitemap.xml.gz",
]
OTHER_METHODS = ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"]


def policy_in(html: str) -> dict[str, set[str]]:
    [meta] = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
    return directives(meta.attributes["content"] or "")


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(sources) for name, *sources in map(str.split, policy.split(";"))}


def path_of(file: Path, site: Path) -> str:
    return file.relative_to(site).as_posix()


def test_every_page_is_there(ask: Ask, pages: Mapping[str, Path]) -> None:
    for address, file in pages.items():
        answer = ask(address)
        assert (answer.status, answer.body) == (200, file.read_bytes()), address
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_policy_sent_is_that_of_the_pages_and_forbids_frames(ask: Ask, site: Path) -> None:
    policy = ask("/").headers["Content-Security-Policy"]
    assert policy.endswith(FRAMES)
    sent = directives(policy.removesuffix(FRAMES))
    union: dict[str, set[str]] = {}
    for page in site.rglob("*.html"):
        own = policy_in(page.read_text(encoding="utf-8"))
        assert own.keys() == sent.keys()
        for name, sources in own.items():
            union.setdefault(name, set()).update(sources)
    assert sent == union


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        (PAPER, 200),
        ("/assets/favicon.svg", 200),
        ("/pagefind/pagefind.js", 200),
        ("/papers/dpo", 301),
        ("/en/papers/", 301),
        ("/nothing/", 404),
        ("/es/nothing/", 404),
    ],
)
def test_headers_are_sent_once_with_every_answer(
    ask: Ask, site: Path, path: str, status: int
) -> None:
    answer = ask(path)
    assert answer.status == status
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    for name, value in headers_of(pages).items():
        assert answer.headers.get_all(name) == [value]
    assert answer.headers["Server"] == "nginx"


def test_every_file_is_kept_as_long_as_its_name_says(ask: Ask, site: Path) -> None:
    kept: dict[str, set[str]] = {FOR_EVER: set(), ASK_AGAIN: set()}
    for file in sorted(site.rglob("*")):
        path = path_of(file, site)
        if file.is_dir() or file.suffix in {".br", ".gz"} or path.startswith("_"):
            continue
        answer = ask(f"/{path}", "HEAD")
        assert answer.headers.get_all("Cache-Control") == [caching_of(path)], path
        kept[caching_of(path)].add(re.sub(r"^.*(?=\.)", "", path))
    assert kept[FOR_EVER] >= {".js", ".woff2", ".pf_fragment", ".pf_index", ".pf_meta"}
    assert kept[ASK_AGAIN] >= {".html", ".js", ".json", ".xml", ".svg"}


def test_a_missing_file_is_not_kept_whatever_its_name(ask: Ask) -> None:
    answer = ask("/assets/main-ABCDEFGH.js")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] == ASK_AGAIN


@pytest.mark.parametrize("path", ["/", PAPER, "/sitemap.xml", "/pagefind/pagefind.js"])
def test_text_comes_compressed_as_the_browser_asks(ask: Ask, site: Path, path: str) -> None:
    file = site / path[1:]
    whole = (file / "index.html" if file.is_dir() else file).read_bytes()
    sizes = {"": len(whole)}
    for asked, sent in (("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("", None)):
        answer = ask(path, headers={"Accept-Encoding": asked})
        assert answer.headers["Content-Encoding"] == sent
        assert answer.headers.get_all("Vary") == ["Accept-Encoding"], asked
        assert (UNPACKED[sent](answer.body) if sent else answer.body) == whole
        sizes[sent or ""] = len(answer.body)
    assert sizes["br"] < sizes["gzip"] < sizes[""]


def test_a_page_asked_for_again_is_not_sent_again(ask: Ask) -> None:
    for encoding in ("", "gzip", "br"):
        asked = {"Accept-Encoding": encoding}
        tag = ask(PAPER, headers=asked).headers["ETag"]
        again = ask(PAPER, headers=asked | {"If-None-Match": tag})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Cache-Control"] == ASK_AGAIN


def test_a_head_has_no_body_and_a_range_a_part_of_it(ask: Ask, pages: Mapping[str, Path]) -> None:
    whole = pages[PAPER].read_bytes()
    head = ask(PAPER, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole))
    part = ask(PAPER, headers={"Range": "bytes=100-199"})
    assert (part.status, part.body) == (206, whole[100:200])
    assert ask(PAPER, headers={"Range": f"bytes={len(whole)}-"}).status == 416


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_nothing_can_be_sent_to_it(ask: Ask, method: str) -> None:
    assert ask("/", method).status in {403, 405}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/papers/dpo", "/papers/dpo/"),
        ("/es", "/es/"),
        ("/es/papers/dpo?a=1", "/es/papers/dpo/?a=1"),
        ("/en", "/"),
        ("/en/", "/"),
        ("/en/papers/dpo/", "/papers/dpo/"),
        ("/en//elsewhere.example/", "/elsewhere.example/"),
    ],
)
def test_what_has_moved_is_found_on_this_host(ask: Ask, path: str, target: str) -> None:
    answer = ask(path)
    assert answer.status == 301
    assert answer.headers["Location"] == target


@pytest.mark.parametrize(
    "path",
    [
        "/en/%5celsewhere.example/",
        "/en/%2f%5celsewhere.example/",
        "/en/%0d%0aSet-Cookie:%20a=b",
        "/en/papers/%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_no_redirect_leads_to_another_host_or_adds_a_header(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert answer.headers["Location"] is None
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    ("path", "languages"),
    [
        ("/nothing/", ["en", "es"]),
        ("/assets/", ["en", "es"]),
        ("/papers/nothing", ["en", "es"]),
        ("/404.html", ["en", "es"]),
        ("/es/nothing/", ["es"]),
        ("/es/papers/nothing", ["es"]),
        ("/es/404.html", ["es"]),
    ],
)
def test_what_is_missing_is_missing_in_the_language_of_its_address(
    ask: Ask, path: str, languages: list[str]
) -> None:
    answer = ask(path)
    assert answer.status == 404
    tree = LexborHTMLParser(answer.body.decode())
    assert [node.attributes["lang"] for node in tree.css("main section")] == languages
    if languages == ["es"]:
        heading, title = tree.css_first("h1"), tree.css_first("title")
        assert heading is not None
        assert title is not None
        assert title.text() == f"{heading.text()} · Paper Drill"
        assert tree.css("html[lang=es]")


@pytest.mark.parametrize("path", ESCAPES)
def test_what_is_not_the_readers_is_not_sent(ask: Ask, path: str) -> None:
    for encoding in ("", "gzip, br"):
        answer = ask(path, headers={"Accept-Encoding": encoding})
        assert answer.status in {400, 404}, path
        said = UNPACKED.get(answer.headers["Content-Encoding"] or "", bytes)(answer.body)
        assert not re.search(rb"SECRET|root:|add_header|Cache-Control", said)


def test_what_a_host_is_asked_for_by_others_is_sent(ask: Ask) -> None:
    assert ask("/.well-known/security.txt").body == b"said"


def test_many_readers_at_once_meet_no_error(
    site_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not shutil.which("wrk"):
        pytest.skip("needs Debian's wrk (Makefile)")
    command = ["wrk", "-t2", "-c32", "-d5s", "-H", "Accept-Encoding: br", f"{site_url}{PAPER}"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    [speed] = re.findall(r"Requests/sec:\s+([\d.]+)", report)
    with capsys.disabled():
        print(f"\nnginx, {PAPER}: {float(speed):,.0f} requests/s")
    assert float(speed) > 0
    assert not re.search(r"Socket errors|Non-2xx", report), report


def test_kinds_that_nginx_does_not_know_are_named(ask: Ask, site: Path) -> None:
    kinds = {
        "*.svg": "image/svg+xml; charset=utf-8",
        "*.js": "application/javascript; charset=utf-8",
        "*.woff2": "font/woff2",
        "*.json": "application/json; charset=utf-8",
        "*.webmanifest": "application/manifest+json",
        "feed.xml": "application/atom+xml",
    }
    for pattern, kind in kinds.items():
        for file in site.rglob(pattern):
            found = ask(f"/{path_of(file, site)}", "HEAD").headers["Content-Type"]
            assert found == kind, file
    assert json.loads(ask("/pagefind/pagefind-entry.json").body)
