"""A reader who answers questions: what the browser tests of the practice pages do again and again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Locator, Page, expect

from macros.model.base import Bilingual, Language
from macros.model.items import Item
from macros.model.items.base import Mistake
from macros.model.items.choice import ChoiceItem
from macros.model.items.cloze import ClozeItem
from macros.model.items.equation import EquationItem
from macros.model.items.flaw import FlawItem
from macros.model.items.grid import GridItem
from macros.model.items.ladder import LadderItem
from macros.model.items.match import MatchItem
from macros.model.items.multipart import MultipartItem
from macros.model.items.number import NumberItem
from macros.model.items.order import OrderItem
from macros.model.items.response import ResponseItem
from macros.model.items.short import ShortItem
from tests.browser.drill import LANGUAGES, content, events, place, word

How = Literal["right", "partly", "wrong"]
Form = dict[str, list[str]]
"""What stands in the fields of a form, by their names."""

HOWS: tuple[How, ...] = ("right", "partly", "wrong")
TYPES = (
    *("choice", "ladder", "cloze", "short", "number", "order"),
    *("match", "grid", "response", "flaw", "equation"),
)
KINDS = (*TYPES, "several", "part")
"""Every type, a choice of several, and a part of an item that has parts."""
TURNS: list[tuple[str, Language]] = [(kind, LANGUAGES[at % 2]) for at, kind in enumerate(KINDS)]
"""Every kind in one language, in turn."""
TWO_STEPS = ("ladder", "grid", "response", "flaw")
IN_PARTS = ("several", "ladder", "cloze", "order", "match", "grid", "response", "flaw")
"""What can be right in part."""
RUNGS = ("under", "exact", "over")
READY_MS = 20_000
"""A page of fifty questions takes half a second, and on a machine that does much else far longer."""
TEXT = "It keeps ‘a < b’ & más 🙂."
"""What is written where any words will do."""


@dataclass(frozen=True)
class Asked:
    """An item where a reader meets it."""

    of: str
    """Slug of its paper."""
    item: Item
    part: bool = False
    """Whether it is a part of an item that has several."""

    @property
    def id(self) -> str:
        """Return the id that its answers are kept under."""
        return f"{self.of}.question.{self.item.id}"


@dataclass(frozen=True)
class Answer:
    """What one would answer, and what that is worth."""

    first: Form
    then: Form = field(default_factory=dict)
    """What comes in the second step."""
    score: float = 1
    says: Sequence[str] = ()
    """The pieces of feedback that speak of it."""


@cache
def asked() -> Sequence[Asked]:
    """Return every item of every paper, the parts of those that have some by themselves."""
    return [
        each
        for paper in content().papers
        for item in content().banks[paper.slug].items
        for each in (
            [Asked(paper.slug, part, part=True) for part in item.parts]
            if isinstance(item, MultipartItem)
            else [Asked(paper.slug, item)]
        )
    ]


@cache
def one(kind: str) -> Asked:
    """Return the first item of a kind, one that asks for no reason."""
    return next(each for each in asked() if not each.item.why and is_of(each, kind))


def is_of(each: Asked, kind: str) -> bool:
    """Say whether an item is of a kind: its type, `several`, or `part`."""
    if each.part or kind == "part":
        return each.part and kind == "part"
    several = isinstance(each.item, ChoiceItem) and each.item.several
    return kind == ("several" if several else each.item.type)


def ready(page: Page) -> None:
    """Wait until the set of a page has counted its questions."""
    expect(page.locator("practice-set")).to_have_attribute("ready", "", timeout=READY_MS)


def practice(of: str, language: Language) -> str:
    """Return the address of the practice page of a paper."""
    return place(f"practice/{of}/", language)


def find_item(page: Page, each: Asked) -> Locator:
    """Return an item on the page that is open, once it is ready and its box is open."""
    item = page.locator(f"quiz-item[id='{each.id}']")
    expect(item).to_have_attribute("ready", "", timeout=READY_MS)
    for box in [*page.locator("details.fold").filter(has=item).all(), item.locator("> details")]:
        if box.get_attribute("open") is None:
            box.locator("summary").first.click()
    expect(prompt_of(item)).to_be_visible()
    return item


def prompt_of(item: Locator) -> Locator:
    """Return what is pressed to open an item."""
    return item.locator("> details > summary")


def open_item(page: Page, each: Asked, language: Language = "en") -> Locator:
    """Open the practice page of an item."""
    page.goto(practice(each.of, language))
    return find_item(page, each)


# What to answer


def answer(each: Asked, how: How, language: Language = "en") -> Answer:
    """Return a right answer, a wrong one, or one that is right in part."""
    made: Answer = _ANSWERS[each.item.type](each.item, how, language)
    return made


def _choice(item: ChoiceItem, how: How, _: Language) -> Answer:
    right = [str(at) for at, choice in enumerate(item.choices) if choice.right]
    wrong = [str(at) for at, choice in enumerate(item.choices) if not choice.right]
    chosen = {"right": right, "partly": right[:1], "wrong": wrong[:1]}[how]
    score = len(chosen) / len(right) if how != "wrong" else 0
    return Answer({"choice": chosen}, score=score, says=[f"choice {at}" for at in chosen])


def _ladder(item: LadderItem, how: How, _: Language) -> Answer:
    shift = 1 if how == "wrong" else 0
    rungs = {f"rung {at}": [RUNGS[(at + shift) % 3]] for at in range(3)}
    over = [str(at) for at, each in enumerate(item.over.stretches) if each.over]
    true = [str(at) for at, each in enumerate(item.over.stretches) if not each.over]
    words = over if how == "right" else true[:1]
    score = {"right": 1, "partly": 0.5, "wrong": 0}[how]
    return Answer(rungs, {"word": words}, score, [*rungs])


def _words(
    accept: Sequence[str | Bilingual],
    mistakes: Sequence[Mistake],
    name: str,
    how: How,
    language: Language,
) -> tuple[str, list[str]]:
    """Return what to write into a field, and which feedback speaks of it."""
    if how == "right":
        return said(accept[0], language), [name]
    if mistakes:
        return said(mistakes[0].answers[0], language), [name, f"{name} 0"]
    return "zzz", [name]


def said(text: str | Bilingual, language: Language) -> str:
    """Return a value in a language."""
    return text if isinstance(text, str) else text[language]


def _cloze(item: ClozeItem, how: How, language: Language) -> Answer:
    form: Form = {}
    says: list[str] = []
    right = {"right": len(item.gaps), "partly": 1, "wrong": 0}[how]
    for at, gap in enumerate(item.gaps):
        name = f"gap {gap.id}"
        text, pieces = _words(
            gap.accept, gap.mistakes, name, "right" if at < right else "wrong", language
        )
        form[name] = [text]
        says += pieces
    return Answer(form, score=right / len(item.gaps), says=says)


def _short(item: ShortItem, how: How, language: Language) -> Answer:
    text, says = _words(item.accept, item.mistakes, "text", how, language)
    return Answer({"text": [text]}, score=float(how == "right"), says=says)


def _number(item: NumberItem, how: How, _: Language) -> Answer:
    if how == "right":
        return Answer({"number": [repr(item.value)]}, says=["number"])
    mistake = item.mistakes[0]
    text = repr((mistake.low + mistake.high) / 2)
    return Answer({"number": [text]}, score=0, says=["number", "number 0"])


def _order(item: OrderItem, how: How, _: Language) -> Answer:
    steps = [step.id for step in item.steps]
    strays = [each.id for each in item.distractors]
    if how == "right":
        return Answer({"order": steps}, says=["order"])
    if how == "partly":
        score = (len(steps) - 1) / len(steps)
        return Answer({"order": steps[:-1]}, score=score, says=["order"])
    alone = strays[:1] or [step.id for step in item.steps if step.needs][:1]
    return Answer({"order": alone}, score=0, says=["order", *strays[:1]])


def _match(item: MatchItem, how: How, _: Language) -> Answer:
    ids = [pair.id for pair in item.pairs]
    rights = [*ids[1:], ids[0]] if how == "wrong" else ids
    form = {f"pair {pair}": [right] for pair, right in zip(ids, rights, strict=True)}
    names = [*form]
    if how == "partly":
        form = {names[0]: form[names[0]]} | {name: [] for name in names[1:]}
    score = {"right": 1, "partly": 1 / len(ids), "wrong": 0}[how]
    return Answer(form, score=score, says=names)


def _grid(item: GridItem, how: How, _: Language) -> Answer:
    every = [f"{part.id} {kind.id}" for part in item.components for kind in item.evidence]
    shown = {f"{part.id} {kind}" for part in item.components for kind in part.shown}
    cells = [cell for cell in every if (cell in shown) is (how != "wrong")]
    [right] = [str(at) for at, choice in enumerate(item.gap) if choice.right]
    wrong = next(str(at) for at, choice in enumerate(item.gap) if not choice.right)
    gap = right if how == "right" else wrong
    score = {"right": 1, "partly": 0.5, "wrong": 0}[how]
    first = cells if how != "wrong" else cells[:1]
    return Answer({"cell": first}, {"gap": [gap]}, score, ["cells", f"gap {gap}"])


def _response(item: ResponseItem, how: How, _: Language) -> Answer:
    held = {"right": len(item.units), "partly": 1, "wrong": 0}[how]
    units = [str(at) for at in range(held)]
    return Answer({"text": [TEXT]}, {"unit": units}, held / len(item.units))


def _flaw(item: FlawItem, how: How, _: Language) -> Answer:
    faulty = [passage.id for passage in item.passages if passage.fault]
    sound = [passage.id for passage in item.passages if not passage.fault]
    names = {f"fault {each}": [each if how == "right" else "other 0"] for each in faulty}
    runs = {f"experiment {each}": [TEXT] for each in faulty}
    marked = sound[:1] if how == "wrong" else faulty
    score = {"right": 1, "partly": 0.5, "wrong": 0}[how]
    return Answer({"passage": marked}, names | runs, score, [f"passage {each}" for each in faulty])


def _equation(item: EquationItem, how: How, _: Language) -> Answer:
    if how == "right":
        return Answer({"typed": [item.typed]}, says=["typed"])
    return Answer({"typed": [item.mistakes[0].typed]}, score=0, says=["typed", "mistake 0"])


_ANSWERS: Mapping[str, Callable[[Any, How, Language], Answer]] = {
    "choice": _choice,
    "ladder": _ladder,
    "cloze": _cloze,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "grid": _grid,
    "response": _response,
    "flaw": _flaw,
    "equation": _equation,
}


# How to answer


def fill(item: Locator, form: Form) -> None:
    """Put an answer into the fields of a form, as one does with a mouse."""
    for name, values in form.items():
        if name == "order":
            arrange(item, values)
            continue
        fields = item.locator(f"[name='{name}']")
        kind = fields.first.evaluate("field => field.type")
        if kind in {"radio", "checkbox"}:
            for value in values:
                press_box(item, name, value)
        elif kind == "select-one":
            fields.select_option(values[0] if values else "")
        else:
            fields.fill(values[0] if values else "")


def press_box(item: Locator, name: str, value: str) -> None:
    """Press what stands beside a box, or the box, unless it is ticked."""
    box = f"[name='{name}'][value='{value}']"
    if not item.locator(box).is_checked():
        label = item.locator(f"label:has({box})")
        (label if label.count() else item.locator(box)).click()


def arrange(item: Locator, order: Sequence[str]) -> None:
    """Leave out what is in no order, and move the rest up into place."""
    if order_of(item) != list(order):
        _arrange(item, order)
        moves_are_said(item)


def moves_are_said(item: Locator) -> None:
    """Wait until the last move is spoken of, after which nothing more is."""
    expect(item.locator("order-list [data-said]:visible")).to_have_count(1)


def _arrange(item: Locator, order: Sequence[str]) -> None:
    for step in item.locator("ol > [data-step]").all():
        if step.get_attribute("data-step") not in order:
            step.locator("[data-move=out]").click()
            _arrange(item, order)
            return
    for at, name in enumerate(order):
        step = item.locator(f"[data-step='{name}']")
        if name not in order_of(item):
            step.locator("[data-move=out]").click()
        while order_of(item).index(name) > at:
            step.locator("[data-move=up]").click()


def order_of(item: Locator) -> list[str]:
    """Return the order that steps stand in."""
    steps: list[str] = item.locator("ol > [data-step]").evaluate_all(
        "steps => steps.map(({dataset}) => dataset.step)"
    )
    return steps


def check(item: Locator, sure: str = "think") -> None:
    """Check the answer, and say how sure one is."""
    item.locator(f"[data-check] [value={sure}]").click()


def check_then(item: Locator) -> None:
    """Check the second step."""
    item.locator("[data-check-then] button").click()


def give(item: Locator, answer: Answer, sure: str = "think") -> None:
    """Answer an item to its end."""
    fill(item, answer.first)
    check(item, sure)
    if item.get_attribute("type") in TWO_STEPS:
        expect(item.locator("[data-result=first]")).to_be_visible()
        fill(item, answer.then)
        check_then(item)


# What to expect


def result_of(score: float) -> How:
    """Return what is said of a score."""
    return "right" if score == 1 else "partly" if score else "wrong"


def expect_result(item: Locator, result: str, language: Language = "en") -> None:
    """Expect what is said of an answer, and nothing else."""
    shown = item.locator("[data-result]:visible")
    expect(shown).to_have_attribute("data-result", result)
    expect(shown).to_have_text(word(f"quiz.result-{result}", language))


def given(item: Locator) -> Form:
    """Read what stands in the form."""
    form: Form = item.locator("form").evaluate(
        """form => {
          const read = {}
          for (const field of form.elements) {
            if (!field.name || (field.disabled && !('locked' in field.dataset)) || field instanceof HTMLButtonElement) continue
            const taken = ['checkbox', 'radio'].includes(field.type) ? field.checked : field.value !== ''
            read[field.name] = [...(read[field.name] ?? []), ...(taken ? [field.value] : [])]
          }
          return read
        }"""
    )
    return form


def held(form: Form) -> Form:
    """Return a form without its empty fields."""
    return {
        name: sorted(values) if name != "order" else values
        for name, values in form.items()
        if values
    }


def answers(page: Page) -> list[dict[str, Any]]:
    """Read the answers in the log."""
    return events(page, "question-answered")
