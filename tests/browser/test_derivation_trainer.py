"""A derivation is read, put in order, filled in, and written on a blank page."""

import re

import pytest
from playwright.sync_api import Page, expect

from macros.model.base import Language
from tests.browser.drill import LANGUAGES, word
from tests.browser.trainer import (
    LOSS,
    STAGES,
    STEPS,
    WRONG,
    act,
    check,
    choose,
    control,
    expect_said,
    expect_steps,
    kept,
    open_trainer,
    practised,
    principle_of,
    put_in_order,
    write,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stages_are_chosen_and_remembered(page: Page, language: Language) -> None:
    trainer = open_trainer(page, language)
    expect_steps(trainer, *STEPS)
    for stage in STAGES:
        control(trainer, stage).check()
        expect(trainer).to_have_attribute("stage", stage)
        expect(trainer.locator("form:visible")).to_have_count(0 if stage == "read" else 1)
    kept(page)
    page.reload()
    expect(trainer).to_have_attribute("ready", "")
    expect(trainer).to_be_visible()
    expect(trainer).to_have_attribute("stage", "blank")
    assert practised(page) == []


def test_any_order_that_respects_what_lines_need_is_right(page: Page) -> None:
    trainer = open_trainer(page, stage="order")
    other = ["bradley-terry", "normalise", "objective", "one-expectation", *STEPS[3:6], *STEPS[7:]]
    for order in (STEPS, other):
        put_in_order(trainer, order)
        check(trainer)
        expect_said(trainer, "order-right")
        expect(trainer.locator("order-list [data-mark=right]")).to_have_count(len(STEPS))
    check(trainer)  # the same order again is no other attempt
    expect_said(trainer, "order-right")
    assert practised(page) == [{"stage": "order", "score": 1, "revision": 1}] * 2
    expect(trainer.locator("[data-passed=order]")).to_be_visible()
    act(trainer, "go-fill").click()
    expect(trainer).to_have_attribute("stage", "fill")
    expect(control(trainer, "fill")).to_be_focused()


def test_an_order_that_takes_a_line_too_early_is_not_right(page: Page) -> None:
    trainer = open_trainer(page, stage="order")
    put_in_order(trainer, ["kl-form", *(step for step in STEPS if step != "kl-form")])
    check(trainer)
    expect_said(trainer, "order-wrong")
    wrong = trainer.locator("order-list [data-mark=wrong]")
    expect(wrong).to_have_count(1)
    expect(wrong).to_have_attribute("data-step", "kl-form")
    put_in_order(trainer, STEPS[:-1])
    expect(trainer.locator("[data-result]:visible")).to_have_count(0)
    check(trainer)
    expect_said(trainer, "order-missing")
    assert [each["score"] < 1 for each in practised(page)] == [True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_belongs_nowhere_is_refused_with_its_mistake(
    page: Page, language: Language
) -> None:
    trainer = open_trainer(page, language, stage="order")
    put_in_order(trainer, [*STEPS, WRONG.id])
    check(trainer)
    expect_said(trainer, "order-wrong", language)
    reason = trainer.locator("form[data-panel=order] [data-wrong-lines] > li:visible")
    expect(reason).to_have_count(1)
    expect(reason).to_contain_text(re.split(r"[$:{]", WRONG.because[language])[0].strip())
    line = trainer.locator(f"order-list [data-step='{WRONG.id}']")
    line.locator("[data-move=out]").click()
    check(trainer)
    expect_said(trainer, "order-right", language)


def test_filling_in_hides_one_line_more_after_each_success(page: Page) -> None:
    trainer = open_trainer(page, stage="fill")
    for level in (1, 2, 3):
        hidden = STEPS[-level:]
        expect(trainer.locator("[name=level]")).to_have_value(str(level))
        for at, step in enumerate(hidden):
            expect_steps(trainer, *STEPS[: len(STEPS) - level + at])
            candidates = trainer.locator("[data-candidate]:visible")
            expect(candidates).to_have_count(level + len(LOSS.distractors))
            choose(trainer, step, principle_of(step))
            expect_said(trainer, "fill-right")
            expect(act(trainer, "next")).to_be_focused()
            act(trainer, "next").click()
        expect_said(trainer, "fill-more")
        act(trainer, "more").click()
        expect(trainer.locator("[data-heading]")).to_be_focused()
    assert practised(page) == [
        {"stage": "fill", "score": 1, "level": level, "revision": 1} for level in (1, 2, 3)
    ]
    expect(trainer.locator("[data-passed=fill]")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_wrongly_is_told_for_line_and_reason(
    page: Page, language: Language
) -> None:
    trainer = open_trainer(page, language, stage="fill")
    trainer.locator("[name=level]").select_option("4")
    check(trainer)
    expect_said(trainer, "fill-empty", language)
    solve, bradley, _, last = STEPS[-4:]
    choose(trainer, WRONG.id, principle_of(solve))
    expect_said(trainer, "fill-principle", language)
    expect(trainer.locator("form[data-panel=fill] [data-wrong-lines] > li:visible")).to_have_count(
        1
    )
    expect(trainer.locator(f".steps > [data-step='{solve}']")).to_have_attribute(
        "data-mark", "wrong"
    )
    act(trainer, "next").click()
    choose(trainer, bradley, principle_of(last))
    expect_said(trainer, "fill-line", language)
    act(trainer, "next").click()
    choose(trainer, last, principle_of(last))
    expect_said(trainer, "fill-wrong", language)
    number = word("derivation.step", language).replace("[number]", str(len(STEPS)))
    expect(trainer.locator("[data-other-step]:visible")).to_have_text(number)
    act(trainer, "next").click()
    choose(trainer, last, principle_of(last))
    act(trainer, "next").click()
    expect_said(trainer, "fill-again", language)
    assert practised(page) == [{"stage": "fill", "score": 0.5, "level": 4, "revision": 1}]
    act(trainer, "again").click()
    expect(trainer.locator("[name=line]:checked")).to_have_count(0)
    expect(trainer.locator("[name=level]")).to_have_value("4")


def test_with_every_line_hidden_the_stage_is_passed(page: Page) -> None:
    trainer = open_trainer(page, stage="fill")
    trainer.locator("[name=level]").select_option(str(len(STEPS)))
    for step in STEPS:
        choose(trainer, step, principle_of(step))
        act(trainer, "next").click()
    expect_said(trainer, "fill-done")
    expect(trainer.locator("[data-passed=fill]")).to_be_visible()
    act(trainer, "go-blank").click()
    expect(trainer).to_have_attribute("stage", "blank")


@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_page_is_written_to_its_end(page: Page, language: Language) -> None:
    trainer = open_trainer(page, language, stage="blank")
    for at, step in enumerate(LOSS.steps):
        expect_steps(trainer, *STEPS[:at])
        if step.typed:
            write(trainer, step.id, step.typed.typed)
            expect_said(trainer, "blank-right", language)
        else:
            asked = trainer.locator(f"[data-ask='{step.id}']")
            expect(asked).to_contain_text(word("trainer.self", language))
            write(trainer, step.id, "J = E[r] - beta KL")
            expect_said(trainer, "blank-judge", language)
            expect_steps(trainer, *STEPS[: at + 1])
            act(trainer, "had").click()
            expect_said(trainer, "blank-had", language)
        expect(act(trainer, "next")).to_be_focused()
        act(trainer, "next").click()
    expect_said(trainer, "blank-full", language)
    expect(trainer.locator("[data-number=self]")).to_have_text("2")
    assert practised(page) == [{"stage": "blank", "score": 1, "revision": 1}]
    expect(trainer.locator("[data-passed=blank]")).to_be_visible()


def test_blank_page_names_mistakes_and_says_what_it_cannot_read(page: Page) -> None:
    trainer = open_trainer(page, stage="blank")
    check(trainer)
    expect_said(trainer, "blank-empty")
    write(trainer, STEPS[0], "maximise the reward")
    act(trainer, "missed").click()
    act(trainer, "next").click()
    typed = LOSS.steps[1].typed
    assert typed
    for at, mistake in enumerate(typed.mistakes):
        write(trainer, STEPS[1], mistake.typed)
        expect_said(trainer, "blank-mistake")
        named = trainer.locator("[data-mistakes] > li:visible")
        expect(named).to_have_count(1)
        expect(named).to_have_attribute("data-says", f"mistake {at}")
        expect(named).to_contain_text(mistake.name.en)
    write(trainer, STEPS[1], "pi + r")
    expect_said(trainer, "blank-wrong")
    expect(trainer.locator("[data-mistakes] > li:visible")).to_have_count(0)
    write(trainer, STEPS[1], "log(pi/piref")
    expect(trainer.locator("[data-result=unread]:visible")).to_have_count(1)
    expect(trainer.locator("[data-unread=incomplete]:visible")).to_have_count(1)
    expect_steps(trainer, STEPS[0])
    act(trainer, "show").click()
    expect_said(trainer, "blank-shown")
    for step in STEPS[2:]:
        act(trainer, "next").click()
        if step == "gibbs":
            write(trainer, step, "KL >= 0")
            act(trainer, "had").click()
        else:
            act(trainer, "show").click()
    act(trainer, "next").click()
    expect_said(trainer, "blank-done")
    expect(trainer.locator("[data-score]")).to_contain_text("1 / 9")
    assert practised(page) == [{"stage": "blank", "score": 1 / 9, "revision": 1}]
    act(trainer, "afresh").click()
    expect_steps(trainer)
    expect(trainer.locator("[data-ask]:visible input")).to_have_value("")


def test_words_on_a_step_do_not_come_after_who_goes_on_at_once(page: Page) -> None:
    trainer = open_trainer(page, stage="blank")
    write(trainer, STEPS[0], "J")
    expect_said(trainer, "blank-judge")
    trainer.evaluate(
        """node => {
          const form = node.querySelector('[data-panel="blank"]')
          for (const act of ['had', 'next']) form.querySelector(`[data-act=${act}]`).click()
        }"""
    )
    page.wait_for_timeout(300)
    expect(trainer.locator("[data-result]:visible")).to_have_count(0)
