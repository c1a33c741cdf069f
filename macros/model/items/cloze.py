"""Prose with gaps."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced, Value
from macros.model.items.base import ItemBase, Mistake


class Gap(Content):
    """A word or two that are missing."""

    id: Id
    """The text names it as `{?id}`."""
    accept: Annotated[list[Value], Field(min_length=1)]
    """What is right, the usual form first; case, accents and spaces do not matter."""
    because: Sourced
    mistakes: list[Mistake] = Field(default_factory=list)


class ClozeItem(ItemBase):
    """A sentence or two to complete from memory."""

    type: Literal["cloze"]
    text: Bilingual
    gaps: Annotated[list[Gap], Field(min_length=1, max_length=4)]
