"""What items must hold beyond their types: whoever answers rightly must be told so."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from macros.content import Checked
from macros.model.base import LANGUAGES, Bilingual, Language
from macros.model.items import Bank, Item
from macros.model.items.base import Mistake
from macros.model.items.choice import Choice, ChoiceItem
from macros.model.items.cloze import ClozeItem
from macros.model.items.flaw import FlawItem
from macros.model.items.grid import GridItem
from macros.model.items.ladder import LadderItem
from macros.model.items.match import MatchItem
from macros.model.items.multipart import MultipartItem
from macros.model.items.order import OrderItem
from macros.model.items.short import ShortItem
from macros.model.paper import Paper
from macros.model.text import tokens
from macros.model.whiteboard import Whiteboard
from macros.problem import Path_, Problem, Source

_LINKS = {"place", "cite"}
What = Iterator[tuple[Path_, str]]
"""Where within an item, and what is wrong there."""


def check_banks(everything: Sequence[Checked]) -> Iterator[Problem]:
    """Every item can be answered, rightly and wrongly, and belongs to something."""
    papers = {content.slug for content, _ in everything if isinstance(content, Paper)}
    boards = {content.slug for content, _ in everything if isinstance(content, Whiteboard)}
    for content, source in everything:
        if isinstance(content, Bank):
            yield from _check_bank(content, source, papers, boards)


def folded(text: str) -> str:
    """Return text as answers are compared: without case, accents, spaces and punctuation.

    `fold` in `core/marking/short.js` does the same to what a reader writes.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LNS")


def _check_bank(
    bank: Bank, source: Source, papers: set[str], boards: set[str]
) -> Iterator[Problem]:
    if bank.of not in papers | boards:
        what = f"is {bank.of!r}, which is no paper or whiteboard page; check the slug"
        yield source.problem(("of",), what)
    if not source.file.endswith(f"/{bank.of}.yml"):
        what = f"is {bank.of!r}, unlike the file; name the file {bank.of}.yml"
        yield source.problem(("of",), what)
    seen: set[str] = set()
    for path, item in _items(bank):
        if item.id in seen:
            yield source.problem((*path, "id"), f"is {item.id!r}, as an item before it; ids differ")
        seen.add(item.id)
        for inside, what in (*_check_prompt(item), *_check_item(item)):
            yield source.problem((*path, *inside), what)
    for index, sign in enumerate(bank.signs):
        if sign.id in seen:
            what = f"is {sign.id!r}, as an item or a sign before it; ids differ"
            yield source.problem(("signs", index, "id"), what)
        seen.add(sign.id)
        for number, other in enumerate(sign.unlike):
            if other.paper not in papers - {bank.of}:
                what = f"is {other.paper!r}, which is no other paper; write one of {sorted(papers)}"
                yield source.problem(("signs", index, "unlike", number, "paper"), what)


def _items(bank: Bank) -> Iterator[tuple[Path_, Item]]:
    for index, item in enumerate(bank.items):
        yield ("items", index), item
        if isinstance(item, MultipartItem):
            for part, inner in enumerate(item.parts):
                yield ("items", index, "parts", part), inner


def _check_prompt(item: Item) -> What:
    for language in LANGUAGES:
        if links := [each.text for each in tokens(item.prompt[language]) if each.kind in _LINKS]:
            what = f"holds the link {{{links[0]}}}, and is pressed itself; say the place in words"
            yield ("prompt", language), what


def _check_item(item: Item) -> What:
    if isinstance(item, ChoiceItem):
        yield from _check_choices(item.choices, ("choices",), several=item.several)
    elif isinstance(item, ShortItem):
        yield from _check_answers(item, ())
    elif isinstance(item, ClozeItem):
        yield from _check_gaps(item)
    elif isinstance(item, LadderItem):
        yield from _check_ladder(item)
    elif isinstance(item, OrderItem):
        yield from _check_order(item)
    elif isinstance(item, MatchItem):
        rights = [*(pair.right for pair in item.pairs), *(spare.right for spare in item.spare)]
        yield from _differ(rights, ("pairs",))
        yield from _differ([pair.left for pair in item.pairs], ("pairs",))
    elif isinstance(item, GridItem):
        yield from _check_grid(item)
    elif isinstance(item, FlawItem):
        yield from _check_flaw(item)


def _check_choices(choices: Sequence[Choice], at: Path_, *, several: bool) -> What:
    right = sum(choice.right for choice in choices)
    if right == 0:
        yield at, "has no right choice; mark one `right: true`"
    elif right == len(choices):
        yield at, "has no wrong choice; add one that real candidates believe"
    elif right > 1 and not several:
        yield at, f"has {right} right choices; say `several: true`, or leave one right"
    yield from _differ([choice.text for choice in choices], at)


