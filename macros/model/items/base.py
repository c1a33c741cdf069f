"""What every item has, whatever it asks for."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Line, Sourced, Value


class ItemBase(Content):
    """Something to answer, with what stands around it."""

    id: Id
    """Permanent: answers are stored under it. Text may be mended under the same id."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Raised by one when the *meaning* changes: earlier answers stay, and count no more."""
    prompt: Bilingual
    """What to do, in one or two sentences."""
    where: Line
    """Locator, without braces, of what answers it; on whiteboard pages with the paper."""
    hints: list[Bilingual] = Field(default_factory=list, max_length=3)
    """Shown one at a time, each giving away more; the last but one step from the answer."""
    why: bool = False
    """Whether to ask for a reason in a sentence before anything is revealed."""


class Mistake(Content):
    """Something that real candidates answer, and what they are told."""

    answers: Annotated[list[Value], Field(min_length=1)]
    because: Sourced
    """What those who answer so believe, and why it is wrong."""
