"""HTML that waits beside the Markdown of a page, and text that needs no Markdown."""

from pathlib import Path

import pytest
from markdown import Markdown

from macros.content import read_library
from macros.elements import _MARKDOWN, HtmlSetAside, _convert, set_aside
from macros.model.base import Bilingual
from macros.model.text import tokens
from macros.walk import fields

CONTENT = Path(__file__).parents[2] / "docs/_content"


def converted(markdown: str) -> str:
    return Markdown(extensions=[HtmlSetAside(), "attr_list"]).convert(set_aside(markdown))


def test_html_between_headings_comes_out_as_it_is() -> None:
    html = '<quiz-item id="a">\n\n*not* & <template><p>Markdown</template>\n\n</quiz-item>'
    assert converted(f"{html}\n\n# Title {{#top}}\n\n<p>end</p>") == (
        f'{html}\n<h1 id="top">Title</h1>\n<p>end</p>'
    )


def test_ids_stay_in_sight_of_mkdocs() -> None:
    aside = set_aside('<p id="one">1</p>\n<ul><li class="x" id="two.b">2</li></ul>')
    assert aside.startswith('<template id="one" id="two.b"></template><!--')


@pytest.mark.parametrize("stretch", ["words", "<p>one</p> words", "<p>a</p><!-- b --><p>c</p>"])
def test_only_html_without_comments_may_stand_between_headings(stretch: str) -> None:
    with pytest.raises(ValueError, match=r"^Inconsistent: "):
        set_aside(f"# Title\n\n{stretch}\n\n## Next\n")


def test_text_that_is_not_converted_would_not_change() -> None:
    library = read_library(CONTENT, ())
    texts = {
        token.text
        for content in [*library.papers, *library.whiteboards, library.protocol, library.glossary]
        for _, value in fields(content)
        if isinstance(value, Bilingual)
        for text in (value.en, value.es)
        for token in tokens(text)
        if token.kind == "prose"
    }
    plain = [text for text in texts if not _MARKDOWN.search(text)]
    assert len(plain) > 1000
    assert [text for text in plain if _convert(text) != text] == []


@pytest.mark.parametrize(
    "text",
    [
        "*a*",
        "a_b_c",
        "`a`",
        "[a](https://b)",
        "it's",
        'a "b"',
        "a -- b",
        "a...",
        "a\n\nb",
        "1. a",
        "- a",
        "+ a",
        "    a",
        "# a",
    ],
)
def test_whatever_markdown_would_change_is_converted(text: str) -> None:
    assert _MARKDOWN.search(text)
