"""Content text to HTML, and what Python-Markdown must know of our elements."""

import re
from collections.abc import Callable
from functools import cache

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from macros.mathml import render_tex
from macros.model.base import Language
from macros.model.text import Token, tokens

LINE = 20
"""Letters of a formula that fit into a line on a narrow phone."""

_NAME = re.compile(r"(?<![\w/.#-])[A-Z][A-Za-z]+-\d+(?:\.\d+)?")
"""A name such as GPT-4, which reads badly in two lines; not one within an address."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_STASHED = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)
_ID = re.compile(r'<[a-z][^<>]* (id="[^"]*")')
_ENDS_COMMENT = re.compile(r"--!?>")
_ASIDE = re.compile(r"<template [^>]*></template><!--(?P<html><(?P<tag>[^\s>]+).*?)-->", re.DOTALL)

_MARKDOWN = re.compile(
    r"""[*_`\[\]<>&\\"'!\#\t\r\n\f\v]|--|\.\.\.|://  # says something wherever it stands
        |\A(?:\s|[-+=]|[0-9]+[.)])|\s\Z            # or at an end
    """,
    re.VERBOSE,
)
"""What Python-Markdown might change; of seven stretches of prose, six hold nothing of it."""


def set_aside(markdown: str) -> str:
    """Return the Markdown of a page with the HTML between headings where no parser goes.

    MkDocs and Python-Markdown would each parse all of it in Python, which took half of a build.
    In a comment it costs nothing; MkDocs finds the ids before it, and `HtmlSetAside` takes it out.
    """
    parts = _HEADING.split(markdown)
    parts[::2] = [_comment(part.strip()) for part in parts[::2]]
    return "\n\n".join(filter(None, parts))


def _comment(html: str) -> str:
    if not html:
        return ""
    if not (html.startswith("<") and html.endswith(">")) or _ENDS_COMMENT.search(html):
        raise ValueError(f"Inconsistent: between headings stands more than HTML: {html[:60]}…")
    return f"<template {' '.join(_ID.findall(html))}></template><!--{html}-->"


class HtmlSetAside(Extension):
    """Put the HTML of `set_aside` into the page as it is."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host's name
        """Come after MkDocs (21), which looks for ids, and before what parses HTML (20)."""
        md.preprocessors.register(_HtmlSetAside(md), "html_set_aside", 20.5)


class _HtmlSetAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _ASIDE.sub(self._stash, "\n".join(lines)).split("\n")

    def _stash(self, found: re.Match[str]) -> str:
        # Without this, what begins with an element of ours would stand in a paragraph.
        self.md.block_level_elements.append(found["tag"])
        return self.md.htmlStash.store(found["html"])


def text_html(text: str, language: Language, mark: Callable[[Token], str]) -> str:
    """Return content text as HTML: one line as it is, several paragraphs in `<p>`.

    `mark` turns every mark other than TeX into HTML.
    """
    stash: list[str] = []
    source = ""
    for token in tokens(text):
        if token.kind == "prose":
            source += _NAME.sub(r'<span class="whole">\g<0></span>', token.text)
        else:
            stash.append(_inline_tex(token.text, language) if token.kind == "tex" else mark(token))
            source += f"{_OPEN}{len(stash) - 1}{_CLOSE}"
    html = _convert(source) if _MARKDOWN.search(source) else source
    return _STASHED.sub(lambda found: stash[int(found[1])], html)


def _inline_tex(tex: str, language: Language) -> str:
    """Return a formula within a line; a long one, which cannot break, may scroll by itself.

    No browser is to translate it: it would take the names of variables for words.
    """
    mathml = render_tex(localise_tex(tex, language))
    if len(re.sub(r"\\[a-zA-Z]+|[{}^_\\ ]", "", tex)) <= LINE:
        return f'<span translate="no">{mathml}</span>'
    return f'<span class="wide" translate="no" tabindex="0">{mathml}</span>'


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
