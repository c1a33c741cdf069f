"""The committed pages of a few lines that ask the macros for their content.

MkDocs and its language plugin see only real files under `docs/`; a page made in memory would
lose its language.
"""

import json
from collections.abc import Mapping

from macros.content import Library
from macros.model.base import LANGUAGES, Bilingual, Language
from macros.model.text import plain

_PAGES = {
    "index.md": ("home", "home.page", "theme.description"),
    "papers/index.md": ("papers", "papers.title", "papers.description"),
    "protocol.md": ("protocol", "protocol.title", "protocol.description"),
    "practice/index.md": ("practices", "practices.page", "practices.description"),
    "whiteboard/index.md": ("whiteboards", "whiteboards.title", "whiteboards.description"),
    "cards.md": ("cards", "cards.title", "cards.description"),
    "progress.md": ("progress", "progress.title", "progress.description"),
    "corrections.md": ("corrections", "corrections.title", "corrections.description"),
    "offline.md": ("offline", "offline.title", "offline.description"),
    "glossary.md": ("glossary", "glossary.title", "glossary.description"),
}


def stubs(library: Library) -> Mapping[str, str]:
    """Return every stub: its path under `docs/`, and its text."""
    return {
        name if language == "en" else f"es/{name}": text
        for language in LANGUAGES
        for name, text in _stubs(library, language)
    }


def _stubs(library: Library, language: Language) -> list[tuple[str, str]]:
    strings = library.strings
    pages = [
        (name, _stub(strings[title][language], strings[description][language], f'"{template}"'))
        for name, (template, title, description) in _PAGES.items()
    ]
    for paper in library.papers:
        fill = {"short": paper.short, "title": paper.title}
        title = _fill(strings["paper.page"], language, fill)
        description = _fill(strings["paper.description"], language, fill)
        pages.append(
            (f"papers/{paper.slug}.md", _stub(title, description, f'"paper", "{paper.slug}"'))
        )
        if paper.slug in library.banks:
            title = _fill(strings["practice.page"], language, fill)
            description = _fill(strings["practice.description"], language, fill)
            call = f'"practice", "{paper.slug}"'
            pages.append((f"practice/{paper.slug}.md", _stub(title, description, call)))
    for board in library.whiteboards:
        title = _fill(strings["whiteboard.page"], language, {"title": plain(board.title[language])})
        description = plain(board.lede[language])
        call = f'"whiteboard", "{board.slug}"'
        pages.append((f"whiteboard/{board.slug}.md", _stub(title, description, call)))
    return pages


def _stub(title: str, description: str, call: str) -> str:
    # JSON strings are YAML strings, whatever they hold.
    head = [
        f"{name}: {json.dumps(text, ensure_ascii=False)}"
        for name, text in (("title", title), ("description", description))
    ]
    return "\n".join(["---", *head, "render_macros: true", "---", f"{{{{ show({call}) }}}}", ""])


def _fill(text: Bilingual, language: Language, values: Mapping[str, str]) -> str:
    filled = text[language]
    for name, value in values.items():
        filled = filled.replace(f"[{name}]", value)
    return filled
