"""What papers are about, as a closed list."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Bilingual, Content, Id


class Topic(Content):
    """One topic: a heading in lists of papers, and a choice in their filter."""

    id: Id
    name: Bilingual


class Topics(Content):
    """The topics, in the order of the lists."""

    topics: Annotated[list[Topic], Field(min_length=1)]

    @property
    def topic_ids(self) -> list[str]:
        """What a paper may name."""
        return [topic.id for topic in self.topics]
