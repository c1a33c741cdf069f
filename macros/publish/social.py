"""The pictures that stand beside a shared link: one for each page, drawn without a network."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from math import pi
from multiprocessing import get_context
from pathlib import Path

from macros.content import Library
from macros.model.base import Language
from macros.model.paper import Paper
from macros.publish.typeset import Block, Room, Style, rasterise, typeset

WIDTH, HEIGHT = 1200, 630
_META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
_FEW_AUTHORS = 3

# The light scheme of overrides/assets/css/tokens.css.
_PAPER, _INK, _SOFT, _TRACK, _ACCENT = "#fbfaf6", "#1c1b19", "#5b5850", "#c9c3b4", "#b3261e"
_MARK = Style(700, _ACCENT, 1)
_TITLE = Style(700, _INK, 1.08)
_META_LINE = Style(400, _SOFT, 1)
_TEXT = Style(400, _INK, 1.36)

_MARGIN = 68
_RADIUS, _STROKE = 92, 22
_RING_X, _RING_Y = WIDTH - _MARGIN - _RADIUS - _STROKE / 2, _MARGIN + _RADIUS + _STROKE / 2
_BESIDE_RING = _RING_X - _RADIUS - _STROKE / 2 - 56 - _MARGIN
_BELOW_RING = _RING_Y + _RADIUS + _STROKE / 2 + 28
_IN_RING = 2 * (_RADIUS - _STROKE / 2) - 22
_BESIDE_RULE = WIDTH - 2 * _MARGIN - 30
_TITLE_TOP = _MARGIN + 74
_FOOT = HEIGHT - 76
"""Where the words end and the strip begins."""
_TITLES = [(84, 1), (68, 2), (62, 2), (56, 2), (62, 3), (56, 3), (50, 3), (45, 3), (40, 3)]
"""Sizes of a title, and in how many lines each may stand; the first that leaves room is taken."""
_TEXTS = [36, 33, 30, 28, 26, 25, 24]


@dataclass(frozen=True)
class Card:
    """What a picture says."""

    mark: str
    """Above everything: whose page this is."""
    title: str
    meta: str
    """Of a paper: who, where and when. Of another page: the part of the site, or nothing."""
    text: str
    ring: tuple[str, str]
    """Two short lines within the ring."""
    minutes: Sequence[int]
    """The phases, for the ring and the strip."""


def paper_card(paper: Paper, library: Library, language: Language) -> Card:
    """Return what the picture of a paper's page says."""
    families = [author.split(",")[0] for author in paper.authors]
    who = ", ".join(families) if len(families) <= _FEW_AUTHORS else f"{families[0]} et al."
    return Card(
        mark=library.strings["social.mark"][language],
        title=paper.title,
        meta=f"{who} · {paper.venue.split(',')[0]}",
        # Not the claim: who is sent a cold round would read it before the clock starts.
        text=library.strings["social.paper"][language],
        ring=(paper.short, library.strings["social.minutes"][language]),
        minutes=[phase.minutes for phase in library.protocol.phases],
    )


def page_card(title: str, description: str, library: Library, language: Language) -> Card:
    """Return what the picture of any other page says."""
    minutes = [phase.minutes for phase in library.protocol.phases]
    mark = library.strings["social.mark"][language]
    ring = (str(sum(minutes)), library.strings["social.minutes-word"][language])
    name, _, where = title.partition(" · ")
    return Card(mark, name, where, description, ring, minutes)


