"""Every link leads somewhere, and nothing is loaded from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

Trees = Mapping[str, LexborHTMLParser]

PINNED_PDF = re.compile(r"https://arxiv\.org/pdf/\d{4}\.\d{4,5}v\d+(#page=[1-9]\d*)?")
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
}


def links(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("a[href], area[href], link[href]"):
        yield node.attributes["href"] or ""
    yield from loaded(tree)


def loaded(tree: LexborHTMLParser) -> Iterator[str]:
    """Return what a browser fetches by itself."""
    for tag, attribute in LOADS.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            yield node.attributes[attribute] or ""
    for node in tree.css("link[href]"):
        if not {"canonical", "alternate"} & set((node.attributes["rel"] or "").split()):
            yield node.attributes["href"] or ""
    for node in tree.css("[srcset]"):
        yield from (part.split()[0] for part in (node.attributes["srcset"] or "").split(","))


def test_no_link_or_fragment_is_dead(trees: Trees, origin: str, site: Path) -> None:
    places = {
        address: {node.attributes["id"] for node in tree.css("[id]")}
        for address, tree in trees.items()
    }
    dead, followed = [], 0
    for address, tree in trees.items():
        for link in links(tree):
            whole = urljoin(origin + address, link)
            if not whole.startswith(f"{origin}/"):
                continue
            followed += 1
            path, fragment = urldefrag(whole.removeprefix(origin))
            path = unquote(urlsplit(path).path)
            there = path in places or (not path.endswith("/") and (site / path[1:]).is_file())
            if not there or (fragment and unquote(fragment) not in places.get(path, set())):
                dead.append(f"{address}: {link}")
    assert followed > len(trees)
    assert not dead, "\n".join(dead)


def test_every_link_to_another_site_is_https(trees: Trees) -> None:
    for address, tree in trees.items():
        for link in links(tree):
            assert urlsplit(link).scheme in {"", "https", "data", "mailto"}, f"{address}: {link}"


def test_a_link_into_a_paper_names_a_version_and_a_page(trees: Trees) -> None:
    for address, tree in trees.items():
        found = [link for link in links(tree) if "arxiv.org/pdf/" in link]
        assert found or not re.search(r"/papers/.", address), f"{address} has no locator"
        for link in found:
            assert PINNED_PDF.fullmatch(link), f"{address}: {link}"


def test_nothing_is_loaded_from_another_origin(trees: Trees) -> None:
    for address, tree in trees.items():
        for link in loaded(tree):
            assert urlsplit(link).netloc == "", f"{address} loads {link}"
        for style in tree.css("style"):
            loads = re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", style.text())
            assert not loads, f"{address} has an address in its style"


def test_a_link_that_opens_a_tab_gives_the_page_nothing_to_hold(trees: Trees) -> None:
    for address, tree in trees.items():
        for node in tree.css("a[target=_blank]"):
            assert "noopener" in (node.attributes.get("rel") or ""), f"{address}: {node.html}"
