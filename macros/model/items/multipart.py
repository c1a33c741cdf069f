"""Several questions about one situation."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual
from macros.model.items.base import ItemBase
from macros.model.items.choice import ChoiceItem
from macros.model.items.number import NumberItem
from macros.model.items.response import ResponseItem
from macros.model.items.short import ShortItem

Part = Annotated[ChoiceItem | NumberItem | ResponseItem | ShortItem, Field(discriminator="type")]


class MultipartItem(ItemBase):
    """A shared context, and items that are answered one by one; `prompt` names the whole."""

    type: Literal["multipart"]
    context: Bilingual
    """The situation: paragraphs, with a blank line between them."""
    parts: Annotated[list[Part], Field(min_length=2, max_length=4)]
