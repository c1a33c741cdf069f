"""What a browser needs to mark an answer: the key that stands in the page beside an item.

The names in a key are those of the fields in the item's form; `overrides/assets/js/core/marking/`
has a module for each type, and `macros/templates/items/` the form.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from macros.model.base import Bilingual, Language
from macros.model.derivation import Derivation, TypedLine
from macros.model.items import Item
from macros.model.items.base import Mistake
from macros.model.items.choice import ChoiceItem
from macros.model.items.cloze import ClozeItem
from macros.model.items.equation import EquationItem, Misconception, TypedSymbol
from macros.model.items.flaw import FlawItem
from macros.model.items.grid import GridItem
from macros.model.items.ladder import LadderItem
from macros.model.items.match import MatchItem
from macros.model.items.number import NumberItem
from macros.model.items.order import OrderItem
from macros.model.items.response import ResponseItem
from macros.model.items.short import ShortItem

Key = Mapping[str, Any]
RUNGS = ("under", "exact", "over")


def key_of(item: Item, language: Language) -> Key:
    """Return the key of an item; only what is written in words differs between languages."""
    return _KEYS[item.type](item, language)


def _choice(item: ChoiceItem, _: Language) -> Key:
    right = [str(at) for at, choice in enumerate(item.choices) if choice.right]
    return {"right": right, "several": item.several}


def _ladder(item: LadderItem, _: Language) -> Key:
    words = [str(at) for at, stretch in enumerate(item.over.stretches) if stretch.over]
    return {"rungs": {f"rung {at}": rung for at, rung in enumerate(RUNGS)}, "words": words}


def _words(
    accept: Sequence[str | Bilingual], mistakes: Sequence[Mistake], language: Language
) -> Key:
    return {
        "accept": [_said(answer, language) for answer in accept],
        "mistakes": [
            [_said(answer, language) for answer in mistake.answers] for mistake in mistakes
        ],
    }


def _said(answer: str | Bilingual, language: Language) -> str:
    return answer if isinstance(answer, str) else answer[language]


def _short(item: ShortItem, language: Language) -> Key:
    return _words(item.accept, item.mistakes, language)


def _cloze(item: ClozeItem, language: Language) -> Key:
    gaps = {f"gap {gap.id}": _words(gap.accept, gap.mistakes, language) for gap in item.gaps}
    return {"gaps": gaps}


def _number(item: NumberItem, language: Language) -> Key:
    units = [] if item.unit is None else [_said(item.unit, language)]
    return {
        "low": item.low,
        "high": item.high,
        "units": units,
        "mistakes": [[mistake.low, mistake.high] for mistake in item.mistakes],
    }


def _order(item: OrderItem, _: Language) -> Key:
    return {"needs": {step.id: step.needs for step in item.steps}}


def _match(item: MatchItem, _: Language) -> Key:
    return {"pairs": {f"pair {pair.id}": pair.id for pair in item.pairs}}


def _grid(item: GridItem, _: Language) -> Key:
    cells = [f"{part.id} {kind}" for part in item.components for kind in part.shown]
    [gap] = [str(at) for at, choice in enumerate(item.gap) if choice.right]
    return {"cells": cells, "gap": gap}


def _response(item: ResponseItem, _: Language) -> Key:
    return {"units": len(item.units)}


def _flaw(item: FlawItem, _: Language) -> Key:
    # A fault is named after its passage, so that its name says the same in both languages.
    return {"faults": {passage.id: passage.id for passage in item.passages if passage.fault}}


def _equation(item: EquationItem, _: Language) -> Key:
    return _by_value(item.typed, item.symbols, item.mistakes)


def _by_value(typed: str, symbols: Sequence[TypedSymbol], mistakes: Sequence[Misconception]) -> Key:
    return {
        "typed": typed,
        "symbols": [
            symbol.model_dump(include={"name", "low", "high", "rows", "columns"}, exclude_none=True)
            for symbol in symbols
        ],
        "mistakes": [mistake.typed for mistake in mistakes],
    }


def derivation_key(derivation: Derivation) -> Key:
    """Return what `core/derivation.js` needs: what each step rests on, and its principle."""
    first = {principle.en: at for at, principle in principles(derivation)}
    return {
        "needs": {step.id: step.needs for step in derivation.steps},
        "principles": {step.id: first[step.principle.en] for step in derivation.steps},
    }


def principles(derivation: Derivation) -> list[tuple[str, Bilingual]]:
    """Return each principle once, under the id of the first step that it justifies."""
    found = {step.principle.en: (step.id, step.principle) for step in derivation.steps[::-1]}
    return list(found.values())[::-1]


def letters(derivation: Derivation, line: TypedLine) -> list[TypedSymbol]:
    """Return the letters that a typed line may hold."""
    known = {symbol.name: symbol for symbol in derivation.symbols}
    return [known[name] for name in line.symbols]


def line_key(derivation: Derivation, line: TypedLine) -> Key:
    """Return the key of a line that is typed, as that of an equation."""
    return _by_value(line.typed, letters(derivation, line), line.mistakes)


_KEYS: Mapping[str, Callable[[Any, Language], Key]] = {
    "choice": _choice,
    "ladder": _ladder,
    "cloze": _cloze,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "grid": _grid,
    "response": _response,
    "flaw": _flaw,
    "equation": _equation,
}
