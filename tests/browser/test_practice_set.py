"""The questions of a page together: how many are answered, which comes next, and the exam."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from macros.model.items.choice import ChoiceItem
from macros.which import which_paper
from tests.browser.access import LISTEN, expect_spoken
from tests.browser.drill import LANGUAGES, STORE, content, expect_at_the_top, place, word
from tests.browser.items import (
    Asked,
    How,
    answer,
    answers,
    asked,
    check,
    expect_result,
    fill,
    find_item,
    give,
    given,
    held,
    one,
    open_item,
    practice,
    prompt_of,
    ready,
)

PLAIN = [each for each in asked() if each.of == "dpo" and each.item.type in {"choice", "short"}]
PLAIN = [each for each in PLAIN if not each.item.why]
"""Items of one page that take one step."""


def number(page: Page, name: str) -> Locator:
    """Return one of the numbers above the questions."""
    return page.locator(f"practice-set [data-number='{name}']")


def expect_numbers(page: Page, *, answered: int, again: int) -> None:
    """Expect the counts above the questions."""
    expect(number(page, "answered")).to_have_text(str(answered))
    expect(number(page, "again")).to_have_text(str(again))


def choose_mode(page: Page, mode: str, language: Language = "en") -> None:
    """Choose practice or exam."""
    page.locator(".practice-bar").get_by_label(word(f"practice.{mode}", language)).check()


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_counted_at_once_and_after_a_reload(page: Page, language: Language) -> None:
    first, second = PLAIN[:2]
    item = open_item(page, first, language)
    ready(page)
    everything = sum(each.of == "dpo" for each in asked())
    expect(number(page, "all")).to_have_text(str(everything))
    expect(page.locator("practice-set quiz-item")).to_have_count(everything)
    expect_numbers(page, answered=0, again=0)
    give(item, answer(first, "wrong", language))
    expect_numbers(page, answered=1, again=1)
    give(find_item(page, second), answer(second, "right", language))
    expect_numbers(page, answered=2, again=1)
    item.locator("[data-act=retry]").click()
    give(item, answer(first, "right", language))
    expect_numbers(page, answered=2, again=0)
    page.reload()
    expect_numbers(page, answered=2, again=0)


def test_answer_to_an_earlier_revision_counts_no_more(page: Page) -> None:
    each = PLAIN[0]
    open_item(page, each)
    ready(page)
    write = (
        f"async ([id, data]) => {{ {STORE}; await store.append('question-answered', id, data) }}"
    )
    data = {"answer": {}, "right": True, "score": 1, "sure": "sure", "hints": 0}
    revision = each.item.revision
    page.evaluate(write, [each.id, data | {"revision": revision + 1}])
    page.evaluate(write, [PLAIN[1].id, data | {"revision": PLAIN[1].item.revision}])
    expect_numbers(page, answered=1, again=0)
    expect(find_item(page, PLAIN[1])).to_have_attribute("last", "right")
    assert find_item(page, each).get_attribute("last") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_was_sure_of_and_wrong_about_comes_first(page: Page, language: Language) -> None:
    guessed, sure, right = PLAIN[:3]
    open_item(page, guessed, language)
    ready(page)
    rows: list[tuple[Asked, How, str]] = [
        (right, "right", "sure"),
        (guessed, "wrong", "guess"),
        (sure, "wrong", "sure"),
    ]
    for each, how, says in rows:
        give(find_item(page, each), answer(each, how, language), says)
        expect(find_item(page, each)).to_have_attribute("result", how)
    for each, *_ in rows:
        find_item(page, each).locator("[data-act=afresh]").click()
    go_on = page.locator(".practice-bar [data-act=next]")
    go_on.click()
    item = find_item(page, sure)
    expect(prompt_of(item)).to_be_focused()
    expect_at_the_top(page, item)
    give(item, answer(sure, "right", language))
    go_on.click()
    expect(prompt_of(find_item(page, guessed))).to_be_focused()
    give(find_item(page, guessed), answer(guessed, "right", language))
    go_on.click()
    # What is new comes next, as the page has it, and what was right already last.
    new = page.locator("quiz-item:not([result], [last])").first
    expect(prompt_of(new)).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_question_is_one_press_away_from_the_last_until_all_are_right(
    page: Page, language: Language
) -> None:
    page.goto(place("practice/", language))
    ready(page)
    signs = [Asked(paper.slug, sign) for paper, sign in which_paper(content())]
    answered = []
    page.locator(".practice-bar [data-act=next]").click()
    for turn in range(len(signs) + 1):
        here = page.locator("quiz-item:has(> .fold > summary:focus)").get_attribute("id")
        each = next(each for each in signs if each.id == here)
        item = find_item(page, each)
        answered.append(each.id)
        # The first is wrong, and comes again at the end, empty.
        expect(item.locator("[data-result]:visible")).to_have_count(0)
        give(item, answer(each, "right" if turn else "wrong", language))
        item.locator("[data-act=next]").click()
    assert answered == [*(each.id for each in signs), signs[0].id]
    expect(page.get_by_text(word("practice.all-right", language))).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_exam_is_kept_changed_and_marked_together(page: Page, language: Language) -> None:
    first, second, third = PLAIN[:3]
    open_item(page, first, language)
    ready(page)
    choose_mode(page, "exam", language)
    expect(page.get_by_role("button", name=word("practice.next", language))).to_be_hidden()
    page.evaluate(LISTEN)
    for each, how in ((first, "wrong"), (second, "right")):
        item = find_item(page, each)
        fill(item, answer(each, how, language).first)  # type: ignore[arg-type]
        check(item, "sure")
        expect_result(item, "sealed", language)
        expect_spoken(page, word("quiz.result-sealed", language))
        expect(item.locator("[data-answer]")).to_be_hidden()
        expect(item.locator("[data-mark]")).to_have_count(0)
    check(find_item(page, third))
    expect_result(find_item(page, third), "empty", language)
    expect(number(page, "sealed")).to_have_text("2")
    assert answers(page) == []
    # Changed before it is handed in, and not checked again.
    fill(find_item(page, first), answer(first, "right", language).first)
    page.reload()
    ready(page)
    expect(page.locator("practice-set")).to_have_attribute("exam", "")
    expect(number(page, "sealed")).to_have_text("2")
    expect_result(find_item(page, first), "sealed", language)
    assert held(given(find_item(page, first))) == held(answer(first, "right", language).first)
    page.get_by_role("button", name=word("practice.hand-in", language)).click()
    for each in (first, second):
        expect_result(find_item(page, each), "right", language)
    said = page.locator("[data-news=handed-in]")
    expect(said).to_contain_text(word("practice.handed-in", language))
    expect(said).to_contain_text("2 / 2")
    log = answers(page)
    assert {event["subject"] for event in log} == {first.id, second.id}
    assert {event["data"]["sure"] for event in log} == {"sure"}
    expect_numbers(page, answered=2, again=0)
    expect(page.locator("quiz-item .fold > summary:focus")).to_have_count(1)
    expect(page.locator("practice-set")).not_to_have_attribute("exam", "")
    page.reload()
    ready(page)
    expect(page.locator("practice-set")).not_to_have_attribute("exam", "")
    expect_result(find_item(page, first), "right", language)


def test_exam_keeps_no_number_that_cannot_be_read(page: Page) -> None:
    each = one("number")
    item = open_item(page, each)
    ready(page)
    choose_mode(page, "exam")
    fill(item, {"number": ["a few"]})
    check(item)
    expect_result(item, "unread")
    expect(number(page, "sealed")).to_have_text("0")
    fill(item, answer(each, "right").first)
    check(item)
    expect_result(item, "sealed")
    expect(number(page, "sealed")).to_have_text("1")


def test_exam_asks_for_the_second_step_after_it_was_handed_in(page: Page) -> None:
    each = one("ladder")
    item = open_item(page, each)
    ready(page)
    choose_mode(page, "exam")
    fill(item, answer(each, "right").first)
    check(item, "guess")
    expect_result(item, "sealed")
    page.locator("[data-act=hand-in]").click()
    expect_result(item, "first")
    fill(item, answer(each, "right").then)
    item.locator("[data-check-then] button").click()
    expect_result(item, "right")
    [event] = answers(page)
    assert event["data"]["sure"] == "guess"


def test_hand_in_without_an_answer_does_nothing(page: Page) -> None:
    page.goto(practice("dpo", "en"))
    ready(page)
    choose_mode(page, "exam")
    page.locator("[data-act=hand-in]").click()
    expect(page.locator("practice-set")).to_have_attribute("exam", "")
    expect(page.locator("[data-news=handed-in]")).to_be_hidden()


# Which paper?


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_are_told_apart_by_what_one_knows_them_by(page: Page, language: Language) -> None:
    page.goto(place("practice/", language))
    ready(page)
    signs = list(which_paper(content()))
    expect(page.locator("quiz-item")).to_have_count(len(signs))
    expect(number(page, "all")).to_have_text(str(len(signs)))
    for at, (paper, sign) in enumerate(signs[:4]):
        how: How = "right" if at % 2 else "wrong"
        each = Asked(paper.slug, sign)
        item = find_item(page, each)
        ours = answer(each, how, language)
        give(item, ours)
        expect_result(item, how, language)
        names = item.locator(".choice").all_inner_texts()
        assert len(set(names)) == len(names) == len(sign.choices)
        reasons = item.locator(".reasons li")
        assert all(len(text.split()) > 1 for text in reasons.all_inner_texts())
    expect_numbers(page, answered=4, again=2)
    # Neighbours take turns, so that no paper is the answer twice in a row.
    assert all(a[0] is not b[0] for a, b in pairwise(signs))
    assert all(isinstance(sign, ChoiceItem) for _, sign in signs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_leads_to_its_questions(page: Page, language: Language) -> None:
    page.goto(place("practice/", language))
    for paper in content().papers:
        link = page.locator("article").get_by_role("link", name=paper.short, exact=True)
        href = link.evaluate("link => new URL(link.href).pathname")
        assert href == practice(paper.slug, language)
