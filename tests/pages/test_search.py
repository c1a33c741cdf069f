"""Search finds the text, and gives no answer away."""

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

Trees = Mapping[str, LexborHTMLParser]

ENOUGH = 8
"""Fewer words than these may stand in two places by chance."""


def words(markup: str) -> str:
    """Return the words alone, so that marks, entities and line breaks do not hide a match."""
    return " ".join(re.findall(r"\w+", LexborHTMLParser(markup).text(separator=" ").casefold()))


def index_of(site: Path) -> dict[str, str]:
    """Return what search knows of every page: Pagefind keeps the text of each in a file."""
    found: dict[str, str] = {}
    for file in (site / "pagefind/fragment").iterdir():
        page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[page["url"]] = words(page["content"])
    return found


def test_search_knows_every_page(trees: Trees, site: Path) -> None:
    assert index_of(site).keys() == trees.keys()


def test_answers_are_not_in_the_search_index(trees: Trees, site: Path) -> None:
    index = index_of(site)
    hidden = 0
    for address, tree in trees.items():
        rest = LexborHTMLParser(tree.html or "")
        for node in rest.css("[data-search-exclude]"):
            node.decompose()
        open_text = words(rest.html or "")
        for node in tree.css("[data-search-exclude] :is(p, li, td, dd)"):
            answer = words(node.html or "")
            if len(answer.split()) < ENOUGH or answer in open_text:
                continue
            hidden += 1
            assert answer not in index[address], f"{address}: search gives away {answer!r}"
    assert hidden > len(trees)


def test_every_follow_up_keeps_its_answer_from_search(trees: Trees) -> None:
    for address, tree in trees.items():
        if not re.search(r"/papers/.", address):
            continue
        follow_ups = tree.css("article details[id*='.followup.']")
        assert len(follow_ups) >= 12, address
        for each in follow_ups:
            assert each.css_first("[data-search-exclude] li"), f"{address}: {each.attributes['id']}"
