"""Content to the Markdown of a page: Jinja templates, one for each thing shown."""

import json
import re
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.answers import derivation_key, key_of, letters, line_key, principles
from macros.content import Library
from macros.elements import localise_tex, text_html
from macros.mathml import render_tex
from macros.model.base import Bilingual, Language
from macros.model.items.cloze import ClozeItem
from macros.model.paper import Paper, Reference
from macros.model.text import Place, Token, plain, read_place, tokens
from macros.model.whiteboard import Diagram
from macros.which import which_paper

_TEMPLATES = Path(__file__).parent / "templates"
# How the parts of a locator are spelled in Spanish; English is as authors write it.
_SPANISH_PLACE = {
    "Abstract": "Resumen",
    "Fig.": "Fig.",
    "Table": "Tabla",
    "Eq.": "Ec.",
    "App.": "Ap.",
    "fn.": "nota",
    "left": "izq.",
    "right": "der.",
}


class Renderer:
    """Renders the pages of one library."""

    def __init__(self, library: Library) -> None:
        """Prepare the templates for a library that was checked."""
        self._library = library
        self._papers = {paper.slug: paper for paper in library.papers}
        self._boards = {board.slug: board for board in library.whiteboards}
        self._strings: dict[tuple[str, Language], Markup] = {}
        self._references: dict[str, Reference] = {}
        for paper in library.papers:
            self._references |= paper.references
        for board in library.whiteboards:
            self._references |= board.references
        self._jinja = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            comment_start_string="{##",  # content and attribute lists may hold {#
            comment_end_string="##}",
        )
        self._jinja.filters.update(
            html=self._html,
            paragraphs=self._paragraphs,
            plain=pass_context(lambda page, text: plain(text[page["language"]])),
            tex_name=pass_context(_tex_name),
            has_tex=pass_context(_has_tex),
            of=pass_context(lambda page, text: text[page["language"]]),
            tex=pass_context(_tex),
            place=self._place_named,
            value=self._value,
            number=pass_context(lambda page, text: _number(text, page["language"])),
            family=lambda author: author.split(",")[0],
            in_fixed_order=_in_fixed_order,
            gaps=self._gaps,
            key=pass_context(lambda page, item: _json(key_of(item, page["language"]))),
            derivation_key=lambda derivation: _json(derivation_key(derivation)),
            line_key=lambda derivation, line: _json(line_key(derivation, line)),
            letters=letters,
            principles=principles,
        )
        self._jinja.globals.update(
            library=library,
            minutes=_minutes(library),
            which_paper=partial(which_paper, library),
            t=self._string_here,
            cite=pass_context(
                lambda page, key: Markup(self._cite(Token("cite", key), page["language"]))
            ),
            diagram=self._diagram,
        )

    def page(self, template: str, slug: str | None, src_uri: str, url: str) -> str:
        """Return the Markdown of a page: `template` shows the paper or whiteboard of `slug`."""
        language: Language = "es" if src_uri.startswith("es/") else "en"
        inside = url.removeprefix("es/").removeprefix("./")
        up = "../" * inside.count("/")
        return self._jinja.get_template(f"{template}.md.jinja").render(
            language=language,
            paper=self._papers.get(slug or ""),
            board=self._boards.get(slug or ""),
            bank=self._library.banks.get(slug or ""),
            to=lambda path: f"{up}{path}",
            root=up + ("../" if language == "es" else ""),
        )

    @pass_context
    def _string_here(self, page: Context, key: str, **values: object) -> Markup:
        return self._string(key, page["language"], **values)

    def _string(self, key: str, language: Language, **values: object) -> Markup:
        known = None if values else self._strings.get((key, language))
        if known is not None:
            return known
        text = self._library.strings[key][language]
        for name, value in values.items():
            text = text.replace(f"[{name}]", str(value))
        html = Markup(text_html(text, language, lambda token: token.text))
        if not values:
            self._strings[key, language] = html
        return html

    @pass_context
    def _html(self, page: Context, text: Bilingual, home: Paper | None = None) -> Markup:
        language: Language = page["language"]
        mark = partial(self._mark, language, home or page.get("paper"))
        return Markup(text_html(text[language], language, mark))

    @pass_context
    def _paragraphs(self, page: Context, text: Bilingual) -> Markup:
        html = self._html(page, text)
        return html if html.startswith("<p>") else Markup("<p>{}</p>").format(html)

    @pass_context
    def _gaps(self, page: Context, text: Bilingual, item: ClozeItem) -> Markup:
        """Return text to complete: a field for each gap; without a script a line."""
        language: Language = page["language"]
        numbers = {gap.id: number for number, gap in enumerate(item.gaps, start=1)}

        def mark(token: Token) -> str:
            if token.kind != "gap":
                return self._mark(language, page.get("paper"), token)
            label = self._string("cloze.gap", language, number=numbers[token.text])
            return (
                f'<span class="gap" data-part="gap {token.text}"><input type="text" class="answer"'
                f' name="gap {token.text}" aria-label="{label}" autocapitalize="off"'
                ' autocomplete="off" spellcheck="false"></span>'
            )

        return Markup(text_html(text[language], language, mark))

    def _mark(self, language: Language, home: Paper | None, token: Token) -> str:
        if token.kind == "cite":
            return self._cite(token, language)
        if token.place:
            return self._place(token.place, language, home)
        label = self._string(f"source.{token.kind}", language)
        return f'<span class="loc loc--own">{label}</span>'

    def _cite(self, token: Token, language: Language) -> str:
        work: Reference = self._references[token.text]
        detail = f", {token.detail}" if token.detail else ""
        authors = work.authors.replace(" and ", " y ") if language == "es" else work.authors
        return (
            f'<a class="loc loc--cite" translate="no" href="{escape(work.url)}"'
            f' title="{escape(work.title)}">'
            f"{escape(authors)} {work.year}{escape(detail)}</a>"
        )

    def _place(self, place: Place, language: Language, home: Paper | None) -> Markup:
        paper = self._papers[place.paper] if place.paper else home
        if paper is None:
            raise ValueError(f"Inconsistent: {place} stands on a page of no paper")
        page = place.page or paper.places[place.name]
        words = [place.name, place.part or "", f"p. {place.page}" if place.page else ""]
        label = _spell_place(" ".join(filter(None, words)), language)
        if place.paper:
            label = f"{paper.short} {label}"
        page_word = self._string("source.page", language, page=page)
        return Markup(
            f'<a class="loc" href="{pdf(paper, page)}" translate="no"'
            f' title="{escape(paper.short)}, {page_word}">'
            f"{escape(label)}</a>"
        )

    @pass_context
    def _place_named(self, page: Context, name: str) -> Markup:
        return self._place(read_place(name), page["language"], page.get("paper"))

    @pass_context
    def _value(self, page: Context, value: str | Bilingual) -> Markup:
        if isinstance(value, str):
            value = Bilingual(en=value, es=_number(value, "es"))
        return self._html(page, value)

    @pass_context
    def _diagram(self, page: Context, drawing: Diagram, prefix: str) -> Markup:
        language: Language = page["language"]
        template = self._jinja.get_template(f"diagrams/{drawing.template}.svg.jinja")
        return Markup(
            template.render(
                labels={key: label[language] for key, label in drawing.labels.items()},
                title=drawing.title[language],
                description=drawing.description[language],
                id=prefix,
            )
        )


