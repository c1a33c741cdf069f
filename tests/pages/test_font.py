"""The maths font that is sent has every glyph that the pages show."""

from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont

from macros.fonts import characters_of


def test_font_has_every_character_of_the_mathematics(site: Path, pages: Mapping[str, Path]) -> None:
    [font] = site.glob("assets/math-*.woff2")
    has = set(map(chr, TTFont(font).getBestCmap()))
    shown = set().union(
        *(characters_of(page.read_text(encoding="utf-8")) for page in pages.values())
    )
    assert len(shown) > 100
    assert shown - has == set(), "run `make build && .venv/bin/python -m macros fonts site`"
