"""Walk through content, to find all of a kind wherever it stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from macros.elements import localise_tex
from macros.mathml import Formula
from macros.model.base import LANGUAGES
from macros.model.text import TextError, tokens
from macros.problem import Path_

TEX_FIELDS = frozenset({"tex", "shape", "left"})
"""Fields whose text is TeX as a whole."""


def fields(content: Any) -> Iterator[tuple[Path_, Any]]:
    """Yield every value with its path, whatever holds others before them."""
    waiting: list[tuple[Path_, Any]] = [((), content)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        inside: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, BaseModel):
            inside = value.__dict__.items()
        elif isinstance(value, dict):
            inside = value.items()
        elif isinstance(value, list):
            inside = enumerate(value)
        waiting.extend([((*path, key), each) for key, each in inside][::-1])


def formulas(content: Any) -> Iterator[Formula]:
    """Yield every formula as the pages of both languages show it."""
    for path, value in fields(content):
        if isinstance(value, str):
            for tex in [value] if path[-1] in TEX_FIELDS else _inline(value):
                for language in LANGUAGES:
                    yield localise_tex(tex, language), in_display(path)


def _inline(text: str) -> list[str]:
    try:
        return [token.text for token in tokens(text) if token.kind == "tex"] if "$" in text else []
    except TextError:
        return []


def in_display(path: Path_) -> bool:
    """Say whether the TeX at a path stands in display; symbols and shapes stand in a line."""
    return path[-1] == "tex" and "symbols" not in path
