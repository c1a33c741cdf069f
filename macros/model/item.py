"""What is asked in the discussion."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Bilingual, Content, Id, Sourced


class FollowUp(Content):
    """A question of the discussion: sixty seconds to answer."""

    id: Id
    question: Bilingual
    answer: Annotated[list[Sourced], Field(min_length=3, max_length=5)]
    """The idea units of a strong answer, in the order in which they are said.

    Read one after the other they are the model answer: three to six sentences, sixty seconds.
    """
    whiteboard: Id | None = None
    """The whiteboard page that goes deeper."""
