"""A feed of new papers for each language, in the Atom format: https://www.rfc-editor.org/rfc/rfc4287."""

from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape, quoteattr

from macros.addresses import address
from macros.content import Library
from macros.model.base import LANGUAGES, Language
from macros.model.paper import Paper
from macros.model.text import plain

NEWEST = 50
"""Readers of feeds ask often; what is older they have."""


def feed(library: Library, language: Language, origin: str) -> str:
    """Return the feed of a language: the newest papers first."""
    papers = sorted(library.papers, key=lambda paper: (paper.added, paper.order), reverse=True)
    here = address(origin, language, "feed.xml")
    strings = library.strings
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<title>{escape(strings['feed.title'][language])}</title>",
        f"<subtitle>{escape(strings['papers.lede'][language])}</subtitle>",
        f"<id>{_lasting('feed', language)}</id>",
        f"<author><name>{escape(strings['social.mark'][language])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(here)}"/>',
        f'<link rel="alternate" type="text/html" href="{address(origin, language, "papers/")}"/>',
        f"<updated>{_at_midnight(papers[0])}</updated>",
        *(line for paper in papers[:NEWEST] for line in _entry(paper, library, language, origin)),
        "</feed>",
    ]
    return "\n".join([*lines, ""])


def write_feeds(site: Path, library: Library, origin: str) -> None:
    """Write `feed.xml` for each language into a built site."""
    for language in LANGUAGES:
        path = site / address("", language, "feed.xml").lstrip("/")
        path.write_text(feed(library, language, origin), encoding="utf-8")


def _entry(paper: Paper, library: Library, language: Language, origin: str) -> Sequence[str]:
    page = address(origin, language, f"papers/{paper.slug}/")
    return [
        "<entry>",
        f"<title>{escape(f'{paper.short}: {paper.title}')}</title>",
        f"<id>{_lasting(f'paper/{paper.slug}', language)}</id>",
        f'<link rel="alternate" type="text/html" hreflang="{language}" href="{escape(page)}"/>',
        f'<link rel="related" href="https://arxiv.org/abs/{paper.arxiv.pinned}"/>',
        f"<published>{_at_midnight(paper)}</published>",
        f"<updated>{_at_midnight(paper)}</updated>",
        *(f"<category term={quoteattr(t.name[language])}/>" for t in library.topics_of(paper)),
        f"<summary>{escape(plain(paper.lede[language]))}</summary>",
        f"<content>{escape(plain(paper.claim.exact[language]))}</content>",
        "</entry>",
    ]


def _lasting(name: str, language: Language) -> str:
    """Return an id that stays when the site moves; it is of no authority that could change."""
    return uuid5(NAMESPACE_OID, f"paper-drill/{language}/{name}").urn


def _at_midnight(paper: Paper) -> str:
    return f"{paper.added.isoformat()}T00:00:00Z"
