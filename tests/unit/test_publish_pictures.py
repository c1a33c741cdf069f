"""Pictures of links: every word fits, has its letters, and gives the same bytes again."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.content import Library, read_library
from macros.fonts import Face
from macros.model.base import LANGUAGES
from macros.parity import RULES
from macros.publish.icons import FAVICON, ICONS, icon
from macros.publish.social import HEIGHT, WIDTH, draw, page_card, paper_card, write_social
from macros.publish.typeset import Room, Style, rasterise, typeset

ROOT = Path(__file__).parents[2]
FONTS = sorted((ROOT / "macros/vendor").glob("source-serif-4-*/*.ttf"))
FACE = Face(FONTS[0].read_bytes())
STYLE = Style(400, "#000", 1.3)
WORDS = st.text(alphabet="abcñW ´.", min_size=1, max_size=200).map(lambda text: text.strip() or "a")


@pytest.fixture(scope="module")
def library() -> Library:
    """Read the real content."""
    return read_library(ROOT / "docs/_content", RULES)


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and the height that a PNG says it has."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_the_font_has_what_both_languages_and_mathematics_need(font: Path) -> None:
    letters = "ÁÉÍÑÓÚÜáéíñóúü¿¡«»“”‘’…–—·×√≤≥≈≠∞±−∂∑→βπσθλμε²³łŁčçöø\u00a0\u202f"
    assert Face(font.read_bytes()).lacks(letters) == set()


def test_every_paper_is_drawn_with_its_title_and_short_name(library: Library) -> None:
    for paper in library.papers:
        for language in LANGUAGES:
            svg = draw(paper_card(paper, library, language))
            for word in [*paper.title.split(), paper.short]:
                assert word in svg, f"{paper.slug}: {word}"


def test_a_letter_without_a_glyph_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"lacks \['漢'\], in 'A 漢'"):
        typeset("A 漢", STYLE, Room(500, 1), [20])


@settings(deadline=None)
@given(text=WORDS, width=st.integers(200, 1000), rows=st.integers(1, 6))
def test_no_line_runs_over_its_room(text: str, width: int, rows: int) -> None:
    block = typeset(text, STYLE, Room(width, rows, 400), [40, 30, 20])
    assert len(block.lines) <= rows
    if block.whole:
        assert block.height <= 400
        assert " ".join(" ".join(block.lines).split()) == " ".join(text.split())
        assert all(FACE.width(line, block.size) <= width for line in block.lines)
    else:
        assert block.lines[-1].endswith("…")


def test_words_of_authors_stay_words(library: Library) -> None:
    svg = draw(page_card('A <b> & "c"', "d </svg>", library, "en"))
    assert 'A &lt;b&gt; &amp; "c"' in svg
    assert svg.count("</svg>") == 1


def test_a_picture_is_as_large_as_pages_say_and_always_the_same(library: Library) -> None:
    svg = draw(paper_card(library.papers[0], library, "es"))
    once = rasterise(svg, WIDTH, HEIGHT)
    assert size_of(once) == (1200, 630)
    assert rasterise(svg, WIDTH, HEIGHT) == once


def test_words_are_drawn_and_not_left_out(library: Library) -> None:
    svg = draw(paper_card(library.papers[0], library, "en"))
    wordless = re.sub(r"<text.*?</text>", "", svg)
    assert len(rasterise(svg, WIDTH, HEIGHT)) > 2 * len(rasterise(wordless, WIDTH, HEIGHT))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_as_large_as_its_name_says(name: str) -> None:
    width, share, on_paper = ICONS[name]
    drawn = icon(FAVICON.read_text(encoding="utf-8"), width, share, on_paper=on_paper)
    assert size_of(drawn) == (width, width)
    assert str(width) in name


def test_the_favicon_names_lengths_that_every_renderer_knows() -> None:
    assert "pathLength" not in FAVICON.read_text(encoding="utf-8")


def test_a_picture_is_written_where_its_page_names_it(tmp_path: Path, library: Library) -> None:
    origin = "https://a.example/b"
    for path, name in (("papers/dpo/", "en-papers-dpo"), ("es/nuevo/", "es-nuevo"), ("raw/", "")):
        page = tmp_path / path / "index.html"
        page.parent.mkdir(parents=True)
        said = {"url": f"{origin}/{path}", "title": "A &amp; B", "description": "C"}
        if name:
            said["image"] = f"{origin}/assets/social/{name}.png"
        metas = [f'<meta property="og:{key}" content="{text}">' for key, text in said.items()]
        page.write_text(f"<head>{''.join(metas)}</head>", encoding="utf-8")
    write_social(tmp_path, library, origin)
    drawn = {path.name: path.read_bytes() for path in (tmp_path / "assets/social").iterdir()}
    assert drawn == {
        "en-papers-dpo.png": rasterise(
            draw(paper_card(library.paper("dpo"), library, "en")), WIDTH, HEIGHT
        ),
        "es-nuevo.png": rasterise(draw(page_card("A & B", "C", library, "es")), WIDTH, HEIGHT),
    }
