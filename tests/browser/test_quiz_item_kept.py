"""A question under way: reloaded, in the other language, without storage, translated, without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.model.base import Language
from tests.browser.drill import LANGUAGES, PAPERS, expect_at_the_top
from tests.browser.items import (
    KINDS,
    TURNS,
    TWO_STEPS,
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
    one,
    open_item,
    practice,
    prompt_of,
    ready,
    result_of,
)
from tests.browser.test_access_translated import translate
from tests.browser.test_language_switch import switch
from tests.browser.test_notices import REFUSED

OTHER: dict[Language, Language] = {"en": "es", "es": "en"}


def shown_marks(page: Page, kind: str) -> list[str]:
    """Return what is marked on an item, and how."""
    marks: list[str] = page.locator(f"quiz-item[id='{one(kind).id}'] [data-mark]").evaluate_all(
        "parts => parts.map(({dataset: {part, mark}}) => `${part}: ${mark}`)"
    )
    return sorted(marks)


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_reload_and_other_language_keep_an_answer_its_marks_and_how_sure_one_was(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    # Where words differ between languages, those of one are wrong in the other.
    ours = answer(each, "right", language)
    fill(item, ours.first)
    typed = given(item)
    page.reload()
    item = find_item(page, each)
    assert given(item) == typed
    if kind in TWO_STEPS:
        check(item, "guess")
        expect_result(item, "first", language)
        marks = shown_marks(page, kind)
        fill(item, ours.then)
        typed = given(item)
        item.scroll_into_view_if_needed()
        switch(page)
        item = find_item(page, each)
        expect_result(item, "first", OTHER[language])
        assert shown_marks(page, kind) == marks
        assert given(item) == typed
        assert answers(page) == []
        check_then(item)
        expect_result(item, "right", OTHER[language])
    else:
        check(item, "guess")
        expect_result(item, "right", language)
    marks = shown_marks(page, kind)
    page.reload()
    item = find_item(page, each)
    expect(item).to_have_attribute("result", "right")
    assert shown_marks(page, kind) == marks
    assert held(given(item)) == held(typed)
    expect(item.locator("model-answer")).to_be_visible()
    [event] = answers(page)
    assert event["data"]["sure"] == "guess"


@pytest.mark.parametrize("kind", ["choice", "equation", "flaw"])
def test_language_switch_leads_to_the_question_that_is_being_read(page: Page, kind: str) -> None:
    each = [each for each in asked() if each.of == "dpo" and each.item.type == kind][-1]
    item = open_item(page, each)
    page.mouse.move(1, 1)
    page.wait_for_function("() => !document.documentElement.classList.contains('late')")
    item.evaluate("item => item.scrollIntoView({block: 'start'})")
    switch(page)
    assert page.url.endswith(f"#{each.id}")
    expect_at_the_top(page, find_item(page, each))


@pytest.mark.parametrize("storage", REFUSED)
@pytest.mark.parametrize("kind", KINDS)
def test_question_is_marked_where_storage_is_refused(page: Page, kind: str, storage: str) -> None:
    page.add_init_script(REFUSED[storage])
    each = one(kind)
    item = open_item(page, each, "es")
    ours = answer(each, "wrong", "es")
    give(item, ours)
    expect_result(item, "wrong", "es")
    item.locator("[data-act=retry]").click()
    give(item, answer(each, "right", "es"))
    expect_result(item, "right", "es")
    assert [event["data"]["right"] for event in answers(page)] == [False, True]
    expect(page.locator("practice-set [data-number=answered]")).to_have_text("1")
    expect(page.locator("store-notice")).to_be_visible()


@pytest.mark.parametrize(("kind", "language"), TURNS)
def test_page_that_is_translated_while_a_question_is_open_goes_on(
    page: Page, kind: str, language: Language
) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    ours = answer(each, "wrong", language)
    fill(item, ours.first)
    before = given(item)
    translate(page)
    assert given(item) == before
    expect(item.locator("summary font").first).to_be_attached()
    give(item, ours)
    expect(item).to_have_attribute("result", result_of(ours.score))
    expect(item.locator("[data-result]:visible")).to_contain_text("«")
    item.locator("[data-act=retry]").click()
    give(item, answer(each, "right", language))
    expect(item).to_have_attribute("result", "right")
    assert [event["data"]["score"] for event in answers(page)] == [pytest.approx(ours.score), 1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_question_reads_and_its_answer_opens_without_js(
    new_context: Callable[..., BrowserContext], paper: str, language: Language
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(practice(paper, language))
    ours = [each for each in asked() if each.of == paper]
    items = page.locator("quiz-item")
    expect(items).to_have_count(len(ours))
    expect(page.locator("quiz-item model-answer:visible")).to_have_count(0)
    first = items.first
    prompt_of(first).click()
    first.locator("[data-answer] > summary").click()
    expect(first.locator("model-answer")).to_be_visible()
    # The others work alike: once open, they show.
    page.locator(".multipart").evaluate_all("all => all.forEach(each => each.open = true)")
    page.locator("quiz-item details").evaluate_all("all => all.forEach(each => each.open = true)")
    expect(page.locator("quiz-item model-answer .loc:visible").first).to_be_visible()
    shown = page.locator("quiz-item model-answer").evaluate_all(
        "all => all.filter(each => each.checkVisibility() && each.innerText.trim().length > 40).length"
    )
    assert shown == len(ours)
    hints = page.locator("quiz-item .hints li")
    assert hints.evaluate_all("all => all.every(each => each.checkVisibility())")
    dead = "quiz-item :is(button, input, select, textarea):visible, .practice-bar:visible"
    expect(page.locator(dead)).to_have_count(0)
    unread = page.locator("quiz-item > .fold > summary").evaluate_all(
        "all => all.filter(each => !each.checkVisibility() || each.innerText.trim().length < 10).length"
    )
    assert unread == 0


def test_question_answered_in_one_tab_counts_in_another(page: Page) -> None:
    each = one("choice")
    item = open_item(page, each)
    other = page.context.new_page()
    other.goto(practice(each.of, "es"))
    ready(other)
    give(item, answer(each, "right"))
    expect_result(item, "right")
    expect(other.locator("practice-set [data-number=answered]")).to_have_text("1")
    folded = other.locator(f"quiz-item[id='{each.id}']")
    expect(folded).to_have_attribute("last", "right")
    expect(folded.locator("form")).to_be_hidden()


def leave(page: Page) -> None:
    """Look at another tab; a headless browser takes all of its tabs for the one that is looked at."""
    page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize("kind", ["number", "order", "ladder"])
def test_question_under_way_in_one_tab_goes_on_in_another(page: Page, kind: str) -> None:
    each = one(kind)
    item = open_item(page, each)
    other = page.context.new_page()
    there = open_item(other, each, "es")
    leave(other)
    ours = answer(each, "right")
    fill(item, ours.first)
    check(item, "guess")
    if kind in TWO_STEPS:
        expect_result(there, "first", "es")
        leave(page)
        fill(there, ours.then)
        check_then(there)
    expect(there).to_have_attribute("result", "right")
    expect(item).to_have_attribute("result", "right")
    assert held(given(there)) == held(given(item)) == held(ours.first | ours.then)
    assert len(answers(page)) == 1


def test_marked_question_stays_folded_on_the_next_visit_until_it_is_opened(page: Page) -> None:
    each = one("choice")
    item = open_item(page, each)
    give(item, answer(each, "wrong"))
    expect_result(item, "wrong")
    page.reload()
    expect(item).to_have_attribute("last", "wrong")
    expect(item.locator("form")).to_have_count(0)
    prompt_of(item).press("Enter")
    expect_result(item, "wrong")
    expect(item.locator("[data-mark=wrong]")).to_have_count(1)
    prompt_of(item).press("Enter")
    expect(item.locator("form")).to_be_hidden()
