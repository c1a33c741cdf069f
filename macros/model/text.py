"""The marks that content text may hold, beside Markdown.

| mark             | meaning                                                        |
|------------------|----------------------------------------------------------------|
| `$…$`            | TeX, set as MathML at build time                               |
| `{§3.2}`         | a place in the paper of this page; see `Place`                 |
| `{dpo §4}`       | a place in another paper of the site                           |
| `{@xu2024}`      | a work in `references`; `{@xu2024 §3}` names a place in it     |
| `{calc}`         | our own arithmetic or algebra, not printed in the paper        |
| `{ours}`         | our own reading or judgement                                   |
| `{?sign}`        | the gap of that id, in text to complete                        |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from unicodedata import name

Kind = Literal["prose", "tex", "place", "cite", "calc", "ours", "gap"]
SOURCE_KINDS = frozenset({"place", "cite", "calc", "ours"})

_MARK = re.compile(r"(?<!\\)\$(?P<tex>[^$]+)\$|\{(?P<mark>[^{}\n]+)\}")
_STRAY = re.compile(r"(?<!\\)[{}$]")
_CITE = re.compile(r"@(?P<key>[a-z][a-z0-9-]*)(?: (?P<detail>.+))?")
_GAP = re.compile(r"\?(?P<id>[a-z][a-z0-9-]*)")
_PLACE = re.compile(
    r"""(?:(?P<paper>[a-z][a-z0-9-]*)\ )?
        (?P<name>Abstract
            |§[0-9]+(?:\.[0-9]+)*
            |(?:Fig\.|Table|Eq\.|App\.|fn\.)\ (?:[A-Z]?[0-9]+|[A-Z])(?:\.[0-9]+)*)
        (?:\ (?P<part>left|right|\([A-Z]\)))?
        (?:\ p\.\ (?P<page>[1-9][0-9]{0,3}))?""",
    re.VERBOSE,
)
_GROUP = re.compile(r"([_^√]?)\{([^{}]*)\}")
_SIGNS = {
    **{name(sign).split(" ")[-1].lower(): sign for sign in "αβγδεζηθικμνξπρστυφχψω"},
    "lambda": "λ",  # Unicode writes LAMDA
    "Theta": "Θ",
    "varepsilon": "ε",
    "approx": "≈",
    "cdot": "·",
    "ell": "ℓ",
    "ge": "≥",
    "geq": "≥",
    "infty": "∞",
    "le": "≤",
    "leq": "≤",
    "mid": "|",
    "neq": "≠",
    "partial": "∂",
    "pm": "±",
    "prime": "′",
    "prod": "∏",
    "propto": "∝",
    "sqrt": "√",
    "sum": "∑",
    "times": "×",
    "to": "→",
    "top": "ᵀ",
}
"""What a command of TeX looks like; any other is said by its name."""


class TextError(ValueError):
    """Content text that cannot be understood: what is wrong, and what to write instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep both halves, so that a report can join them."""
        super().__init__(f"{problem}; {remedy}")


@dataclass(frozen=True)
class Place:
    """A place in a paper.

    `§4`, `Fig. 2 left`, `Table 3 (E)`, `Eq. 7`, `App. A.1`, `fn. 4` or `Abstract`; any may end in
    ` p. 5`, where the thing runs over pages and one is meant.
    """

    name: str
    part: str | None = None
    page: int | None = None
    """The page that the author wrote; without it, the paper's `places` know."""
    paper: str | None = None
    """The slug of another paper; without it, the paper of this page."""


@dataclass(frozen=True)
class Token:
    """A stretch of prose, or one mark."""

    kind: Kind
    text: str
    """The prose, the TeX, the reference key, or the mark as written."""
    place: Place | None = None
    detail: str | None = None


@cache
def tokens(text: str) -> tuple[Token, ...]:
    """Split text into prose and marks; raise `TextError` for a mark that is none of ours."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield _prose(text[end : match.start()])
        end = match.end()
        if match["tex"] is not None:
            yield Token("tex", match["tex"])
        else:
            yield _token(match["mark"])
    if end < len(text):
        yield _prose(text[end:])


def _prose(text: str) -> Token:
    """Return prose; a sign that is left of a broken mark would stand on the page as it is."""
    if stray := _STRAY.search(text):
        raise TextError(
            f"holds a {stray.group()} that belongs to no mark",
            f"complete the mark, or write \\{stray.group()} for the sign itself",
        )
    return Token("prose", text)


def read_place(name: str) -> Place:
    """Read a locator such as `Table 3 (E)`; raise `TextError` for what is none."""
    match = _PLACE.fullmatch(name)
    if not match:
        raise TextError(
            f"{{{name}}} is not a mark",
            "write a place such as {§4}, {Fig. 2 left}, {Table 3 (E)}, {Eq. 7}, {App. A.1},"
            " {fn. 4}, {Abstract}, or {@key}, {calc}, {ours}",
        )
    page = int(match["page"]) if match["page"] else None
    return Place(match["name"], match["part"], page, match["paper"])


def plain(text: str) -> str:
    """Return text without marks and Markdown, for titles and attributes; TeX loses its commands."""
    words = "".join(
        _read_tex(token.text) if token.kind == "tex" else re.sub(r"[*_`]", "", token.text)
        for token in tokens(text)
        if token.kind in {"prose", "tex"}
    )
    words = re.sub(r"\s+", " ", words)
    return re.sub(r" (?=[.,;:!?)»”])", "", words).strip()


def _read_tex(tex: str) -> str:
    """Return TeX as it is typed on one line: `√d_k`, `10^18`, `C^(β/(α+β))`."""
    tex = re.sub(r"\\(?:text|operatorname|math[a-z]+|left|right|big|hat)\b ?|\\[,;:!]", "", tex)
    tex = re.sub(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)", tex.replace(r"\|", "‖"))
    tex = re.sub(r"( ?)\\([a-zA-Z]+)( ?)", _read_command, tex)
    while _GROUP.search(tex):
        tex = _GROUP.sub(lambda group: _ungroup(group[1], group[2]), tex)
    tex = re.sub(r" +(?=[(_^])|\^(?=[ᵀ′])|(?<=\() ", "", re.sub(r"[\\{}]", "", tex))
    return re.sub(r" +", " ", tex).strip()


def _read_command(command: re.Match[str]) -> str:
    before, word, after = command.groups()
    if word not in _SIGNS:
        return f" {word} "
    return f"{before}{_SIGNS[word]}{after if before else ''}"


def _ungroup(before: str, inside: str) -> str:
    """Return a group without its braces; where more would be read into it, in parentheses."""
    alone = not before or re.fullmatch(r"-?[\w.]+|[*′]", inside)
    return f"{before}{inside}" if alone else f"{before}({inside})"


def _token(mark: str) -> Token:
    if mark == "calc":
        return Token("calc", mark)
    if mark == "ours":
        return Token("ours", mark)
    if gap := _GAP.fullmatch(mark):
        return Token("gap", gap["id"])
    if cite := _CITE.fullmatch(mark):
        return Token("cite", cite["key"], detail=cite["detail"])
    return Token("place", mark, place=read_place(mark))
