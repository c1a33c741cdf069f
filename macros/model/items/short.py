"""A word or a name to write."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Sourced, Value
from macros.model.items.base import ItemBase, Mistake


class ShortItem(ItemBase):
    """An answer of a word or two."""

    type: Literal["short"]
    accept: Annotated[list[Value], Field(min_length=1)]
    """What is right, the usual form first; case, accents and spaces do not matter."""
    because: Sourced
    mistakes: list[Mistake] = Field(default_factory=list)
