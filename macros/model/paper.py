"""A paper, whole."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Bilingual, Content, Equation, Id, Line, Sourced, Table, Value
from macros.model.derivation import Derivation
from macros.model.item import FollowUp

PhaseId = Literal["title", "figures", "method", "experiments", "ablations", "limitations"]
Verdict = Literal["wrong", "imprecise", "unsupported"]


class Arxiv(Content):
    """The pinned version that every locator refers to."""

    id: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{5}$")]
    version: int
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    """Day of that version."""
    pages: int

    @property
    def pinned(self) -> str:
        """The id with its version, such as `2305.18290v3`."""
        return f"{self.id}v{self.version}"


class Reference(Content):
    """A work cited from elsewhere. Its key, under `references`, is unique on the site."""

    authors: Line
    """As it is cited: `Xu et al.`"""
    year: int
    title: Line
    url: Annotated[str, Field(pattern=r"^https://")]


class Claim(Content):
    """The one sentence, and the two ways to miss it."""

    exact: Sourced
    under: Sourced
    """A version that claims too little, and what it leaves out."""
    over: Sourced
    """A version that claims too much, and which words over-read the paper."""


class Phase(Content):
    """What one of the six phases means for this paper."""

    phase: PhaseId
    read: Annotated[list[Sourced], Field(min_length=1)]
    """In order of priority."""
    skip: list[Sourced]
    why: Sourced
    """Why these minutes go here and not there."""
    reference: Annotated[list[Sourced], Field(min_length=3, max_length=5)]
    """The idea units of what the phase must yield, set beside the reader's own words."""


class Highlight(Content):
    """A figure or table worth a minute."""

    where: Line
    """Its locator, without braces."""
    shows: Sourced


class Number(Content):
    """A number that the paper stands on."""

    value: Value
    what: Sourced


class Ablations(Content):
    """The comparison that carries the argument, and those that nobody ran."""

    key: Sourced
    missing: Annotated[list[Sourced], Field(min_length=2)]


class Weaknesses(Content):
    """Where the paper is weak."""

    admitted: Annotated[list[Sourced], Field(min_length=2)]
    unadmitted: Annotated[list[Sourced], Field(min_length=2)]


class Trap(Content):
    """The pit of failure: what gives a candidate away, and what to do instead."""

    say: Bilingual
    """The sentence that gives the candidate away."""
    instead: Sourced


class Later(Content):
    """What came after the paper and changed how it is read."""

    cite: Id
    """Key of the reference."""
    point: Sourced


class Card(Content):
    """The card that stays in the folder."""

    claim: Sourced
    equation: Id
    """Which of the paper's equations goes on it."""
    weakness: Sourced
    question: Bilingual
    """The question to ask the authors."""


class Correction(Content):
    """Where the drill this site grew from differs from the paper."""

    said: Bilingual
    verdict: Verdict
    paper: Sourced
    """What the paper says, and where."""


class Paper(Content):
    """Everything about one paper, in the order of its page."""

    slug: Id
    order: int
    title: Line
    """As printed, in the language of the paper."""
    subtitle: Line | None = None
    short: Line
    """What everybody calls it: `DPO`."""
    topics: Annotated[list[Id], Field(min_length=1)]
    """Of `topics.yml`; lists of papers show it under the first."""
    lede: Bilingual
    """One line for lists, that makes one want to read on."""
    authors: Annotated[list[Line], Field(min_length=1)]
    """`Family, Given`, in the order of the paper."""
    venue: Line
    arxiv: Arxiv
    code: Annotated[str, Field(pattern=r"^https://")] | None = None
    added: date
    """Day on which the paper came to the site, for its feed; it stays when the text is mended."""
    places: dict[str, int]
    """Page of the pinned PDF for everything that is cited: sections, figures, tables, equations."""
    references: dict[Id, Reference]
    claim: Claim
    figure: Highlight
    """The headline figure or table."""
    surprise: Highlight
    """The surprising table or figure."""
    phases: Annotated[list[Phase], Field(min_length=6, max_length=6)]
    equations: Annotated[list[Equation], Field(min_length=1)]
    """The central one first."""
    derivations: Annotated[list[Derivation], Field(min_length=1)]
    remember: Annotated[list[Sourced], Field(min_length=3, max_length=3)]
    numbers: Annotated[list[Number], Field(min_length=4)]
    tables: list[Table]
    ablations: Ablations
    weaknesses: Weaknesses
    follow_ups: Annotated[list[FollowUp], Field(min_length=12)]
    trap: Trap
    later: Annotated[list[Later], Field(min_length=3)]
    card: Card
    corrections: Annotated[list[Correction], Field(min_length=1)]

    @property
    def year(self) -> int:
        """The year that the venue names, or else that of the first version on arXiv."""
        named = re.search(r"\b(?:19|20)[0-9]{2}\b", self.venue)
        return int(named.group()) if named else 2000 + int(self.arxiv.id[:2])
