"""The missing-ablation grid: what the paper shows for which part, and what it does not."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced
from macros.model.items.base import ItemBase
from macros.model.items.choice import Choice


class Evidence(Content):
    """A kind of evidence: removed, scaled, with several seeds, against a tuned baseline."""

    id: Id
    name: Bilingual


class Component(Content):
    """A part of the method or the set-up."""

    id: Id
    name: Bilingual
    shown: list[Id]
    """The kinds of evidence that the paper gives for it; empty where there is none."""
    because: Sourced
    """Where they stand, and what is not there."""


class GridItem(ItemBase):
    """A table to tick, and the gap that hurts most."""

    type: Literal["grid"]
    evidence: Annotated[list[Evidence], Field(min_length=2, max_length=4)]
    components: Annotated[list[Component], Field(min_length=3, max_length=6)]
    gap: Annotated[list[Choice], Field(min_length=3, max_length=5)]
    """The most damaging gap, and others that matter less: one is right."""
