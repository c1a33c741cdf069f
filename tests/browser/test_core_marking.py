"""How answers are marked: pure functions, as tables of cases and over all that is asked."""

from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any

import pytest
from playwright.sync_api import Browser

from macros.answers import key_of
from macros.model.base import Language
from macros.model.items.number import NumberItem
from macros.model.items.order import OrderItem
from tests.browser.drill import LANGUAGES, PAPERS
from tests.browser.items import HOWS, IN_PARTS, TWO_STEPS, Answer, Asked, answer, asked, is_of

Mark = Callable[..., dict[str, Any]]

MARK = """async all => {
  const {MARKING} = await import('/assets/js/core/marking/index.js')
  return Promise.all(all.map(([type, answer, key, step]) => MARKING[type].mark(answer, key, step)))
}"""
STEPS = """async () => {
  const {MARKING} = await import('/assets/js/core/marking/index.js')
  return Object.fromEntries(Object.entries(MARKING).map(([type, {steps}]) => [type, steps]))
}"""
READ = """async ([text, units]) => {
  const {readNumber} = await import('/assets/js/core/marking/number.js')
  return readNumber(text, units)
}"""


@pytest.fixture(scope="module")
def run(browser: Browser, site_url: str) -> Iterator[Callable[..., Any]]:
    """Return a function that runs a script in one empty page of the site."""
    context = browser.new_context(base_url=site_url)
    context.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=""))
    page = context.new_page()
    page.goto("/empty")
    yield lambda script, given=None: page.evaluate(script, given)
    context.close()


@pytest.fixture(scope="module")
def mark(run: Callable[..., Any]) -> Mark:
    """Return a function that marks one answer."""

    def mark(type_: str, answer: dict[str, list[str]], key: object, step: int = 1) -> Any:
        [marks] = run(MARK, [[type_, answer, key, step]])
        return marks

    return mark


# All that is asked


def kinds_of(each: Asked) -> bool:
    """Say whether an item can be right in part."""
    return any(is_of(Asked(each.of, each.item), kind) for kind in IN_PARTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_question_takes_its_right_answer_and_knows_a_wrong_one(
    run: Callable[..., Any], paper: str, language: Language
) -> None:
    cases: list[tuple[Asked, str, Answer]] = [
        (each, how, answer(each, how, language))
        for each in asked()
        if each.of == paper
        for how in HOWS
        if how != "partly" or kinds_of(each)
    ]
    assert len(cases) > 100
    last = [
        [
            each.item.type,
            ours.first | ours.then,
            key_of(each.item, language),
            2 if each.item.type in TWO_STEPS else 1,
        ]
        for each, _, ours in cases
    ]
    for (each, how, ours), marks in zip(cases, run(MARK, last), strict=True):
        where = f"{each.id}: {how}"
        assert marks["score"] == pytest.approx(ours.score), where
        # Words that over-read have no piece of their own, nor has what matches something else.
        says = [name for name in marks["says"] if name != "words" and name[:6] != "spare "]
        assert sorted(says) == sorted(ours.says), where
        assert not marks.get("empty"), where
        assert not marks.get("unread"), where


@pytest.mark.parametrize("paper", PAPERS)
def test_no_question_marks_an_empty_form(run: Callable[..., Any], paper: str) -> None:
    items = [each.item for each in asked() if each.of == paper]
    blank = [[item.type, {}, key_of(item, "en"), step] for item in items for step in (1, 2)]
    for case, marks in zip(blank, run(MARK, blank), strict=True):
        assert marks["empty"], case
        assert marks["score"] == 0, case


def test_two_steps_are_asked_where_there_are_two(run: Callable[..., Any]) -> None:
    steps = run(STEPS)
    assert {type_ for type_, count in steps.items() if count == 2} == set(TWO_STEPS)
    assert set(steps.values()) == {1, 2}


# Orders


def respects(order: tuple[str, ...], needs: dict[str, list[str]]) -> bool:
    """Say whether each step stands after what it needs."""
    return all(
        order.index(need) < order.index(step) for step, list_ in needs.items() for need in list_
    )


NEEDS = {
    "a line": {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]},
    "two branches": {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]},
    "two starts": {"a": [], "b": [], "c": ["a"], "d": ["b"], "e": ["c", "d"]},
}


