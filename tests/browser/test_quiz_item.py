"""Questions of every type: answered, marked, explained, and written down."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from tests.browser.access import LISTEN, expect_spoken, spoken
from tests.browser.drill import LANGUAGES, word
from tests.browser.items import (
    HOWS,
    IN_PARTS,
    KINDS,
    TEXT,
    TURNS,
    TWO_STEPS,
    How,
    answer,
    answers,
    asked,
    check,
    check_then,
    expect_result,
    fill,
    find_item,
    give,
    given,
    held,
    moves_are_said,
    one,
    open_item,
    press_box,
    result_of,
)

CASES = [
    (kind, how, language)
    for kind in KINDS
    for how in HOWS
    for language in LANGUAGES
    if how != "partly" or kind in IN_PARTS
]


def expect_explained(item: Locator, says: list[str]) -> None:
    """Expect all feedback in view, and marked what speaks of the answer."""
    pieces = item.locator("[data-says]")
    marked = item.locator("[data-says].is-chosen")
    names = marked.evaluate_all("pieces => pieces.map(({dataset}) => dataset.says)")
    assert sorted(names) == sorted(says)
    assert pieces.evaluate_all("all => all.every(each => each.checkVisibility())")
    expect(item.locator("[data-answer] .loc").last).to_be_visible()


def clear(item: Locator, kind: str) -> None:
    """Leave nothing in the form that could be an answer."""
    if kind == "order":
        for _ in range(item.locator("ol > [data-step]").count()):
            item.locator("ol > [data-step] [data-move=out]").first.click()
        moves_are_said(item)


# Right, wrong and in part


@pytest.mark.parametrize(("kind", "how", "language"), CASES)
def test_answer_is_marked_said_once_explained_and_written_down(
    page: Page, kind: str, how: How, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    ours = answer(each, how, language)
    expect(item.locator("[data-result]:visible")).to_have_count(0)
    expect(item.locator("model-answer")).to_be_hidden()
    page.evaluate(LISTEN)
    fill(item, ours.first)
    spoken(page)  # what an order says of its moves
    check(item, "guess")
    if kind in TWO_STEPS:
        expect_spoken(page, word("quiz.result-first", language))
        expect(item.locator("model-answer")).to_be_hidden()
        assert answers(page) == []
        fill(item, ours.then)
        check_then(item)
    expect_result(item, result_of(ours.score), language)
    expect_spoken(page, word(f"quiz.result-{result_of(ours.score)}", language))
    expect(item).to_have_attribute("result", result_of(ours.score))
    expect_explained(item, [*ours.says])
    [event] = answers(page)
    assert (event["subject"], event["v"]) == (each.id, 1)
    data = event["data"]
    assert held(data.pop("answer")) == held(ours.first | ours.then)
    assert data == {
        "score": pytest.approx(ours.score),
        "right": ours.score == 1,
        "sure": "guess",
        "hints": 0,
        "revision": each.item.revision,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_empty_answer_is_asked_for_each_time_and_not_marked(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    clear(item, kind)
    page.evaluate(LISTEN)
    for _ in range(2):
        check(item)
        expect_spoken(page, word("quiz.result-empty", language))
    expect_result(item, "empty", language)
    expect(item.locator("model-answer")).to_be_hidden()
    expect(item.locator("[data-mark]")).to_have_count(0)
    assert answers(page) == []
    if kind in {"ladder", "grid"}:
        fill(item, answer(each, "right", language).first)
        check(item)
        expect_result(item, "first", language)
        check_then(item)
        expect_result(item, "empty", language)
        assert answers(page) == []


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_what_was_given_is_marked_where_it_stands_by_a_sign(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    give(item, answer(each, "wrong", language))
    expect_result(item, "wrong", language)
    if kind == "response":  # which the reader marks
        expect(item.locator("[data-mark]")).to_have_count(0)
        return
    wrong = item.locator("[data-mark=wrong]:visible")
    assert wrong.count() > 0
    for part in wrong.all():
        sign = part.evaluate("part => getComputedStyle(part, '::after').content")
        assert sign == '"✗"'


# Once it is marked


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_marked_answer_stays_as_it_was_marked(page: Page, kind: str, language: Language) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    give(item, answer(each, "wrong", language))
    expect_result(item, "wrong", language)
    before = given(item)
    fields = item.locator("fieldset :is(input:not([type=hidden]), select, textarea, button)")
    for field in fields.all():
        expect(field).to_be_disabled()
    # Whatever still sends the form, such as Enter in a browser that restored the page.
    item.locator("form").evaluate("form => form.requestSubmit()")
    assert given(item) == before
    assert len(answers(page)) == 1


@pytest.mark.parametrize("kind", TWO_STEPS)
def test_first_step_cannot_be_mended_after_it_was_marked(page: Page, kind: str) -> None:
    each = one(kind)
    item = open_item(page, each)
    fill(item, answer(each, "wrong").first)
    check(item, "sure")
    expect_result(item, "first")
    for field in item.locator("form > fieldset :is(input, select, textarea)").all():
        expect(field).to_be_disabled()
    fill(item, answer(each, "right").then)
    # Enter in a box presses the first button of the form, which is out of sight.
    item.locator("[data-then] :is(input, select)").first.press("Enter")
    if kind == "flaw":
        check_then(item)
    else:
        expect(item.locator("[data-check-then]")).to_be_hidden()
    [event] = answers(page)
    assert event["data"]["sure"] == "sure"
    assert event["data"]["score"] < 1 or kind == "response"


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_retry_keeps_what_was_right_and_counts_as_an_answer_of_its_own(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    how: How = "partly" if kind in IN_PARTS else "wrong"
    first = answer(each, how, language)
    give(item, first, "sure")
    expect_result(item, how, language)
    item.locator("[data-act=retry]").click()
    expect(item.locator("[data-result]:visible")).to_have_count(0)
    expect(item.locator("[data-mark=wrong]")).to_have_count(0)
    expect(item.locator("model-answer")).to_be_hidden()
    expect(item.locator("[data-then]:visible")).to_have_count(0)
    right = answer(each, "right", language)
    whole = held(right.first | right.then)
    kept = held(given(item))
    if kind == "response":
        assert kept == held(first.first | first.then)
    elif kind == "order":
        assert kept["order"] == first.first["order"]
    else:
        # Nothing but what is right, and all of that.
        for name, values in kept.items():
            if not name.startswith("experiment "):
                assert set(values) <= set(whole[name]), name
        ours = held(first.first | first.then)
        for name, values in ours.items():
            assert set(values) & set(whole[name]) <= set(kept.get(name, [])), name
    give(item, right, "guess")
    expect_result(item, "right", language)
    log = answers(page)
    assert [event["data"]["right"] for event in log] == [False, True]
    assert [event["data"]["sure"] for event in log] == ["sure", "guess"]


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_fresh_attempt_hides_the_old_answer_and_keeps_the_log(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    blank = given(item)
    give(item, answer(each, "right", language))
    expect_result(item, "right", language)
    item.locator("[data-act=afresh]").click()
    for _ in range(2):
        assert given(item) == blank
        expect(item.locator("[data-result]:visible, [data-mark], .is-chosen")).to_have_count(0)
        expect(item.locator("model-answer")).to_be_hidden()
        expect(item.locator("[data-check]")).to_be_visible()
        assert [event["data"]["right"] for event in answers(page)] == [True]
        page.reload()
        item = find_item(page, each)


# Hints, and a reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_come_one_at_a_time_and_are_counted(page: Page, language: Language) -> None:
    each = next(each for each in asked() if len(each.item.hints) > 1)
    hints = len(each.item.hints)
    item = open_item(page, each, language)
    shown = item.locator(".hints li:visible")
    expect(shown).to_have_count(0)
    item.locator(".hints summary").click()
    for count in range(1, hints + 1):
        expect(shown).to_have_count(count)
        more = item.get_by_role("button", name=word("quiz.next-hint", language))
        if count < hints:
            more.click()
    expect(more).to_be_hidden()
    expect(item.locator("model-answer")).to_be_hidden()
    page.reload()
    item = find_item(page, each)
    item.locator(".hints summary").click()
    expect(item.locator(".hints li:visible")).to_have_count(hints)
    give(item, answer(each, "right", language))
    [event] = answers(page)
    assert event["data"]["hints"] == hints


def test_one_hint_that_is_opened_counts_and_has_no_second(page: Page) -> None:
    each = next(each for each in asked() if len(each.item.hints) == 1)
    item = open_item(page, each)
    item.locator(".hints summary").press("Enter")
    expect(item.locator(".hints li:visible")).to_have_count(1)
    expect(item.locator("[data-act=hint]")).to_be_hidden()
    give(item, answer(each, "right"))
    [event] = answers(page)
    assert event["data"]["hints"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_reason_is_asked_before_the_answer_is_shown_and_kept(
    page: Page, language: Language
) -> None:
    each = next(each for each in asked() if each.item.why)
    item = open_item(page, each, language)
    why = item.get_by_label(word("quiz.why", language))
    expect(why).to_be_visible()
    why.fill(TEXT)
    give(item, answer(each, "right", language))
    expect(why).to_be_hidden()
    [event] = answers(page)
    assert event["data"]["why"] == TEXT
    assert "why" not in event["data"]["answer"]


# What a type has of its own


@pytest.mark.parametrize("language", LANGUAGES)
def test_step_that_moves_says_its_place_and_one_left_out_says_so_once(
    page: Page, language: Language
) -> None:
    item = open_item(page, one("order"), language)
    page.evaluate(LISTEN)
    steps = item.locator("ol > [data-step]")
    name = steps.nth(1).get_attribute("data-step")
    step = item.locator(f"[data-step='{name}']")
    for move, place_ in (("down", 3), ("down", 4), ("up", 3)):
        step.get_by_role("button", name=word(f"order.{move}", language)).click()
        expect_spoken(page, f"{word('order.moved', language)} {place_}")
        expect(step.locator(f"[data-move={move}]")).to_be_focused()
    out = step.get_by_role("button", name=word("order.out", language))
    out.click()
    expect_spoken(page, word("order.is-out", language))
    expect(out).to_be_focused()
    expect(item.locator(".order__out > [data-step]")).to_have_count(1)
    steps.first.locator("[data-move=down]").click()
    expect_spoken(page, f"{word('order.moved', language)} 2")
    out.click()
    expect_spoken(page, f"{word('order.moved', language)} {steps.count()}")
    expect(item.locator(".order__out")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_flaws_are_labelled_as_invented(page: Page, language: Language) -> None:
    item = open_item(page, one("flaw"), language)
    expect(item.get_by_text(word("flaw.invented", language))).to_be_visible()


def test_choice_of_several_says_so_and_takes_off_for_a_wrong_one(page: Page) -> None:
    each = one("several")
    item = open_item(page, each)
    expect(item.locator("fieldset")).to_contain_text(word("quiz.several", "en"))
    fill(item, answer(each, "partly").first)
    [wrong] = answer(each, "wrong").first["choice"]
    press_box(item, "choice", wrong)
    check(item)
    expect_result(item, "wrong")
    [event] = answers(page)
    assert event["data"]["score"] == 0


def test_equation_that_cannot_be_read_is_not_marked(page: Page) -> None:
    each = one("equation")
    item = open_item(page, each)
    fill(item, {"typed": ["softmax(("]})
    check(item)
    expect_result(item, "unread")
    expect(item.locator("[data-unread]:visible")).to_have_count(1)
    expect(item.locator("model-answer")).to_be_hidden()
    assert answers(page) == []
    give(item, answer(each, "right"))
    expect_result(item, "right")


@pytest.mark.provokes_errors
def test_equation_waits_where_its_checker_does_not_load(page: Page) -> None:
    each = one("equation")
    page.route(re.compile("equation"), lambda route: route.abort())
    item = open_item(page, each)
    give(item, answer(each, "right"))
    expect_result(item, "unread")
    expect(item.get_by_text(word("equation.unloaded", "en"))).to_be_visible()
    assert held(given(item)) == held(answer(each, "right").first)
    assert answers(page) == []
