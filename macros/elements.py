"""Content text to HTML, and what Python-Markdown must know of our elements."""

import re
from collections.abc import Callable
from functools import cache

from markdown import Extension, Markdown

from macros.mathml import render_tex
from macros.model.base import Language
from macros.model.text import Token, tokens

BLOCKS = (
    "paper-drill",
    "drill-run",
    "drill-review",
    "drill-discussion",
    "drill-rubric",
    "drill-card",
    "quiz-item",
    "model-answer",
    "card-folder",
    "drill-history",
    "data-backup",
    "home-resume",
    "paper-filter",
    "copy-link",
    "print-page",
)
"""Our tags that stand as blocks; Markdown would wrap them in paragraphs."""

LINE = 20
"""Letters of a formula that fit into a line on a narrow phone."""

_OPEN, _CLOSE = "\ue000", "\ue001"


class BlockElements(Extension):
    """Tell Python-Markdown that our elements are blocks."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host's name
        """Add our tags to the block-level ones."""
        md.block_level_elements.extend(BLOCKS)


def text_html(text: str, language: Language, mark: Callable[[Token], str]) -> str:
    """Return content text as HTML: one line as it is, several paragraphs in `<p>`.

    `mark` turns every mark other than TeX into HTML.
    """
    stash: list[str] = []
    source = ""
    for token in tokens(text):
        if token.kind == "prose":
            source += token.text
        else:
            stash.append(_inline_tex(token.text, language) if token.kind == "tex" else mark(token))
            source += f"{_OPEN}{len(stash) - 1}{_CLOSE}"
    html = _convert(source)
    for index, piece in enumerate(stash):
        html = html.replace(f"{_OPEN}{index}{_CLOSE}", piece)
    return html


def _inline_tex(tex: str, language: Language) -> str:
    """Return a formula within a line; a long one, which cannot break, may scroll by itself."""
    mathml = render_tex(localise_tex(tex, language))
    if len(re.sub(r"\\[a-zA-Z]+|[{}^_\\ ]", "", tex)) <= LINE:
        return mathml
    return f'<span class="wide" tabindex="0">{mathml}</span>'


def localise_tex(tex: str, language: Language) -> str:
    """Return TeX with the decimal mark of the language."""
    if language == "en":
        return tex
    return "".join(
        "{,}"
        if char == "." and tex[at - 1 : at].isdigit() and tex[at + 1 : at + 2].isdigit()
        else char
        for at, char in enumerate(tex)
    )


@cache
def _convert(source: str) -> str:
    """Return Markdown as HTML; the words of the interface come again on every page."""
    html: str = _markdown().reset().convert(source)
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        html = html[3:-4]
    return html


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=["smarty"])
