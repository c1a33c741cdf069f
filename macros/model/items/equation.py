"""An equation to type."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Line, Sourced
from macros.model.items.base import ItemBase


class TypedSymbol(Content):
    """A letter that an answer may hold."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    """As it is typed: `d_k`, `beta`, `pw`."""
    tex: Line
    """As it is set: `\\pi_\\theta(y_w)`."""
    meaning: Bilingual
    low: float
    """The least value at which answers are compared."""
    high: float
    rows: Annotated[int, Field(ge=1, le=4)] | None = None
    """Of a matrix; absent for a number."""
    columns: Annotated[int, Field(ge=1, le=4)] | None = None


class Misconception(Content):
    """A wrong form that has a name."""

    typed: Line
    """As a candidate would type it; whatever has the same value is recognised."""
    name: Bilingual
    """In two to five words: *no square root*."""
    because: Sourced


class EquationItem(ItemBase):
    """An expression, compared with the reference by value."""

    type: Literal["equation"]
    typed: Line
    """The reference, as one would type it in a chat: `-log(sigmoid(beta*(mw - ml)))`."""
    tex: Line
    """The reference as it is set."""
    example: Line
    """Another expression in the same letters, shown where an answer cannot be read."""
    symbols: Annotated[list[TypedSymbol], Field(min_length=1)]
    because: Sourced
    mistakes: Annotated[list[Misconception], Field(min_length=1)]
