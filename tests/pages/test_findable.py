"""What search engines, social networks, readers of feeds and programs find."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.content import Library, read_library
from macros.model.items.choice import ChoiceItem
from macros.parity import RULES

Trees = Mapping[str, LexborHTMLParser]
Thing = dict[str, Any]

ROOT = Path(__file__).parents[2]
LANGUAGES = {"en": "", "es": "/es"}
LOCALES = {"en": "en_GB", "es": "es_LA"}


@pytest.fixture(scope="module")
def library() -> Library:
    """Read the real content."""
    return read_library(ROOT / "docs/_content", RULES)


def language_of(address: str) -> str:
    return "es" if address.startswith("/es/") else "en"


def meta(tree: LexborHTMLParser) -> dict[str, str]:
    return {
        (node.attributes.get("property") or node.attributes.get("name") or ""): (
            node.attributes.get("content") or ""
        )
        for node in tree.css("head meta[property], head meta[name]")
    }


def graph(tree: LexborHTMLParser) -> list[Thing]:
    (node,) = tree.css('script[type="application/ld+json"]')
    data = json.loads(node.text())
    assert data["@context"] == "https://schema.org"
    found: list[Thing] = data["@graph"]
    return found


def of_type(tree: LexborHTMLParser, kind: str) -> list[Thing]:
    return [thing for thing in graph(tree) if thing["@type"] == kind]


def papers(trees: Trees) -> Iterator[tuple[str, str, LexborHTMLParser]]:
    for address, tree in trees.items():
        if found := re.fullmatch(r"(?:/es)?/papers/([^/]+)/", address):
            yield found[1], language_of(address), tree


def test_a_shared_link_shows_title_description_and_picture(trees: Trees, origin: str) -> None:
    for address, tree in trees.items():
        said, language = meta(tree), language_of(address)
        other = LOCALES["es" if language == "en" else "en"]
        assert said["og:url"] == origin + address
        assert said["og:locale"] == LOCALES[language]
        assert said["og:locale:alternate"] == other
        assert said["og:description"] == said["description"]
        (title,) = tree.css("head > title")
        assert said["og:title"] in title.text()
        assert said["og:title"] in said["og:image:alt"]
        assert said["og:site_name"] == "Paper Drill"
        assert said["og:type"] in {"website", "article"}
        assert said["twitter:card"] == "summary_large_image"


def test_titles_and_descriptions_have_the_length_that_is_shown(trees: Trees) -> None:
    seen = Counter(
        (language_of(address), meta(tree)["og:title"]) for address, tree in trees.items()
    )
    assert seen.most_common(1)[0][1] == 1, seen.most_common(1)
    for address, tree in trees.items():
        said = meta(tree)
        assert 50 <= len(said["description"]) <= 200, f"{address}: {len(said['description'])}"
        assert len(said["og:title"]) <= 100, address


def test_every_page_has_a_picture_of_its_own_under_a_lasting_name(
    trees: Trees, origin: str, site: Path
) -> None:
    for address, tree in trees.items():
        said = meta(tree)
        path = address.removeprefix("/es").strip("/").replace("/", "-") or "index"
        name = f"assets/social/{language_of(address)}-{path}.png"
        assert said["og:image"] == f"{origin}/{name}"
        header = (site / name).read_bytes()[:24]
        size = [str(int.from_bytes(header[at : at + 4])) for at in (16, 20)]
        assert size == [said["og:image:width"], said["og:image:height"]] == ["1200", "630"]
    assert len(list((site / "assets/social").iterdir())) == len(trees)


def test_the_home_page_says_what_site_it_is(trees: Trees, origin: str) -> None:
    for language, prefix in LANGUAGES.items():
        (site,) = of_type(trees[f"{prefix}/"], "WebSite")
        assert site["url"] == f"{origin}{prefix}/"
        assert site["inLanguage"] == language
        assert site["name"] == "Paper Drill"


def test_every_other_page_says_where_it_stands(trees: Trees, origin: str) -> None:
    for address, tree in trees.items():
        crumbs = of_type(tree, "BreadcrumbList")
        if address in {"/", "/es/"}:
            assert not crumbs
            continue
        (steps,) = [each["itemListElement"] for each in crumbs]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert all(step["name"] for step in steps)
        assert steps[-1]["item"] == origin + address
        assert all(step["item"].removeprefix(origin) in trees for step in steps)


def test_a_paper_says_what_it_teaches_and_of_which_article(
    trees: Trees, origin: str, library: Library
) -> None:
    seen = 0
    for slug, language, tree in papers(trees):
        paper = library.paper(slug)
        (resource,) = of_type(tree, "LearningResource")
        assert resource["url"] == f"{origin}{LANGUAGES[language]}/papers/{slug}/"
        assert resource["inLanguage"] == language
        assert resource["timeRequired"] == "PT20M"
        assert resource["isAccessibleForFree"] is True
        assert resource["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert resource["teaches"]
        article = resource["citation"]
        assert article["@type"] == "ScholarlyArticle"
        assert article["name"] == paper.title
        assert article["url"] == f"https://arxiv.org/abs/{paper.arxiv.pinned}"
        assert len(article["author"]) == len(paper.authors)
        assert article["author"][0]["name"].split()[-1] == paper.authors[0].split(",")[0]
        assert resource["isBasedOn"]["@id"] == article["@id"]
        seen += 1
    assert seen == 2 * len(library.papers)


def test_a_paper_gives_every_follow_up_with_its_answer(trees: Trees, library: Library) -> None:
    for slug, _, tree in papers(trees):
        (cards,) = of_type(tree, "Quiz")
        assert len(cards["hasPart"]) == len(library.paper(slug).follow_ups)
        for card in cards["hasPart"]:
            assert card["eduQuestionType"] == "Flashcard"
            assert card["acceptedAnswer"]["text"]


def test_a_practice_page_gives_every_choice_with_its_answer(trees: Trees, library: Library) -> None:
    for slug in (paper.slug for paper in library.papers):
        asked = [each for each in library.banks[slug].asked if isinstance(each, ChoiceItem)]
        for prefix in LANGUAGES.values():
            (practice,) = of_type(trees[f"{prefix}/practice/{slug}/"], "Quiz")
            for question, held in zip(practice["hasPart"], asked, strict=True):
                accepted = question["acceptedAnswer"]
                right = accepted if isinstance(accepted, list) else [accepted]
                assert len(right) == sum(choice.right for choice in held.choices)
                assert len(right) + len(question["suggestedAnswer"]) == len(held.choices)


def test_linked_data_speaks_plainly_and_names_pages_that_are_there(
    trees: Trees, origin: str
) -> None:
    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        for each in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        ):
            yield from strings(each)

    for address, tree in trees.items():
        for text in strings(graph(tree)):
            assert not re.search(r"\{[§@A-Z]|\\[a-z]{2}|\$", text), f"{address}: {text}"
            if text.startswith(origin):
                path, _, fragment = text.removeprefix(origin).partition("#")
                assert path in trees, text
                assert not fragment or trees[path].css_first(f"[id='{fragment}']"), text


def test_new_papers_can_be_followed_in_each_language(
    trees: Trees, origin: str, site: Path, library: Library
) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for language, prefix in LANGUAGES.items():
        read = ET.fromstring((site / f"{prefix}/feed.xml".strip("/")).read_text(encoding="utf-8"))
        assert read.tag == f"{atom}feed"
        entries = read.findall(f"{atom}entry")
        assert len(entries) == len(library.papers)
        for entry in entries:
            link = entry.find(f"{atom}link[@rel='alternate']")
            assert link is not None
            address = link.attrib["href"].removeprefix(origin)
            assert address in trees
            assert language_of(address) == language
            assert all(
                entry.findtext(f"{atom}{each}") for each in ("id", "title", "updated", "summary")
            )
    for address, tree in trees.items():
        link_here = tree.css_first('head link[type="application/atom+xml"]')
        assert link_here is not None, address
        depth = "../" * (address.removeprefix("/es").count("/") - 1)
        assert link_here.attributes["href"] == f"{depth}feed.xml", address


def test_the_index_keeps_to_its_schema_and_its_links_lead_somewhere(
    trees: Trees, origin: str, site: Path
) -> None:
    held = json.loads((site / "index.json").read_bytes())
    schema = json.loads((site / "index.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(held, schema)
    items = 0
    lists = [(each["urls"], each["items"]) for each in [*held["papers"], *held["whiteboards"]]]
    lists += [(each["practice"], each["questions"]) for each in held["papers"]]
    for urls, listed in lists:
        for address in urls.values():
            tree = trees[address.removeprefix(origin)]
            for item in listed:
                assert tree.css_first(f"[id='{item['id']}']"), f"{address}#{item['id']}"
                items += 1
    assert items > len(trees)


def test_the_sitemap_names_both_languages_of_each_page_and_no_day(
    trees: Trees, origin: str, site: Path
) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "lastmod" not in text
    for url in ET.fromstring(text):
        address, *others = url
        there = {other.attrib["hreflang"]: other.attrib["href"] for other in others}
        english = (address.text or "").removeprefix(origin).removeprefix("/es")
        assert english in trees
        assert there == {
            "en": origin + english,
            "es": f"{origin}/es{english}",
            "x-default": origin + english,
        }


def test_crawlers_find_the_sitemap_whose_packed_form_has_no_day(origin: str, site: Path) -> None:
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {origin}/sitemap.xml\n" in robots
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed) == (site / "sitemap.xml").read_bytes()
