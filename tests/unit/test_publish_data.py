"""What programs read: feeds, the index and linked data, from a small library."""

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from macros.content import Library, read_library
from macros.linked import Page, Site, linked_data, script
from macros.parity import RULES
from macros.publish.feed import feed
from macros.publish.index import index
from tests.unit.sample import bank, paper, write, write_library

ROOT = Path(__file__).parents[2]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Read two small papers; the second came later, and its words are hard to quote."""
    root = write_library(tmp_path / "docs", ROOT / "docs/_content")
    second = paper("second") | {
        "order": 2,
        "title": 'Less < & "More"',
        "added": date(2021, 1, 2),
        "lede": {"en": '</script><!-- & "', "es": '</script><!-- & "'},
    }
    write(root / "papers/second.yml", second)
    return read_library(root, RULES)


def test_a_feed_has_the_newest_first_and_quotes_what_it_holds(library: Library) -> None:
    read = ET.fromstring(feed(library, "en", "https://a.example/b"))
    assert [each.text for each in read.findall("a:entry/a:title", ATOM)] == [
        'Sample: Less < & "More"',
        "Sample: A Sample",
    ]
    assert read.findtext("a:updated", namespaces=ATOM) == "2021-01-02T00:00:00Z"
    assert read.findtext("a:entry/a:published", namespaces=ATOM) == "2021-01-02T00:00:00Z"
    link = read.find("a:entry/a:link", ATOM)
    assert link is not None
    assert link.attrib["href"] == "https://a.example/b/papers/second/"


def test_an_entry_keeps_its_id_when_the_site_moves_or_its_text_is_mended(library: Library) -> None:
    def ids(text: str) -> list[str | None]:
        return [each.text for each in ET.fromstring(text).iter(f"{{{ATOM['a']}}}id")]

    here = ids(feed(library, "en", "https://a.example"))
    assert ids(feed(library, "en", "https://b.example")) == here
    assert len(set(here) | set(ids(feed(library, "es", "https://a.example")))) == 2 * len(here)
    assert here[1] == "urn:uuid:e6915df3-6a93-5e0a-8785-62e23e2fc6e6"


def test_the_index_names_every_item_and_gives_no_answer_away(library: Library) -> None:
    held = index(library, "https://a.example").model_dump_json(by_alias=True)
    paper = json.loads(held)["papers"][0]
    items = [item["id"] for item in paper["items"]]
    assert len(items) == len(set(items)) == 1 + 12
    assert "sample.followup.question-3" in items
    questions = {item["id"]: item["type"] for item in paper["questions"]}
    assert len(questions) == 11 + 2
    assert questions["sample.question.part-number"] == "number"
    assert paper["practice"]["es"] == "https://a.example/es/practice/sample/"
    assert json.loads(held)["papers"][1]["practice"] is None
    for answer in ("one here", "because here", "choice b here", "2*x"):
        assert answer not in held


def test_nothing_in_content_can_end_the_script(library: Library) -> None:
    page = Page("en", "papers/second/", "</script>", "<!-- <script>")
    data = linked_data(Site("A", "https://a.example", library), page)
    assert "<" not in script(data)
    assert json.loads(script(data)) == data


def test_a_question_with_several_right_choices_says_so(tmp_path: Path) -> None:
    root = write_library(tmp_path / "docs", ROOT / "docs/_content")
    several = bank()
    several["items"][0] |= {"several": True}
    several["items"][0]["choices"][1] |= {"right": True}
    write(root / "questions/sample.yml", several)
    page = Page("en", "practice/sample/", "Title", "Description")
    graph = linked_data(Site("A", "https://a.example", read_library(root, RULES)), page)["@graph"]
    [quiz] = [each for each in graph if each["@type"] == "Quiz"]
    first, second = quiz["hasPart"]
    assert first["eduQuestionType"] == "Checkbox"
    assert [each["text"] for each in first["acceptedAnswer"]] == ["choice a here", "choice b here"]
    assert [each["text"] for each in first["suggestedAnswer"]] == ["choice c here"]
    assert second["eduQuestionType"] == "Multiple choice"
    assert second["acceptedAnswer"]["text"] == "part a here"
