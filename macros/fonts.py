"""The font of the mathematics, cut down to what the site shows, and how wide letters are."""

import io
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# A browser sets a lone letter in <mi> in italics by taking another character for it.
# https://w3c.github.io/mathml-core/#italic-mappings
_ITALICS = {
    chr(int(unicodedata.decomposition(italic).removeprefix("<font> "), 16)): italic
    for italic in [*map(chr, range(0x1D434, 0x1D468)), "𝚤", "𝚥", *map(chr, range(0x1D6E2, 0x1D71C))]
    if unicodedata.decomposition(italic)
} | {"h": "ℎ"}  # Unicode had the letter before the alphabet, and left a gap there
_DRAWN = {"msqrt": "√", "mroot": "√"}
"""What a tag draws by itself."""
_SHOWN_AS = {"-": "−"}
"""What a browser shows for a character in <mo>."""


def characters_of(html: str) -> set[str]:
    """Return every character that the `<math>` elements of a page need from the font."""
    reader = _MathReader()
    reader.feed(html)
    reader.close()
    return reader.characters


def subset(font: bytes, characters: Iterable[str]) -> bytes:
    """Return a woff2 of these characters, with the sizes and pieces that brackets stretch by."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB"]
    options.bidi_closure = False
    options.hinting = False
    options.desubroutinize = True  # brotli finds what repeats by itself
    options.notdef_outline = False
    # The licence asks that a changed font not keep its name; a page gives it one in @font-face.
    options.name_IDs = []
    whole = TTFont(io.BytesIO(font), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(whole)
    whole.flavor = "woff2"
    packed = io.BytesIO()
    whole.save(packed)
    return packed.getvalue()


class Face:
    """How wide the letters of a font are, its kerning left aside: words are never wider."""

    def __init__(self, font: bytes) -> None:
        """Read the widths of a TrueType or OpenType font."""
        whole = TTFont(io.BytesIO(font), lazy=True)
        metrics, em = whole["hmtx"].metrics, whole["head"].unitsPerEm
        self._widths: dict[str, float] = {
            chr(at): metrics[name][0] / em for at, name in whole.getBestCmap().items()
        }

    def width(self, text: str, size: float) -> float:
        """Return how long a line is, in the unit of `size`; what has no glyph counts nothing."""
        return size * sum(self._widths.get(letter, 0) for letter in text)

    def lacks(self, text: str) -> set[str]:
        """Return the characters that the font cannot draw."""
        return set(text) - self._widths.keys()


class _MathReader(HTMLParser):
    """Gathers the characters; an `<annotation>` is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: set[str] = set()
        self._open: list[str] = []
        self._upright = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open or tag == "math":
            self._open.append(tag)
            self._upright = ("mathvariant", "normal") in attrs
            self.characters.update(_DRAWN.get(tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Skip what holds nothing, such as `<mspace/>`."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._open or "annotation" in self._open:
            return
        text = data.strip()
        if self._open[-1] == "mi" and len(text) == 1 and not self._upright:
            text = _ITALICS.get(text, text)
        if self._open[-1] == "mo":
            text = _SHOWN_AS.get(text, text)
        self.characters.update(text)
