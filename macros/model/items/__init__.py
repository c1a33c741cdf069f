"""What a reader is asked on the practice pages: one module for each type."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Line, Sourced
from macros.model.items.choice import ChoiceItem
from macros.model.items.cloze import ClozeItem
from macros.model.items.equation import EquationItem
from macros.model.items.flaw import FlawItem
from macros.model.items.grid import GridItem
from macros.model.items.ladder import LadderItem
from macros.model.items.match import MatchItem
from macros.model.items.multipart import MultipartItem
from macros.model.items.number import NumberItem
from macros.model.items.order import OrderItem
from macros.model.items.response import ResponseItem
from macros.model.items.short import ShortItem

Item = Annotated[
    ChoiceItem
    | LadderItem
    | ClozeItem
    | ShortItem
    | NumberItem
    | OrderItem
    | MatchItem
    | GridItem
    | ResponseItem
    | EquationItem
    | FlawItem
    | MultipartItem,
    Field(discriminator="type"),
]


class Neighbour(Content):
    """A paper that one might take it for, and what speaks against it."""

    paper: Id
    because: Sourced


class Sign(Content):
    """Something to know a paper by, which does not name it."""

    id: Id
    says: Bilingual
    """A statement, an equation or an ablation."""
    where: Line
    """Its locator, without braces."""
    unlike: Annotated[list[Neighbour], Field(min_length=1)]
    """Why it is none of the others that come to mind."""


class Bank(Content):
    """Everything that is asked about one paper, or on one whiteboard page."""

    of: Id
    """Slug of the paper or the whiteboard page; the file has its name."""
    items: Annotated[list[Item], Field(min_length=1)]
    signs: list[Sign] = Field(default_factory=list)
    """For *which paper?*, which mixes the signs of all papers."""

    @property
    def asked(self) -> Iterator[Item]:
        """Every item that is answered by itself: the parts of one that has several."""
        for item in self.items:
            yield from item.parts if isinstance(item, MultipartItem) else [item]