@pytest.mark.parametrize("name", NEEDS)
def test_an_order_is_right_exactly_where_each_step_stands_after_what_it_needs(
    run: Callable[..., Any], name: str
) -> None:
    needs = NEEDS[name]
    orders = list(permutations(needs))
    cases = [["order", {"order": list(order)}, {"needs": needs}, 1] for order in orders]
    right = {
        order for order, marks in zip(orders, run(MARK, cases), strict=True) if marks["score"] == 1
    }
    assert right == {order for order in orders if respects(order, needs)}
    assert 0 < len(right) < len(orders)


@pytest.mark.parametrize(
    "each",
    [each for each in asked() if isinstance(each.item, OrderItem) and len(each.item.steps) <= 6],
    ids=lambda each: each.id,
)
def test_every_order_that_a_question_allows_is_right(run: Callable[..., Any], each: Asked) -> None:
    assert isinstance(each.item, OrderItem)
    needs = {step.id: step.needs for step in each.item.steps}
    orders = list(permutations(needs))
    key = key_of(each.item, "en")
    marked = run(MARK, [["order", {"order": list(order)}, key, 1] for order in orders])
    for order, marks in zip(orders, marked, strict=True):
        assert (marks["score"] == 1) is respects(order, needs), order


@pytest.mark.parametrize(
    ("order", "score", "wrong"),
    [
        (["a", "b", "c", "d"], 1, []),
        (["a", "b", "c"], 0.75, []),
        # "c" has what it needs before it, however that came there: each step is marked by itself
        (["b", "a", "c", "d"], 0.75, ["b"]),
        (["d", "c", "b", "a"], 0.25, ["d", "c", "b"]),
        (["a", "b", "c", "d", "stray"], 0.75, ["stray"]),
        (["stray"], 0, ["stray"]),
        (["a", "stray"], 0, ["stray"]),
        (["d"], 0, ["d"]),
    ],
)
def test_a_step_before_what_it_needs_and_one_that_belongs_nowhere_are_wrong(
    mark: Mark, order: list[str], score: float, wrong: list[str]
) -> None:
    needs = {"a": [], "b": ["a"], "c": ["b", "a"], "d": ["c"]}
    marks = mark("order", {"order": order}, {"needs": needs})
    assert marks["score"] == pytest.approx(score)
    assert [name for name, right in marks["parts"].items() if not right] == wrong
    assert marks["says"] == ["order", *(name for name in order if name == "stray")]


# Shares


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        ("0", 1 / 3),
        ("01", 2 / 3),
        ("012", 1),
        ("0123", 2 / 3),
        ("01234", 1 / 3),
        ("03", 0),
        ("34", 0),
    ],
)
def test_choice_of_several_takes_a_wrong_one_off_and_never_falls_below_nothing(
    mark: Mark, chosen: str, score: float
) -> None:
    marks = mark("choice", {"choice": [*chosen]}, {"right": ["0", "1", "2"], "several": True})
    assert marks["score"] == pytest.approx(score)
    assert marks["parts"] == {f"choice {each}": each in "012" for each in chosen}


@pytest.mark.parametrize(
    ("type_", "answer_", "key", "step", "score"),
    [
        ("choice", {"choice": ["1"]}, {"right": ["1"], "several": False}, 1, 1),
        ("choice", {"choice": ["0"]}, {"right": ["1"], "several": False}, 1, 0),
        ("match", {"pair a": ["a"], "pair b": []}, {"pairs": {"pair a": "a", "pair b": "b"}}, 1, 0.5),
        ("match", {"pair a": ["b"], "pair b": ["a"]}, {"pairs": {"pair a": "a", "pair b": "b"}}, 1, 0),
        ("grid", {"cell": ["x y"]}, {"cells": ["x y", "z y"], "gap": "0"}, 1, 0.5),
        ("grid", {"cell": ["x y"], "gap": ["0"]}, {"cells": ["x y", "z y"], "gap": "0"}, 2, 0.75),
        ("grid", {"cell": ["x y", "no no"], "gap": ["1"]}, {"cells": ["x y", "z y"], "gap": "0"}, 2, 0),
        ("response", {"text": ["words"]}, {"units": 4}, 1, 0),
        ("response", {"text": ["words"], "unit": ["0", "2", "3"]}, {"units": 4}, 2, 0.75),
        ("flaw", {"passage": ["a"]}, {"faults": {"a": "a", "b": "b"}}, 1, 0.5),
        ("flaw", {"passage": ["a", "b"], "fault a": ["a"]}, {"faults": {"a": "a", "b": "b"}}, 2, 0.75),
        ("flaw", {"passage": ["a", "b", "c"], "fault a": ["a"], "fault b": ["b"]}, {"faults": {"a": "a", "b": "b"}}, 2, 0.75),
    ],
)  # fmt: skip
def test_parts_are_worth_their_share(  # noqa: PLR0913 - a row of a table
    mark: Mark, type_: str, answer_: dict[str, list[str]], key: object, step: int, score: float
) -> None:
    assert mark(type_, answer_, key, step)["score"] == pytest.approx(score)


