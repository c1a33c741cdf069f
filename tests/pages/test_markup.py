"""The HTML is valid, and its headings, marks and mathematics are as a reader needs them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

Trees = Mapping[str, LexborHTMLParser]

ROOT = Path(__file__).parents[2]
SECTIONS = [
    "claim",
    "plan",
    "equation",
    "derivation",
    "remember",
    "numbers",
    "missing",
    "follow-ups",
    "quiz",
    "trap",
    "card",
    "corrections",
]
LEFT_OVER = re.compile(r".{0,30}(?:\{[{%@§#]|[}%]\}|\\[a-z]{2,}|\]\().{0,30}")


def test_html_is_valid(site: Path, tmp_path: Path) -> None:
    # node of this virtual environment, before any that the machine may have
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    report = tmp_path / "report.json"
    checked = subprocess.run(
        [
            ROOT / "node_modules/.bin/html-validate",
            f"--config={ROOT / '.htmlvalidate.mjs'}",
            f"--formatter=json={report}",
            "**/*.html",
        ],
        cwd=site,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert report.exists(), checked.stderr
    problems = [
        f"{Path(file['filePath']).relative_to(site)}:{each['line']}: {each['message']}"
        f" ({each['ruleId']}, {each['selector']})"
        for file in json.loads(report.read_bytes())
        for each in file["messages"]
    ]
    assert not problems, "\n".join(problems)


def test_headings_descend_without_a_jump_from_one_h1(trees: Trees) -> None:
    for address, tree in trees.items():
        levels = [int((node.tag or "h0")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
        assert levels[:1] == [1], f"{address} starts with a heading of level {levels[:1]}"
        assert levels.count(1) == 1, f"{address} has several h1"
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{address} jumps from h{above} to h{below}: {levels}"


def test_every_section_can_be_linked_to(trees: Trees) -> None:
    for address, tree in trees.items():
        for heading in tree.css("article > h2, article > h3"):
            place = heading.attributes.get("id")
            assert place, f"{address}: {heading.text()} has no id"
            assert re.fullmatch(r"[a-z][a-z0-9.-]*", place), f"{address}#{place}"


def test_papers_have_the_sections_that_links_count_on(trees: Trees) -> None:
    papers = [address for address in trees if re.search(r"/papers/.", address)]
    assert papers
    for address in papers:
        found = [node.attributes["id"] for node in trees[address].css("article h2[id]")]
        assert [each for each in found if each in SECTIONS] == SECTIONS, address


def test_no_mark_of_the_source_is_left_in_the_text(trees: Trees) -> None:
    for address, tree in trees.items():
        text = LexborHTMLParser(tree.html or "")
        for node in text.css("script, style, code, annotation, template"):
            node.decompose()
        left = LEFT_OVER.findall(text.body.text() if text.body else "")
        assert left == [], address


def test_mathematics_is_mathml_that_can_be_said_aloud(trees: Trees) -> None:
    papers = [address for address in trees if re.search(r"/papers/.", address)]
    assert papers
    for address in papers:
        equations = trees[address].css(".equation math[display=block]")
        assert equations, address
        assert all(each.attributes.get("aria-label") for each in equations), address
    for address, tree in trees.items():
        assert not tree.css("merror"), address


def test_the_404_page_speaks_both_languages(site: Path) -> None:
    tree = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))
    assert {node.attributes["lang"] for node in tree.css("main [lang]")} >= {"en", "es"}
