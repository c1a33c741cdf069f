"""With three hundred papers no page but the lists grows, and those by short rows."""

import re
from pathlib import Path

import pytest

from macros.content import Library, read_library
from macros.model.base import Language
from macros.model.paper import Paper
from macros.render import Renderer
from tests.unit.sample import paper, with_papers

DOCS = Path(__file__).parents[2] / "docs"
MANY = 300
LANGUAGES: tuple[Language, Language] = ("en", "es")
ROW_BYTES = {"papers": 600, "cards": 400, "corrections": 460}
"""What a paper may add to a list: its title and line, its authors to be found by, a link."""
HEADINGS = re.compile(r'<h[23] id="topic-([a-z-]+)">')


@pytest.fixture(scope="module")
def library() -> Library:
    """Read the real content."""
    return read_library(DOCS / "_content", [])


def page(
    library: Library, template: str, language: Language = "en", slug: str | None = None
) -> str:
    """Render a page where it stands in the site."""
    place = {"home": "", "papers": "papers/", "paper": f"papers/{slug}/"}.get(
        template, f"{template}/"
    )
    folder = "es/" if language == "es" else ""
    return Renderer(library).page(template, slug, f"{folder}page.md", f"{folder}{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_is_as_long_with_many_papers_as_with_a_few(
    library: Library, language: Language
) -> None:
    few, many = (page(with_papers(library, number), "home", language) for number in (12, MANY))
    assert few == many
    assert 'href="papers/" data-all' in many


def test_a_paper_page_is_as_long_among_many_papers_as_among_a_few(library: Library) -> None:
    few, many = (
        page(with_papers(library, number), "paper", slug="generated-0005").replace(
            f"of {number}", "of all"
        )
        for number in (12, MANY)
    )
    assert few == many


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ROW_BYTES)
def test_a_list_grows_by_a_short_row_a_paper(
    library: Library, template: str, language: Language
) -> None:
    half, whole = (
        page(with_papers(library, number), template, language).encode()
        for number in (MANY // 2, MANY)
    )
    assert (len(whole) - len(half)) / (MANY // 2) <= ROW_BYTES[template]
    rows = re.findall(r'href="[./]*/papers/(generated-\d+)/', whole.decode())
    assert sorted(rows) == [f"generated-{at:04}" for at in range(MANY)]


@pytest.mark.parametrize(
    ("template", "section"), [("cards", "card"), ("corrections", "corrections")]
)
def test_long_lists_lead_to_what_stands_on_the_pages_of_the_papers(
    library: Library, template: str, section: str
) -> None:
    text = page(with_papers(library, MANY), template)
    assert f'href="../papers/generated-0000/#{section}"' in text
    assert "<math" not in text
    assert "{§" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_papers_have_their_cards_and_corrections_on_one_page(
    library: Library, language: Language
) -> None:
    cards, corrections = (page(library, name, language) for name in ("cards", "corrections"))
    assert cards.count('<section class="index-card"') == len(library.papers)
    assert corrections.count('class="corrections__said"') == sum(
        len(each.corrections) for each in library.papers
    )


def test_papers_stand_under_their_first_topic_the_newest_first(library: Library) -> None:
    text = page(with_papers(library, MANY), "papers")
    assert HEADINGS.findall(text) == [topic.id for topic in library.topics]
    for group in text.split("<div data-group>")[1:]:
        [topic] = HEADINGS.findall(group)
        assert set(re.findall(r'data-topics="([^"]+)"', group)) == {topic}
        years = re.findall(r'data-year="(\d+)"', group)
        assert years == sorted(years, reverse=True)


def test_topics_that_no_paper_has_are_not_offered(library: Library) -> None:
    text = page(library, "papers")
    assert HEADINGS.findall(text) == ["architectures", "vision-language", "scaling", "preferences"]
    assert '<option value="efficiency">' in text
    assert '<option value="reasoning">' not in text


@pytest.mark.parametrize(
    ("venue", "year"),
    [("NIPS 2017", 2017), ("ICML 2021, PMLR 139, 8748–8763", 2021), ("arXiv preprint", 2020)],
)
def test_a_paper_is_of_the_year_of_its_venue_or_of_its_first_version(venue: str, year: int) -> None:
    assert Paper.model_validate(paper() | {"venue": venue}).year == year
