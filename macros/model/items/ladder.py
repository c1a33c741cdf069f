"""The claim ladder: too little, exact, too much."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Sourced
from macros.model.items.base import ItemBase


class Rung(Content):
    """A claim about one finding."""

    text: Bilingual
    because: Sourced
    """What it leaves out, or why it is just what was shown."""


class Stretch(Content):
    """Some words of the claim that says too much; the stretches together are its sentence."""

    text: Bilingual
    over: bool = False
    """Whether these are words that over-read the paper."""


class Overclaim(Content):
    """The claim that says too much, cut where its words over-read."""

    stretches: Annotated[list[Stretch], Field(min_length=2, max_length=7)]
    because: Sourced
    """What the words that over-read assume beyond what was shown."""


class LadderItem(ItemBase):
    """Three claims to put on their rungs; then the words that make the highest one false."""

    type: Literal["ladder"]
    under: Rung
    exact: Rung
    over: Overclaim