LADDER = {"rungs": {"rung 0": "under", "rung 1": "exact", "rung 2": "over"}, "words": ["1", "2"]}
PLACED = {"rung 0": ["under"], "rung 1": ["exact"], "rung 2": ["over"]}


@pytest.mark.parametrize(
    ("given", "step", "score"),
    [
        (PLACED, 1, 1),
        (PLACED | {"rung 0": ["over"]}, 1, 2 / 3),
        (PLACED | {"word": ["1", "2"]}, 2, 1),
        (PLACED | {"word": ["1"]}, 2, 0.75),
        (PLACED | {"word": ["1", "0"]}, 2, 0.5),
        (PLACED | {"rung 0": ["over"], "word": ["1", "2"]}, 2, 5 / 6),
        (PLACED | {"rung 0": []}, 1, None),
        (PLACED, 2, None),
    ],
)
def test_a_ladder_is_half_its_rungs_and_half_its_words(
    mark: Mark, given: dict[str, list[str]], step: int, score: float | None
) -> None:
    marks = mark("ladder", given, LADDER, step)
    assert marks.get("empty", False) is (score is None)
    assert marks["score"] == pytest.approx(score or 0)


# Words


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Gibbs' inequality", True),
        ("gibbs inequality", True),
        ("  GIBBS’  INEQUALITY. ", True),
        ("Gíbbs-inequality", True),
        ("Gibbs", False),
        ("Gibbs inequalities", False),
        ("<b>Gibbs' inequality</b>", False),
    ],
)
def test_words_are_compared_without_case_accents_spaces_and_points(
    mark: Mark, text: str, *, right: bool
) -> None:
    key = {"accept": ["Gibbs' inequality"], "mistakes": [["Jensen"]]}
    assert mark("short", {"text": [text]}, key)["score"] == right
    gap = mark("cloze", {"gap a": [text]}, {"gaps": {"gap a": key}})
    assert gap["score"] == right
    assert gap["parts"] == {"gap a": right}


@pytest.mark.parametrize("text", ["", "   ", "…", "\u200b", "\u202e", "!?"])
def test_what_has_neither_letter_nor_digit_nor_sign_is_no_answer(mark: Mark, text: str) -> None:
    assert mark("short", {"text": [text]}, {"accept": ["a"], "mistakes": []})["empty"]


def test_signs_of_mathematics_count(mark: Mark) -> None:
    key = {"accept": ["N+1"], "mistakes": [["N-1", "N"]]}
    assert mark("short", {"text": ["n + 1"]}, key)["score"] == 1
    assert mark("short", {"text": ["n"]}, key)["says"] == ["text 0", "text"]


