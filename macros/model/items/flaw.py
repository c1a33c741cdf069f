"""Spot the flaw: an invented abstract with planted faults."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced, Value
from macros.model.items.base import ItemBase


class Fault(Content):
    """What is wrong with a sentence."""

    name: Bilingual
    """In two to five words: *one seed*, *test set in training*."""
    because: Sourced
    experiment: Bilingual
    """What one would run to settle it."""


class Passage(Content):
    """A sentence of the invented paper; marked or left alone as a whole."""

    id: Id
    text: Bilingual
    fault: Fault | None = None


class InventedTable(Content):
    """A small table of invented numbers."""

    columns: list[Value]
    rows: list[list[Value]]


class FlawItem(ItemBase):
    """An abstract and a table that no paper has, labelled so, to be read as a reviewer reads."""

    type: Literal["flaw"]
    title: Bilingual
    passages: Annotated[list[Passage], Field(min_length=4, max_length=9)]
    table: InventedTable | None = None
    other_faults: Annotated[list[Bilingual], Field(min_length=1, max_length=4)]
    """Names of faults that it does not have, to choose from beside those that it has."""
