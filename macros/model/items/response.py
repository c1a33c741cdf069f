"""An answer in the reader's own words."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Sourced
from macros.model.items.base import ItemBase


class ResponseItem(ItemBase):
    """Free text, compared with the idea units of a strong answer by the reader."""

    type: Literal["response"]
    units: Annotated[list[Sourced], Field(min_length=3, max_length=5)]
    """What a strong answer holds, in the order in which it is said."""