def _differ(texts: Sequence[Bilingual], at: Path_) -> What:
    for language in LANGUAGES:
        for first, second in combinations(texts, 2):
            if first[language].strip() == second[language].strip():
                yield at, f"has {first[language]!r} twice in {language}; write different ones"


def _check_answers(item: ShortItem, at: Path_) -> What:
    yield from _check_mistakes(item.accept, item.mistakes, at)


def _check_mistakes(
    accept: Sequence[str | Bilingual], mistakes: Sequence[Mistake], at: Path_
) -> What:
    for language in LANGUAGES:
        right = {folded(_said(answer, language)) for answer in accept}
        if "" in right:
            yield (*at, "accept"), "has an answer of signs alone; give it a letter or a digit"
        met: set[str] = set()
        for index, mistake in enumerate(mistakes):
            said = {folded(_said(answer, language)) for answer in mistake.answers}
            if said & right:
                yield (
                    (*at, "mistakes", index),
                    f"holds an answer in {language} that is right; remove it",
                )
            if said & met:
                what = f"holds an answer in {language} that stands before it; keep one of them"
                yield (*at, "mistakes", index), what
            met |= said


def _said(answer: str | Bilingual, language: Language) -> str:
    return answer if isinstance(answer, str) else answer[language]


def _check_gaps(item: ClozeItem) -> What:
    ids = [gap.id for gap in item.gaps]
    for language in LANGUAGES:
        named = [token.text for token in tokens(item.text[language]) if token.kind == "gap"]
        if sorted(named) != sorted(ids):
            what = f"has the gaps {named}, but `gaps` has {ids}; name each once, as {{?id}}"
            yield ("text", language), what
    for index, gap in enumerate(item.gaps):
        if gap.id in ids[:index]:
            yield ("gaps", index, "id"), f"is {gap.id!r}, as a gap before it; ids differ"
        yield from _check_mistakes(gap.accept, gap.mistakes, ("gaps", index))


def _check_ladder(item: LadderItem) -> What:
    over = [stretch.over for stretch in item.over.stretches]
    if not any(over):
        yield ("over", "stretches"), "has no words that over-read; mark some `over: true`"
    elif all(over):
        yield ("over", "stretches"), "has no words that are true; cut it closer"
    yield from _differ([item.under.text, item.exact.text], ("exact", "text"))


def _check_order(item: OrderItem) -> What:
    ids = [step.id for step in item.steps]
    before: set[str] = set()
    for index, step in enumerate(item.steps):
        for need in step.needs:
            if need not in ids:
                what = f"is {need!r}, which is no step; check the id"
                yield ("steps", index, "needs"), what
            elif need not in before:
                what = f"is {need!r}, which stands later; steps stand in an order that is right"
                yield ("steps", index, "needs"), what
        if step.id in before:
            yield ("steps", index, "id"), f"is {step.id!r}, as a step before it; ids differ"
        before.add(step.id)
    if not any(step.needs for step in item.steps):
        yield ("steps",), "needs nothing anywhere, so that every order is right; say `needs`"
    for index, distractor in enumerate(item.distractors):
        if distractor.id in before:
            yield ("distractors", index, "id"), f"is {distractor.id!r}, as a step; ids differ"
    texts = [*(step.text for step in item.steps), *(each.text for each in item.distractors)]
    yield from _differ(texts, ("steps",))


def _check_grid(item: GridItem) -> What:
    kinds = [kind.id for kind in item.evidence]
    for index, component in enumerate(item.components):
        for kind in component.shown:
            if kind not in kinds:
                what = f"is {kind!r}, which is no kind of evidence; write one of {kinds}"
                yield ("components", index, "shown"), what
    shown = sum(len(component.shown) for component in item.components)
    if shown in {0, len(kinds) * len(item.components)}:
        yield ("components",), "are all alike; a grid needs something shown and something not"
    yield from _check_choices(item.gap, ("gap",), several=False)


def _check_flaw(item: FlawItem) -> What:
    faults = [passage.fault for passage in item.passages if passage.fault]
    if not faults:
        yield ("passages",), "have no fault; plant one"
    elif len(faults) == len(item.passages):
        yield ("passages",), "all have faults; leave some sound, so that marking all is no answer"
    names = [*(fault.name for fault in faults), *item.other_faults]
    yield from _differ(names, ("other_faults",))
    if item.table:
        for index, row in enumerate(item.table.rows):
            if len(row) != len(item.table.columns):
                what = (
                    f"has {len(row)} cells under {len(item.table.columns)} columns; make them fit"
                )
                yield ("table", "rows", index), what
