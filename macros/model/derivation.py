"""A derivation, step by step."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Line, Sourced
from macros.model.items.equation import Misconception, TypedSymbol


class TypedLine(Content):
    """A line as it is typed on the blank page, where its value can tell whether it is right."""

    left: Line
    """TeX of what stands before the field, with its sign: `r(x,y)=`."""
    asks: Bilingual | None = None
    """What exactly is to be typed, where `left` does not say it: *the bracket, for one answer*."""
    typed: Line
    """The right side, as one would type it in a chat: `beta*log(pistar/piref) + beta*log(Z)`."""
    example: Line
    """Another expression in the same letters, shown where a line cannot be read."""
    symbols: Annotated[list[str], Field(min_length=1)]
    """Names of the letters that the line may hold, out of `symbols` of the derivation."""
    mistakes: Annotated[list[Misconception], Field(min_length=1)]


class Step(Content):
    """One line at the whiteboard, and what allows it."""

    id: Id
    tex: Line
    says: Bilingual
    """The step in words, as said while writing it."""
    principle: Bilingual
    """What justifies it, in two to five words: *Gibbs' inequality*, *variances add*."""
    needs: list[Id]
    """Earlier steps without which it cannot be taken; empty for a starting point."""
    typed: TypedLine | None = None
    """Absent where a line has no value to compare by; readers then judge their own line."""


class WrongLine(Content):
    """A line that belongs nowhere in the derivation, and that candidates write."""

    id: Id
    tex: Line
    because: Sourced
    """Which mistake it is, and why it is one."""


class Derivation(Content):
    """From what is assumed to what is wanted."""

    id: Id
    revision: Annotated[int, Field(ge=1)] = 1
    """Raised by one when steps come, go or change meaning: earlier practice counts no more."""
    title: Bilingual
    source: Sourced
    """Where the paper does it, and where our route differs."""
    symbols: list[TypedSymbol] = Field(default_factory=list)
    """The letters of all `typed` lines, each once."""
    steps: list[Step]
    distractors: Annotated[list[WrongLine], Field(max_length=4)] = Field(default_factory=list)
    """Two to four wrong lines to tell from the steps; without any, lines are still put in order."""
    limits: list[Sourced]
    """What the argument does not show; said aloud, it wins points."""
