"""Things to bring together."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced
from macros.model.items.base import ItemBase


class Pair(Content):
    """Two things that belong together."""

    id: Id
    left: Bilingual
    right: Bilingual
    because: Sourced


class Spare(Content):
    """Something on the right that belongs to nothing on the left."""

    id: Id
    right: Bilingual
    because: Sourced


class MatchItem(ItemBase):
    """For each thing on the left, the one on the right."""

    type: Literal["match"]
    pairs: Annotated[list[Pair], Field(min_length=3, max_length=6)]
    spare: Annotated[list[Spare], Field(max_length=2)] = Field(default_factory=list)