# Numbers


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.4", [1.4]),
        ("1,4", [1.4]),
        ("  1,4\u00a0", [1.4]),
        ("1e-999", [0]),
        ("0.768", [0.768]),
        ("0,768", [0.768]),
        ("-3", [-3]),
        ("−3", [-3]),
        ("+3", [3]),
        ("5.76e23", [5.76e23]),
        ("5,76e23", [5.76e23]),
        ("5.76E+23", [5.76e23]),
        ("5,76·10²³", [5.76e23]),
        ("5.76 × 10^23", [5.76e23]),
        ("5.76*10^{23}", [5.76e23]),
        ("5.76 x 10^23", [5.76e23]),
        ("6.99·10⁻⁴", [6.99e-4]),
        ("6,99·10^-4", [6.99e-4]),
        ("6.99·10^−4", [6.99e-4]),
        ("10^18", [1e18]),
        ("10¹⁸", [1e18]),
        ("32 768", [32768]),
        ("32\u00a0768", [32768]),
        ("32\u202f768", [32768]),
        ("32'768", [32768]),
        ("3,145,728", [3145728]),
        ("3.145.728", [3145728]),
        ("3 145 728,5", [3145728.5]),
        ("3,145,728.5", [3145728.5]),
        ("3.145.728,5", [3145728.5]),
        # Nobody can say which mark this is: both readings count.
        ("32,768", [32768, 32.768]),
        ("9.397", [9397, 9.397]),
        ("1.250e3", [1250000, 1250]),
        # what is no number that one could mean
        ("", []),
        ("-", []),
        (".", []),
        ("1e", []),
        ("1e999", []),
        ("Infinity", []),
        ("NaN", []),
        ("0x10", []),
        ("1,4,5", []),
        ("1.4,5.6", []),
        ("12,34,567", []),
        ("1.4 million", []),
        ("two", []),
        ("<b>1</b>", []),
        ("1;2", []),
        ("٣", []),
    ],
)
def test_numbers_are_read_as_both_languages_write_them(
    run: Callable[..., Any], text: str, read: list[float]
) -> None:
    assert run(READ, [text, []]) == pytest.approx(read)


@pytest.mark.parametrize(
    ("text", "units", "read"),
    [
        ("14.3%", ["%"], [14.3]),
        ("14,3 %", ["%"], [14.3]),
        ("14,3\u00a0%", ["%"], [14.3]),
        ("14.3", ["%"], [14.3]),
        ("1.38 NATS", ["nats"], [1.38]),
        ("72.2B", ["B"], [72.2]),
        ("4,2T de tokens", ["T de tokens"], [4.2]),
        ("5.88e23 FLOPs", ["FLOPs"], [5.88e23]),
        ("5,88·10²³ FLOP", ["FLOP"], [5.88e23]),
        ("32 768 entradas", ["entradas"], [32768]),
        ("14.3 apples", ["%"], []),
        ("%", ["%"], []),
    ],
)
def test_unit_may_be_written_or_left_out(
    run: Callable[..., Any], text: str, units: list[str], read: list[float]
) -> None:
    assert run(READ, [text, units]) == pytest.approx(read)


KEY = {"low": 9.35, "high": 9.444, "units": [], "mistakes": [[10.3, 10.5]]}


@pytest.mark.parametrize(
    ("text", "score", "says"),
    [
        ("9.35", 1, ["number"]),
        ("9,444", 1, ["number"]),
        ("9.397", 1, ["number"]),
        ("9.3499", 0, ["number"]),
        ("9.4441", 0, ["number"]),
        ("10,4", 0, ["number 0", "number"]),
        ("10.398", 0, ["number 0", "number"]),
        ("9397", 0, ["number"]),
    ],
)
def test_number_is_right_within_its_bounds_in_either_reading(
    mark: Mark, text: str, score: int, says: list[str]
) -> None:
    marks = mark("number", {"number": [text]}, KEY)
    assert (marks["score"], marks["says"]) == (score, says)


@pytest.mark.parametrize("text", ["1e999", "1.4 million", "9.4 9.4 ."])
def test_number_that_cannot_be_read_is_not_called_wrong(mark: Mark, text: str) -> None:
    marks = mark("number", {"number": [text]}, KEY)
    assert marks["unread"] and not marks["empty"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "each",
    [each for each in asked() if isinstance(each.item, NumberItem)],
    ids=lambda each: each.id,
)
def test_every_number_is_right_however_many_digits_one_writes(
    run: Callable[..., Any], each: Asked, language: Language
) -> None:
    assert isinstance(each.item, NumberItem)
    key = key_of(each.item, language)
    value = each.item.value
    texts = [repr(value), f"{value:.8g}", f"{value:.6e}"]
    if 0.001 < abs(value) < 1e6:
        texts += [f"{value:.4f}", f"{value:.{3 if abs(value) < 1000 else 0}f}"]
    if language == "es":
        texts = [text.replace(".", ",") for text in texts]
    near = [text for text in texts if key["low"] <= float(text.replace(",", ".")) <= key["high"]]
    assert len(near) >= 3
    unit = f" {key['units'][0]}" if key["units"] else ""
    cases = [["number", {"number": [text + end]}, key, 1] for text in near for end in ("", unit)]
    for case, marks in zip(cases, run(MARK, cases), strict=True):
        assert marks["score"] == 1, case
