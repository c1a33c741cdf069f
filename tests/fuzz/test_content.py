"""Content files that no author would write: accepted, or told as lines that an editor can open."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.content import read_library
from macros.parity import RULES
from macros.problem import BadContent
from macros.render import Renderer
from tests.fuzz.effort import fuzzed
from tests.unit.sample import write

REAL = Path(__file__).parents[2] / "docs/_content"
PAPERS = ("attention", "clip", "dpo", "chinchilla")
LINE = re.compile(r"docs/_content/papers/[a-z]+\.yml:([1-9][0-9]*): .+; \S.*")
LEAST = {"steps": 99, "symbols": 99, "follow_ups": 12, "terms": 20, "phases": 6}
"""Lists that must be longer than four."""

Read = Callable[[str, bytes], None]

STRAY = [
    *"{}[]\"'$\\:#&*!|>%@`-?,\t\n\r \x00\x07\x7f\x85\xa0é🙂\u2028\ufeff\ue000\ue001\uffff",
    "\n\n",
    "  ",
    ": ",
    "- ",
    "? ",
    "---\n",
    "...\n",
    "%TAG ! x\n",
    "{§4",
    "{@nobody",
    "{§4 p. 0}",
    "{§4 p. " + "9" * 5000 + "}",
    "$\\frac{",
    "$" + "{" * 3000 + "$",
    "\n$x\n^",
    "\\$",
    "&a ",
    "*a ",
    "<<: *a\n",
]
"""What a slip of the hand, a copy from a PDF or a merge leaves between letters."""

SCALARS = [
    "~", "yes", "no", "3", "-1", "1.5", ".inf", ".nan", "1e999", "0b_", "0x_", "0o8", "1:99", "''",
    "9" * 5000, "0x" + "f" * 5000, "2020-01-01", "2020-13-45", "2020-01-01 99:99:99", "*a",
    "&a [*a]", "&a {b: *a}", "[]", "{}", "[[]]", "[a, b]", "{a: b}", "{en: a}", "{? [a] : b}",
    "{1: 2, ~: 3}", "{en: a, es: b, en: c}", "!!int x", "!!float x", "!!bool x", "!!null x",
    "!!timestamp x", "!!binary x", "!!binary é", "!!set {a, b}", "!!omap [a: b]", "!!pairs [a: b]",
    "!!str 3", "!!seq {a: b}", "!!map [a]", "!!python/name:os.system", "!x y", "|", ">-", '"\\0"',
    '"\\ud800"', '"\\ue0000\\ue001 {§4}"', '"a\\nb\\n\\nc {§4\\n}"', '"$x\\n\\\\frac$"', "%a", "'",
    "[" * 3000, "[" * 300 + "]" * 300, "{a: " * 300 + "b" + "}" * 300, "a: b: c",
]  # fmt: skip
"""What YAML reads otherwise than it looks, and what it does not read at all."""


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> bytes:
    """Return a content file with a few things done to it."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.sampled_from([0, 1, 1, 2, 8, 60, 2000])))
        lines = text.split("\n")
        line = text.count("\n", 0, at)
        what = draw(st.sampled_from(["cut", "stray", "double", "value", "key", "indent", "swap"]))
        if what == "cut":
            text = text[:at] + text[to:]
        elif what == "stray":
            text = text[:at] + draw(st.sampled_from(STRAY)) + text[to:]
        elif what == "double":
            text = text[:to] + text[at:]
        else:
            if what == "value":
                put = draw(st.sampled_from(SCALARS))
                name, colon, _ = lines[line].partition(": ")
                lines[line] = name + (colon or ": ") + put
            elif what == "key":
                lines[line] = re.sub(
                    r"\w+(?=:)", draw(st.sampled_from(["x", "en", "id", "1"])), lines[line], count=1
                )
            elif what == "indent":
                lines[line] = " " * draw(st.integers(0, 8)) + lines[line].lstrip()
            else:
                other = draw(st.integers(0, len(lines) - 1))
                lines[line], lines[other] = lines[other], lines[line]
            text = "\n".join(lines)
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


def short(data: Any, key: str = "") -> Any:
    """Return content with lists hardly longer than they must be, leaning on no other file."""
    if isinstance(data, dict):
        return {name: short(value, name) for name, value in data.items() if name != "whiteboard"}
    if isinstance(data, list):
        return [short(each) for each in data[: LEAST.get(key, 4)]]
    return data


@cache
def real(name: str) -> str:
    """Return a file as its authors wrote it."""
    return (REAL / name).read_text(encoding="utf-8")


@cache
def shortened(name: str) -> str:
    """Return a file that is read several times as fast."""
    text: str = yaml.safe_dump(
        short(yaml.safe_load(real(name))), allow_unicode=True, sort_keys=False
    )
    return text


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a function that reads a small library with one paper of these bytes."""
    root = tmp_path_factory.mktemp("library") / "docs/_content"
    papers = root / "papers"
    papers.mkdir(parents=True)
    (root / "topics.yml").write_bytes((REAL / "topics.yml").read_bytes())
    for name in ("protocol.yml", "glossary.yml"):
        (root / name).write_text(shortened(name), encoding="utf-8")
    write(root / "strings.yml", {"source.page": {"en": "p", "es": "p", "where": "w"}})
    strings = read_library(REAL, []).strings

    def read(name: str, raw: bytes) -> None:
        path = papers / f"{name}.yml"
        path.write_bytes(raw)
        try:
            library = read_library(root, RULES)
        except BadContent as bad:
            expect_lines(bad, raw)
        else:
            renderer = Renderer(replace(library, strings=strings))
            for language in ("", "es/"):
                src = f"{language}papers/{name}"
                assert renderer.page("paper", name, f"{src}.md", f"{src}/")
        finally:
            path.unlink()

    return read


def expect_lines(bad: BadContent, raw: bytes) -> None:
    """Expect each problem on one line, with a place in the file and a remedy."""
    told = str(bad).split("\n")
    assert len(told) == len(bad.problems) > 0
    lines = len(raw.decode("utf-8", "replace").splitlines())
    for each in told:
        place = LINE.fullmatch(each)
        assert place, each
        assert int(place[1]) <= lines + 1, each


@pytest.mark.parametrize("name", PAPERS)
def test_shortened_paper_is_accepted_before_it_is_spoilt(read: Read, name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.fuzz.test_content.expect_lines", lambda bad, _: pytest.fail(str(bad)))
        read(name, shortened(f"papers/{name}.yml").encode())


@fuzzed
@given(st.data())
def test_spoilt_file_is_read_and_shown_or_told_line_by_line(
    read: Read, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(PAPERS), label="paper")
    written = data.draw(st.sampled_from([real, shortened, shortened]), label="written")
    read(name, data.draw(spoilt(written(f"papers/{name}.yml")), label="bytes"))
