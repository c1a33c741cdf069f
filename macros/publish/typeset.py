"""Text set into lines of SVG: measured first, so that it never runs over its room.

The font is our own, so that the same words give the same bytes on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import resvg_py

from macros.fonts import Face

_FOLDER = Path(__file__).parents[1] / "vendor/source-serif-4-0.4.1"
_FILES = {
    400: _FOLDER / "SourceSerif4_400Regular.ttf",
    700: _FOLDER / "SourceSerif4_700Bold.ttf",
}


@dataclass(frozen=True)
class Style:
    """How text looks."""

    weight: int
    fill: str
    leading: float
    """From line to line, as a share of the size."""


@dataclass(frozen=True)
class Room:
    """What text may take up."""

    width: float
    rows: int
    height: float = float("inf")


@dataclass(frozen=True)
class Block:
    """Text set into lines."""

    style: Style
    size: int
    lines: Sequence[str]
    whole: bool
    """Whether nothing had to be cut."""

    @property
    def height(self) -> float:
        """From the top of the first line to that of a line after the last."""
        return self.size * self.style.leading * len(self.lines)

    def svg(self, x: float, y: float, anchor: str = "start") -> str:
        """Return the lines, the base of the first at `y`."""
        return "".join(
            f'<text x="{x:.1f}" y="{y + self.size * self.style.leading * at:.1f}"'
            f' font-size="{self.size}" font-weight="{self.style.weight}" fill="{self.style.fill}"'
            f' text-anchor="{anchor}" font-family="\'Source Serif 4\'">{escape(line)}</text>'
            for at, line in enumerate(self.lines)
        )


def typeset(text: str, style: Style, room: Room, sizes: Sequence[int]) -> Block:
    """Set text at the first of these sizes, largest first, at which it fits; cut it at the last.

    Raise `ValueError` for a character that the font cannot draw.
    """
    face = _face(style.weight)
    if lacking := face.lacks(text):
        raise ValueError(
            f"the font of pictures lacks {sorted(lacking)}, in {text!r};"
            " write it otherwise, or take another font"
        )
    words = [(word, face.width(word, 1)) for word in text.split(" ")]
    space = face.width(" ", 1)
    for size in sizes:
        block = Block(style, size, _balance(words, room.width / size, space), whole=True)
        fits = max(long for _, long in words) <= room.width / size
        if fits and len(block.lines) <= room.rows and block.height <= room.height:
            return block
    kept = _break(words, room.width / size, space)[: room.rows]
    while face.width(f"{kept[-1]}…", size) > room.width:
        kept[-1] = kept[-1].rpartition(" ")[0].rstrip(",;:.")
    return Block(style, size, [*kept[:-1], f"{kept[-1]}…"], whole=False)


def rasterise(svg: str, width: int, height: int) -> bytes:
    """Return SVG as PNG, with no font but ours."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        skip_system_fonts=True,
        font_files=[str(file) for file in _FILES.values()],
    )
    return drawn


@cache
def _face(weight: int) -> Face:
    return Face(_FILES[weight].read_bytes())


def _balance(words: Sequence[tuple[str, float]], width: float, space: float) -> list[str]:
    """Break words into as few lines as fit, and these to about the same length."""
    fewest = len(_break(words, width, space))
    narrow, wide = width / 2, width
    while wide - narrow > space:
        middle = (narrow + wide) / 2
        if len(_break(words, middle, space)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _break(words, wide, space)


def _break(words: Sequence[tuple[str, float]], width: float, space: float) -> list[str]:
    lines: list[list[str]] = []
    left = 0.0
    for word, long in words:
        if lines and long + space <= left:
            lines[-1].append(word)
            left -= long + space
        else:
            lines.append([word])
            left = width - long
    return [" ".join(line) for line in lines]
