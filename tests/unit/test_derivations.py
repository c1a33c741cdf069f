"""A derivation that can be practised: its lines can be told apart, and its letters are known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.answers import derivation_key, line_key, principles
from macros.content import read_library
from macros.model.derivation import Derivation
from macros.parity import RULES
from macros.problem import BadContent
from tests.unit.sample import both, fact, paper, write, write_library

REAL = Path(__file__).parents[2] / "docs/_content"
Told = Callable[[Callable[[Any], object]], list[str]]


def practised() -> dict[str, Any]:
    """Return a derivation with everything that practice needs, as YAML gives it."""
    derivation: dict[str, Any] = paper()["derivations"][0]
    derivation["steps"][1]["typed"] = {
        "left": "b=",
        "typed": "2*a",
        "example": "a + 1",
        "symbols": ["a"],
        "mistakes": [{"typed": "a", "name": both("half"), "because": fact("because")}],
    }
    return derivation | {
        "symbols": [{"name": "a", "tex": "a", "meaning": both("a"), "low": 0.5, "high": 2.0}],
        "distractors": [
            {"id": "wrong", "tex": "c", "because": fact("because")},
            {"id": "worse", "tex": "d", "because": fact("because")},
        ],
    }


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return a function that spoils the derivation and returns what is said of it."""

    def spoil(change: Callable[[Any], object]) -> list[str]:
        root = write_library(tmp_path / "docs", REAL)
        derivation = practised()
        change(derivation)
        sample = paper() | {"derivations": [derivation]}
        sample.pop("quiz", None)
        write(root / "papers/sample.yml", sample)
        try:
            read_library(root, RULES)
        except BadContent as bad:
            return [line.split(": ", 1)[1] for line in str(bad).splitlines()]
        return []

    return spoil


def test_derivation_without_problem_has_none(told: Told) -> None:
    assert told(lambda _: None) == []


def test_derivation_without_practice_has_none(told: Told) -> None:
    def strip(derivation: Any) -> None:
        del derivation["symbols"], derivation["distractors"], derivation["steps"][1]["typed"]

    assert told(strip) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda it: it["distractors"][0].update(id="start"),
            "derivations[0].distractors[0].id: is 'start', as a step; ids differ",
        ),
        (
            lambda it: it["distractors"][1].update(id="wrong"),
            "derivations[0].distractors[1].id: is 'wrong', as an entry before it;"
            " give each its own id",
        ),
        (
            lambda it: it["distractors"][0].update(tex=" b "),
            "derivations[0].distractors[0].tex: is the line of 'end'; write one that is wrong",
        ),
        (
            lambda it: it["distractors"][1].update(tex="c"),
            "derivations[0].distractors[1].tex: is the line of 'wrong'; write one that is wrong",
        ),
        (
            lambda it: it["distractors"].pop(),
            "derivations[0].distractors: has 1 entry; write at least 2, or none",
        ),
        (
            lambda it: it["distractors"][0].update(tex=r"\frc{a}"),
            "derivations[0].distractors[0].tex: holds TeX that does not parse:"
            r" Unsupported function name: \frc at position 1; mend $\frc{a}$",
        ),
        (
            lambda it: it["distractors"][0].update(because=both("because")),
            "derivations[0].distractors[0].because: en names no source; add where it stands,"
            " such as {§4}, {Table 2}, {@key}, {calc} or {ours}",
        ),
        (
            lambda it: it["steps"][1]["typed"].update(left=r"\frc{a}"),
            "derivations[0].steps[1].typed.left: holds TeX that does not parse:"
            r" Unsupported function name: \frc at position 1; mend $\frc{a}$",
        ),
        (
            lambda it: it["steps"][1]["typed"].update(symbols=["a", "z"]),
            "derivations[0].steps[1].typed.symbols[1]: is 'z', which is no letter of the"
            " derivation; write one of ['a']",
        ),
        (
            lambda it: it["symbols"].append(it["symbols"][0]),
            "derivations[0].symbols[1].name: is 'a', as a letter before it; names differ",
        ),
        (
            lambda it: it["symbols"].append(it["symbols"][0] | {"name": "z"}),
            "derivations[0].symbols[1].name: is 'z', which no typed line names;"
            " remove it, or name it in one",
        ),
    ],
)
def test_a_problem_is_told(told: Told, change: Callable[[Any], object], expected: str) -> None:
    assert told(change)[:1] == [expected]  # what is left of a library then has other problems


def test_key_holds_what_a_browser_marks_by_and_no_words() -> None:
    derivation = Derivation.model_validate(practised())
    # Both steps of the sample have the same principle: either name of it is right.
    assert [at for at, _ in principles(derivation)] == ["start"]
    assert derivation_key(derivation) == {
        "needs": {"start": [], "end": ["start"]},
        "principles": {"start": "start", "end": "start"},
    }
    line = derivation.steps[1].typed
    assert line
    assert line_key(derivation, line) == {
        "typed": "2*a",
        "symbols": [{"name": "a", "low": 0.5, "high": 2.0}],
        "mistakes": ["a"],
    }