def pdf(paper: Paper, page: int) -> str:
    """Return the address of a page of the pinned PDF."""
    return f"https://arxiv.org/pdf/{paper.arxiv.pinned}#page={page}"


def _spell_place(name: str, language: Language) -> str:
    if language == "en":
        return name
    return " ".join(_SPANISH_PLACE.get(word, word) for word in name.split(" "))


def _tex(page: Context, tex: str, *, display: bool = False, label: str | None = None) -> Markup:
    return Markup(render_tex(localise_tex(tex, page["language"]), display=display, label=label))


def _tex_name(page: Context, text: str | Bilingual) -> str:
    """Return a readable name of text that is TeX alone, and nothing for any other.

    Mathematics gives a cell or a choice no name of its own: https://www.w3.org/TR/accname-1.2/
    """
    words = text if isinstance(text, str) else text[page["language"]]
    return plain(words) if {token.kind for token in tokens(words.strip())} == {"tex"} else ""


def _has_tex(page: Context, text: Bilingual) -> bool:
    return any(token.kind == "tex" for token in tokens(text[page["language"]]))


def _number(value: object, language: Language) -> str:
    """Return a number or a cell with the decimal mark of the language."""
    text = str(value)
    if language == "en":
        return text
    marks = re.split(r"(\$[^$]+\$|\{[^{}]*\})", text)  # TeX has its own decimal mark
    marks[::2] = [re.sub(r"(?<=\d)\.(?=\d)", ",", prose) for prose in marks[::2]]
    return "".join(marks)


T = TypeVar("T")


def _in_fixed_order(things: Sequence[T], key: str) -> list[tuple[T, int]]:
    """Return things with their numbers, in an order that both languages share for ever."""
    numbered = [(thing, at) for at, thing in enumerate(things)]
    return sorted(numbered, key=lambda pair: sha256(f"{key}.{pair[1]}".encode()).digest())


def _json(data: object) -> Markup:
    """Return data as the content of a `<script>`, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _minutes(library: Library) -> list[tuple[int, int]]:
    """Return the minutes of the six phases: from, to."""
    spans, at = [], 0
    for phase in library.protocol.phases:
        spans.append((at, at + phase.minutes))
        at += phase.minutes
    return spans
