"""What becomes of content on a page."""

import re
from pathlib import Path

import pytest

from macros.content import Library, read_library
from macros.elements import localise_tex, text_html
from macros.mathml import TexError, render_tex
from macros.model.base import Bilingual
from macros.model.text import TextError, Token, plain, read_place, tokens
from macros.parity import RULES
from macros.render import Renderer

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def library() -> Library:
    """Read the real content."""
    return read_library(DOCS / "_content", RULES)


@pytest.fixture(scope="module")
def spanish(library: Library) -> str:
    """Render the Spanish page of one paper."""
    return Renderer(library).page("paper", "dpo", "es/papers/dpo.md", "es/papers/dpo/")


def test_places_lead_to_the_pinned_page(library: Library) -> None:
    page = Renderer(library).page("paper", "dpo", "papers/dpo.md", "papers/dpo/")
    assert 'href="https://arxiv.org/pdf/2305.18290v3#page=4"' in page
    places = re.findall(r'class="loc" href="([^"]+)"', page)
    assert len(places) > 100
    assert all(
        re.fullmatch(r"https://arxiv\.org/pdf/2305\.18290v3#page=\d+", each) for each in places
    )


def test_places_are_spelled_in_spanish(spanish: str) -> None:
    assert ">Tabla 2</a>" in spanish
    assert ">Ec. 7</a>" in spanish
    assert ">Table 2</a>" not in spanish


def test_tex_takes_the_decimal_mark_of_the_language() -> None:
    assert localise_tex(r"0.5 + a.b", "es") == r"0{,}5 + a.b"
    assert localise_tex(r"0.5 + a.b", "en") == r"0.5 + a.b"


def test_text_holds_marks_markdown_and_mathematics() -> None:
    html = text_html("A *word* of $x^2$ {calc}.", "en", lambda token: f"[{token.kind}]")
    assert html.startswith('A <em>word</em> of <span translate="no"><math>')
    assert html.endswith("</math></span> [calc].")


def test_name_with_a_number_stays_in_one_line() -> None:
    html = text_html(
        "Ask GPT-4, not [it](https://example.org/GPT-4).", "en", lambda token: token.text
    )
    assert html.startswith('Ask <span class="whole">GPT-4</span>, not <a href="https')
    assert html.count("whole") == 1


def test_paragraphs_stay_apart() -> None:
    assert text_html("One.\n\nTwo.", "en", lambda token: token.text) == "<p>One.</p>\n<p>Two.</p>"


def test_tex_that_does_not_parse_says_what_temml_says() -> None:
    with pytest.raises(TexError, match="expected '}'"):
        render_tex(r"\frac{a")


def test_spoken_form_is_what_a_screen_reader_hears() -> None:
    assert render_tex("x", label='a "b" & c').startswith(
        '<math aria-label="a &quot;b&quot; &amp; c"'
    )


@pytest.mark.parametrize(
    "name",
    [
        "§3.2.1",
        "Fig. 2 left",
        "Fig. A1",
        "Table 3 (E)",
        "Eq. 4",
        "App. A.1",
        "fn. 4",
        "Abstract",
        "§4 p. 5",
    ],
)
def test_places_are_read(name: str) -> None:
    assert read_place(name).name in name


@pytest.mark.parametrize("name", ["Section 4", "§", "Fig.", "Table", "Eq 4", "p. 5"])
def test_what_is_no_place_is_refused(name: str) -> None:
    with pytest.raises(TextError, match="is not a mark"):
        read_place(name)


def test_marks_are_told_from_mathematics() -> None:
    assert [token.kind for token in tokens("a $b_{c}$ {§4} {dpo §4} {@key} {@key §2} {calc}")] == [
        *("prose", "tex", "prose", "place", "prose", "place", "prose"),
        *("cite", "prose", "cite", "prose", "calc"),
    ]
    assert tokens("{@key §2}") == (Token("cite", "key", detail="§2"),)


def test_every_string_of_the_interface_is_used_and_there(library: Library) -> None:
    sources = [*(ROOT / "macros/templates").rglob("*.jinja"), *(ROOT / "overrides").rglob("*.html")]
    sources += [ROOT / "mkdocs.yml", *(ROOT / "macros").rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r"""\bt\(['"]([^'"]+?)['"](?!\s*~)""", text))
    # Some names are put together: `t('card.' ~ field)`, `strings["nav." ~ name]`.
    prefixes = tuple(set(re.findall(r"""['"]([\w.-]+[.-])['"]\s*~""", text)) | {"source."})
    unused = {
        key
        for key in library.strings
        if f"'{key}'" not in text and f'"{key}"' not in text and not key.startswith(prefixes)
    } - set(re.findall(r"palette\.\w+", text))
    assert named - set(library.strings) == set()
    assert unused == set()


def test_choices_stand_in_the_same_order_in_both_languages(library: Library) -> None:
    renderer = Renderer(library)
    pages = [
        renderer.page("practice", "clip", f"{folder}practice/clip.md", f"{folder}practice/clip/")
        for folder in ("", "es/")
    ]
    fields = re.compile(
        r'name="([^"]+)" value="([^"]*)"|<option value="([^"]*)"|data-step="([^"]+)"'
    )
    orders = [fields.findall(page) for page in pages]
    assert orders[0] == orders[1]
    assert len(orders[0]) > 200
    # And not as their authors wrote them, where the right one would often come first.
    chosen = [int(value) for name, value, *_ in orders[0] if name == "choice"]
    assert len(chosen) > 60
    assert chosen[:12] != sorted(chosen[:12])


def test_bilingual_text_is_read_by_language() -> None:
    assert Bilingual(en="a", es="b")["es"] == "b"


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"1/\sqrt{d_k}", "1/√d_k"),
        (r"3.3\cdot10^{18}", "3.3·10^18"),
        (r"n \times n", "n × n"),
        (r"C^{\beta/(\alpha+\beta)}", "C^(β/(α+β))"),
        (r"\beta\log(\pi_\theta/\pi_{\text{ref}})", "β log(π_θ/π_ref)"),
        (r"\log\frac{1-\varepsilon}{\varepsilon}", "log(1-ε)/(ε)"),
        (r"QK^\top/\sqrt{d_{\text{model}}}", "QKᵀ/√d_model"),
        (r"m^{\prime}", "m′"),
    ],
)
def test_mathematics_in_a_title_reads_as_it_is_typed(tex: str, line: str) -> None:
    assert plain(f"a ${tex}$ {{§4}}.") == f"a {line}."
