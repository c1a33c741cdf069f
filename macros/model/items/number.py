"""A number to write."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from macros.model.base import Content, Sourced, Value
from macros.model.items.base import ItemBase


class NumberMistake(Content):
    """Numbers from `low` to `high`, and what those who write one of them are told."""

    low: float
    high: float
    because: Sourced


class NumberItem(ItemBase):
    """A number, right within a share of itself."""

    type: Literal["number"]
    value: float
    within: Annotated[float, Field(ge=0, le=1)]
    """How far off an answer may be, as a share of the value: 0.02 is two in a hundred."""
    unit: Value | None = None
    """What is counted, set after the field; an answer may repeat it or leave it out."""
    shown: Value
    """The value as it is printed in feedback, with its unit."""
    because: Sourced
    mistakes: list[NumberMistake] = Field(default_factory=list)

    @model_validator(mode="after")
    def _mistakes_are_wrong(self) -> Self:
        """Refuse a mistake that holds the right answer: it would be called wrong."""
        for mistake in self.mistakes:
            if mistake.low > mistake.high:
                raise ValueError(f"has a mistake from {mistake.low} to {mistake.high}; swap them")
            if self.low <= mistake.high and mistake.low <= self.high:
                raise ValueError(
                    f"has a mistake from {mistake.low} to {mistake.high}, which holds answers that"
                    f" are right ({self.low:g} to {self.high:g}); narrow one of them"
                )
        return self

    @property
    def low(self) -> float:
        """The least that is right."""
        return self.value - abs(self.value) * self.within

    @property
    def high(self) -> float:
        """The most that is right."""
        return self.value + abs(self.value) * self.within
