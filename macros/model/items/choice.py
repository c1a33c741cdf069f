"""Options to choose from."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Sourced
from macros.model.items.base import ItemBase


class Choice(Content):
    """One option."""

    text: Bilingual
    right: bool = False
    because: Sourced
    """Why it is right, or what those who choose it believe and why that is wrong."""


class ChoiceItem(ItemBase):
    """One option is right, or, where the item says so, any number of them."""

    type: Literal["choice"]
    several: bool = False
    """Whether more than one may be right; the reader is told."""
    choices: Annotated[list[Choice], Field(min_length=3, max_length=6)]
