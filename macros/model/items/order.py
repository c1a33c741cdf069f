"""Steps to bring into an order."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced
from macros.model.items.base import ItemBase


class OrderStep(Content):
    """A step, and what must stand before it."""

    id: Id
    text: Bilingual
    needs: list[Id] = Field(default_factory=list)
    """Steps without which this one cannot be taken. Every order that respects them is right."""


class Distractor(Content):
    """A step that belongs nowhere."""

    id: Id
    text: Bilingual
    because: Sourced
    """Which mistake it is."""


class OrderItem(ItemBase):
    """Steps to order, with some to leave out."""

    type: Literal["order"]
    steps: Annotated[list[OrderStep], Field(min_length=3, max_length=8)]
    """In an order that is right."""
    distractors: Annotated[list[Distractor], Field(max_length=3)] = Field(default_factory=list)
    because: Sourced
    """Why the order is what it is."""