def draw(card: Card) -> str:
    """Return a card as SVG; raise `ValueError` where the font lacks a letter."""
    meta = typeset(card.meta, _META_LINE, Room(_BESIDE_RING, 1), [28, 25, 22])
    for size, rows in _TITLES:
        title = typeset(card.title, _TITLE, Room(_BESIDE_RING, rows), [size])
        meta_top = _TITLE_TOP + title.height - 0.3 * size + 26
        top = max(meta_top + (meta.size + 38 if card.meta else 22), _BELOW_RING)
        text = typeset(card.text, _TEXT, _room_below(top), _TEXTS)
        if title.whole and text.whole:
            break
    top += (_FOOT - top - text.height) / 2
    rule = f'y="{top:.1f}" width="5" height="{text.height:.1f}" fill="{_ACCENT}"'
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>',
        _line(card.mark, _MARK, _BESIDE_RING, [30]).svg(_MARGIN, _MARGIN + 24),
        title.svg(_MARGIN, _TITLE_TOP + title.size * 0.78),
        meta.svg(_MARGIN, meta_top + meta.size),
        f'<rect x="{_MARGIN}" {rule}/>',
        text.svg(_MARGIN + 30, top + text.size * 0.98),
        *_ring(card.minutes),
        _line(card.ring[0], _TITLE, _IN_RING, [54, 46, 38, 34, 30, 27, 24, 21]).svg(
            _RING_X, _RING_Y + 6, "middle"
        ),
        _line(card.ring[1], _META_LINE, _IN_RING, [24]).svg(_RING_X, _RING_Y + 38, "middle"),
        *_strip(card.minutes),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )


def write_social(site: Path, library: Library, origin: str) -> None:
    """Draw the picture that each page of a built site names as its `og:image`."""
    drawn = _drawings(site, library, origin)
    for folder in {picture.parent for picture in drawn}:
        folder.mkdir(parents=True, exist_ok=True)
    # Packing the pixels is nearly all of the work, and holds Python's lock: it wants processes.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for picture, png in zip(drawn, pool.map(_paint, drawn.values(), chunksize=4), strict=True):
            picture.write_bytes(png)


def _drawings(site: Path, library: Library, origin: str) -> Mapping[Path, str]:
    """Return every picture that the pages name, as SVG."""
    papers = {f"papers/{paper.slug}/": paper for paper in library.papers}
    drawn = {}
    for page in sorted(site.rglob("index.html")):
        meta = read_meta(page)
        if "og:image" not in meta:
            continue
        language: Language = "es" if page.relative_to(site).parts[0] == "es" else "en"
        address = meta["og:url"].removeprefix(f"{origin}/").removeprefix("es/")
        card = (
            paper_card(papers[address], library, language)
            if address in papers
            else page_card(meta["og:title"], meta["og:description"], library, language)
        )
        drawn[site / meta["og:image"].removeprefix(f"{origin}/")] = draw(card)
    return drawn


def _paint(svg: str) -> bytes:
    return rasterise(svg, WIDTH, HEIGHT)


def read_meta(page: Path) -> Mapping[str, str]:
    """Return what the head of a page says of it, by property."""
    head = page.read_text(encoding="utf-8").partition("</head>")[0]
    return {name: unescape(content) for name, content in _META.findall(head)}


def _line(text: str, style: Style, width: float, sizes: Sequence[int]) -> Block:
    return typeset(text, style, Room(width, 1), sizes)


def _room_below(top: float) -> Room:
    height = _FOOT - top
    return Room(_BESIDE_RULE, int(height / (_TEXTS[-1] * _TEXT.leading)), height)


def _ring(phases: Sequence[int]) -> list[str]:
    """Return the twenty minutes as a ring, to scale."""
    around = 2 * pi * _RADIUS
    unit = around / sum(phases)
    at, parts = 0.0, []
    for minutes in phases:
        length = unit * minutes - 5
        dashes = f'"{length:.2f} {around - length:.2f}" stroke-dashoffset="{-unit * at:.2f}"'
        parts.append(
            f'<circle cx="{_RING_X}" cy="{_RING_Y}" r="{_RADIUS}" fill="none" stroke="{_ACCENT}"'
            f' stroke-width="{_STROKE}" stroke-dasharray={dashes}'
            f' transform="rotate(-90 {_RING_X} {_RING_Y})"/>'
        )
        at += minutes
    return parts


def _strip(phases: Sequence[int]) -> list[str]:
    """Return the twenty minutes as a strip along the foot, to scale; the first is now."""
    gap = 6
    unit = (WIDTH - 2 * _MARGIN - gap * (len(phases) - 1)) / sum(phases)
    x, parts = float(_MARGIN), []
    for at, minutes in enumerate(phases):
        size = f'width="{unit * minutes:.1f}" height="12"'
        fill = _TRACK if at else _ACCENT
        parts.append(f'<rect x="{x:.1f}" y="{HEIGHT - 50}" {size} fill="{fill}"/>')
        x += unit * minutes + gap
    return parts
