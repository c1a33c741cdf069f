"""What the site holds, for programs: papers, pages of the whiteboard and questions, no answers."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import Field

from macros.addresses import LICENCE, addresses
from macros.content import Library
from macros.model.base import LANGUAGES, Bilingual, Content
from macros.model.derivation import Derivation
from macros.model.item import FollowUp
from macros.model.items import Bank
from macros.model.paper import Paper
from macros.model.text import plain
from macros.model.whiteboard import Whiteboard


class Item(Content):
    """Something that a reader is asked or shown; its id is permanent."""

    id: str
    """Such as `dpo.followup.derive-loss`; also the fragment that leads to it on its page."""
    type: str
    """`follow-up`, `derivation`, or a type of question: `choice`, `number`, `flaw` and so on."""
    prompt: Bilingual
    """The question, or the title of a derivation."""


class PinnedVersion(Content):
    """The version on arXiv that everything said of a paper refers to."""

    id: str
    version: int
    url: str


class IndexedPaper(Content):
    """A paper and what is asked of it."""

    slug: str
    short: str
    title: str
    authors: Sequence[str]
    """`Family, Given`, in the order of the paper."""
    venue: str
    arxiv: PinnedVersion
    added: date
    """Day on which it came to the site."""
    urls: Bilingual
    claim: Bilingual
    """Its claim in one sentence."""
    items: Sequence[Item]
    """What stands at `urls`."""
    practice: Bilingual | None
    """Addresses of its practice page, if it has one."""
    questions: Sequence[Item]
    """What is asked there."""


class IndexedBoard(Content):
    """A page of the whiteboard."""

    slug: str
    title: Bilingual
    urls: Bilingual
    papers: Sequence[str]
    """Slugs of the papers that lean on it."""
    items: Sequence[Item]


class Index(Content):
    """Everything that the site teaches, in the order of the site."""

    json_schema: str = Field(alias="$schema")
    name: str
    licence: str
    languages: Sequence[str]
    papers: Sequence[IndexedPaper]
    whiteboards: Sequence[IndexedBoard]


def index(library: Library, origin: str) -> Index:
    """Return the index of a library that is published at `origin`."""
    return Index(
        **{"$schema": f"{origin}/index.schema.json"},
        name=library.strings["social.mark"].en,
        licence=LICENCE,
        languages=LANGUAGES,
        papers=[_paper(paper, library, origin) for paper in library.papers],
        whiteboards=[_board(board, library, origin) for board in library.whiteboards],
    )


def write_index(site: Path, library: Library, origin: str) -> None:
    """Write `index.json` and the schema that it keeps to, `index.schema.json`."""
    held = index(library, origin).model_dump(mode="json", by_alias=True)
    for name, data in (("index.json", held), ("index.schema.json", Index.model_json_schema())):
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (site / name).write_text(f"{text}\n", encoding="utf-8")


def _paper(paper: Paper, library: Library, origin: str) -> IndexedPaper:
    bank = library.banks.get(paper.slug)
    return IndexedPaper(
        slug=paper.slug,
        short=paper.short,
        title=paper.title,
        authors=paper.authors,
        venue=paper.venue,
        arxiv=PinnedVersion(
            id=paper.arxiv.id,
            version=paper.arxiv.version,
            url=f"https://arxiv.org/abs/{paper.arxiv.pinned}",
        ),
        added=paper.added,
        urls=addresses(origin, f"papers/{paper.slug}/"),
        claim=_plain(paper.claim.exact),
        items=[
            *_derivations(paper.derivations, paper.slug),
            *_follow_ups(paper.follow_ups, paper.slug),
        ],
        practice=addresses(origin, f"practice/{paper.slug}/") if bank else None,
        questions=_questions(bank, paper.slug),
    )


def _board(board: Whiteboard, library: Library, origin: str) -> IndexedBoard:
    derived = [section.derivation for section in board.sections if section.derivation]
    prefix = f"whiteboard.{board.slug}"
    return IndexedBoard(
        slug=board.slug,
        title=_plain(board.title),
        urls=addresses(origin, f"whiteboard/{board.slug}/"),
        papers=board.papers,
        items=[
            *_derivations(derived, prefix),
            *_follow_ups(board.follow_ups, prefix),
            *_questions(library.banks.get(board.slug), prefix),
        ],
    )


def _derivations(derivations: Sequence[Derivation], prefix: str) -> list[Item]:
    return [
        Item(id=f"{prefix}.derivation.{each.id}", type="derivation", prompt=_plain(each.title))
        for each in derivations
    ]


def _follow_ups(follow_ups: Sequence[FollowUp], prefix: str) -> list[Item]:
    return [
        Item(id=f"{prefix}.followup.{each.id}", type="follow-up", prompt=_plain(each.question))
        for each in follow_ups
    ]


def _questions(bank: Bank | None, prefix: str) -> list[Item]:
    return [
        Item(id=f"{prefix}.question.{each.id}", type=each.type, prompt=_plain(each.prompt))
        for each in (bank.asked if bank else ())
    ]


def _plain(text: Bilingual) -> Bilingual:
    return Bilingual(**{language: plain(text[language]) for language in LANGUAGES})
