"""Marks and TeX that nobody would write: read whole, or refused by one clear line."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.elements import text_html
from macros.mathml import TexError, render_tex
from macros.model.text import TextError, Token, plain, tokens
from tests.fuzz.effort import fuzzed

PIECES = [
    *"{}$\\@§. ()*_`[]<>&\n\u2028\x00é5AbpE",
    "{§3.2}", "{Fig. 2 left}", "{Table 3 (E)}", "{Eq. 7}", "{App. A.1}", "{fn. 4}", "{Abstract}",
    "{§4 p. 5}", "{§4 p. 0}", "{§4 p. " + "9" * 5000 + "}", "{dpo §4}", "{@xu2024}", "{@xu2024 §3}",
    "{calc}", "{ours}", "{}", "{@}", "{ §4}", "$x$", "$\\frac{a}{b}$", "\\$", "\\{", "$$", "words",
    "**strong**", "[link](https://a.example)", "\n\n",
]  # fmt: skip
TEX = [
    *"{}^_&\\#%~'$ \n<>\"+-=()[]|.,é∇🙂\x00ax1",
    "\\frac", "\\sqrt[3]", "\\left(", "\\right)", "\\text{", "\\begin{aligned}", "\\end{aligned}",
    "\\begin{matrix}", "\\hat", "\\mathcal{L}", "\\def\\a{\\a\\a}", "\\a", "\\gdef\\x{y}", "\\x",
    "\\newcommand", "\\\\", "\\href{javascript:alert(1)}{x}", "\\url{https://a.example}",
    "\\includegraphics{x}", "\\class{x}{y}", "\\id{x}{y}", "\\style{color:red}{x}",
    "\\data{x=y}{z}", "\\tag{1}", "\\label{a}", "\\ref{a}", "\\char", "\\verb|x|", "\\color{red}",
    "\\kern1em", "\\rule{1em}{1em}", "\\unicode{x}", "\\ce{H2O}", "\\operatorname*{argmax}",
    "\\sum_{i=1}^n", "\\mathbb{E}", "{" * 400, "}" * 400, "^" * 50, "\\frac{" * 400,
]  # fmt: skip


def spelled(token: Token) -> str:
    """Return a token as its author wrote it."""
    if token.kind == "prose":
        return token.text
    if token.kind == "tex":
        return f"${token.text}$"
    if token.kind == "cite":
        return f"{{@{token.text}{f' {token.detail}' if token.detail else ''}}}"
    return f"{{{token.text}}}"


@fuzzed
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_marks_lose_no_letter_and_broken_ones_are_told(text: str) -> None:
    try:
        found = tokens(text)
    except TextError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert re.fullmatch(r".+; .+", told, re.DOTALL)
        return
    assert "".join(map(spelled, found)) == text
    for token in found:
        assert token.kind != "prose" or not re.search(r"(?<!\\)[{}$]", token.text)
        assert (token.kind == "place") == (token.place is not None)
    plain(text)


@fuzzed
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_whatever_marks_are_read_can_be_shown(text: str) -> None:
    try:
        marks = [token.kind for token in tokens(text)]
        html = text_html(text, "es", lambda token: f"<i>{token.kind}</i>")
    except (TextError, TexError):
        return
    assert html.count("<math") == marks.count("tex")
    assert len(re.findall("<i>", html)) == sum(kind not in {"prose", "tex"} for kind in marks)


@fuzzed
@given(st.lists(st.sampled_from(TEX), min_size=1, max_size=10).map("".join), st.booleans())
def test_broken_tex_is_told_in_one_line_and_the_rest_is_mathematics(
    tex: str,
    display: bool,  # noqa: FBT001 - hypothesis makes it up
) -> None:
    try:
        mathml = render_tex(tex, display=display)
    except TexError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert "\n" not in told
        return
    tree = ET.fromstring(mathml)
    assert tree.tag.endswith("math")
    for element in tree.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "a", "img", "iframe", "style"}
        assert not {name for name in element.attrib if name in {"href", "src"} or name[:2] == "on"}


def test_a_definition_holds_for_its_own_formula_alone() -> None:
    assert render_tex(r"\gdef\ours{a}\ours")
    with pytest.raises(TexError):
        render_tex(r"\ours")
