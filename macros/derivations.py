"""What derivations must hold beyond their types, so that they can be practised."""

from collections.abc import Iterator, Sequence

from macros.content import Checked
from macros.model.derivation import Derivation
from macros.problem import Path_, Problem
from macros.walk import fields

What = Iterator[tuple[Path_, str]]
"""Where within a derivation, and what is wrong there."""

FEWEST_DISTRACTORS = 2


def check_derivations(everything: Sequence[Checked]) -> Iterator[Problem]:
    """Lines can be told apart, and what is to be typed has its letters."""
    for content, source in everything:
        for path, value in fields(content):
            if isinstance(value, Derivation):
                for inside, what in (*_check_lines(value), *_check_typed(value)):
                    yield source.problem((*path, *inside), what)


def _check_lines(derivation: Derivation) -> What:
    """Wrong lines differ from the steps; `check_ids` looks within each of the lists."""
    ids = {step.id for step in derivation.steps}
    lines = {_spaceless(step.tex): step.id for step in derivation.steps}
    if 0 < len(derivation.distractors) < FEWEST_DISTRACTORS:
        yield ("distractors",), f"has 1 entry; write at least {FEWEST_DISTRACTORS}, or none"
    for index, wrong in enumerate(derivation.distractors):
        if wrong.id in ids:
            yield ("distractors", index, "id"), f"is {wrong.id!r}, as a step; ids differ"
        line = _spaceless(wrong.tex)
        if line in lines:
            what = f"is the line of {lines[line]!r}; write one that is wrong"
            yield ("distractors", index, "tex"), what
        lines[line] = wrong.id


def _check_typed(derivation: Derivation) -> What:
    known = [symbol.name for symbol in derivation.symbols]
    used: set[str] = set()
    for index, name in enumerate(known):
        if name in known[:index]:
            yield ("symbols", index, "name"), f"is {name!r}, as a letter before it; names differ"
    for index, step in enumerate(derivation.steps):
        for place, name in enumerate(step.typed.symbols if step.typed else []):
            used.add(name)
            if name not in known:
                what = f"is {name!r}, which is no letter of the derivation; write one of {known}"
                yield ("steps", index, "typed", "symbols", place), what
    for index, name in enumerate(known):
        if name not in used:
            what = f"is {name!r}, which no typed line names; remove it, or name it in one"
            yield ("symbols", index, "name"), what


def _spaceless(tex: str) -> str:
    return "".join(tex.split())
