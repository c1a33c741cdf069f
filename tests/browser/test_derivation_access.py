"""Practice of a derivation: kept, by keyboard, without a script, without storage, and open to all."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.model.base import Language
from tests.browser.drill import LANGUAGES, STORE, place, word
from tests.browser.test_axe import AXE, REFUSED, RUN_PART
from tests.browser.trainer import (
    ID,
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
    trainer_of,
    write,
)


def test_reload_and_the_other_language_find_everything_in_its_place(page: Page) -> None:
    trainer = open_trainer(page, stage="order")
    order = [STEPS[2], STEPS[0], WRONG.id]
    put_in_order(trainer, order)
    control(trainer, "fill").check()
    trainer.locator("[name=level]").select_option("3")
    choose(trainer, STEPS[-3], principle_of(STEPS[-3]))
    act(trainer, "next").click()
    trainer.locator(f"[name=line][value='{STEPS[-1]}']").check()
    control(trainer, "blank").check()
    write(trainer, STEPS[0], "J = …")
    act(trainer, "had").click()
    act(trainer, "next").click()
    trainer.locator(f"[data-ask='{STEPS[1]}'] input").fill("log(pi/piref)")

    def expect_all(language: Language) -> None:
        expect(trainer).to_have_attribute("ready", "")
        expect(trainer).to_have_attribute("stage", "blank")
        expect_steps(trainer, STEPS[0])
        expect(trainer.locator(f"[data-ask='{STEPS[1]}'] input")).to_have_value("log(pi/piref)")
        control(trainer, "fill").check()
        expect_steps(trainer, *STEPS[:-2])
        expect(trainer.locator("[name=line]:checked")).to_have_value(STEPS[-1])
        expect(trainer.locator("[name=principle]:checked")).to_have_count(0)
        control(trainer, "order").check()
        inside = trainer.locator("order-list ol > li")
        assert inside.evaluate_all("all => all.map(each => each.dataset.step)") == order
        expect(trainer.locator(".segments")).to_contain_text(word("trainer.blank", language))
        control(trainer, "blank").check()
        kept(page)

    kept(page)
    page.reload()
    expect_all("en")
    page.locator("a[data-language]:visible").first.click()
    page.wait_for_url("**/es/practice/dpo/**")
    expect_all("es")
    draft = kept(page)
    assert set(draft) == {"revision", "open", "stage", "order", "fill", "blank"}
    assert practised(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_derivation_is_practised_by_keyboard_alone(page: Page, language: Language) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(place("practice/dpo/", language))
    page.locator(f"details:has([id='{ID}']) > summary").focus()
    page.keyboard.press("Enter")
    trainer = trainer_of(page)
    expect(trainer).to_have_attribute("ready", "")
    page.keyboard.press("Tab")
    expect(control(trainer, "read")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(trainer).to_have_attribute("stage", "order")
    move_by_keys(page, trainer)
    press(page, trainer.locator("form[data-panel=order] [type=submit]"))
    expect_said(trainer, "order-right", language)
    press(page, act(trainer, "go-fill"))
    tab_to(page, trainer.locator("[name=line]:visible").first)
    pick(page, trainer, "line", STEPS[-1])
    page.keyboard.press("Tab")
    tab_to(page, trainer.locator("[name=principle]").first)
    pick(page, trainer, "principle", principle_of(STEPS[-1]))
    page.keyboard.press("Enter")
    expect_said(trainer, "fill-right", language)
    page.keyboard.press("Enter")
    expect_said(trainer, "fill-more", language)
    press(page, act(trainer, "go-blank"))
    for step in LOSS.steps:
        field = trainer.locator(f"[data-ask='{step.id}'] input")
        tab_to(page, field)
        page.keyboard.type(step.typed.typed if step.typed else "J")
        page.keyboard.press("Enter")
        if not step.typed:
            expect(act(trainer, "had")).to_be_focused()
            page.keyboard.press("Enter")
        expect(act(trainer, "next")).to_be_focused()
        page.keyboard.press("Enter")
    expect_said(trainer, "blank-full", language)
    expect(act(trainer, "afresh")).to_be_focused()
    assert [each["stage"] for each in practised(page)] == ["order", "fill", "blank"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, "the page scrolls sideways"


def press(page: Page, button: Locator) -> None:
    tab_to(page, button)
    page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    """Press the tab key until something has the focus."""
    for _ in range(120):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no tab leads to {target}")


def pick(page: Page, trainer: Locator, name: str, value: str) -> None:
    """Choose one of several by the arrows."""
    page.keyboard.press("Space")
    for _ in range(len(STEPS) + len(LOSS.distractors)):
        if trainer.locator(f"[name={name}][value='{value}']").is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {value}")


def move_by_keys(page: Page, trainer: Locator) -> None:
    """Sort the lines by Alt with the arrows, and leave out what belongs nowhere."""
    lines = trainer.locator("order-list ol")
    for wrong in LOSS.distractors:
        lines.locator(f"[data-step='{wrong.id}'] [data-move=out]").focus()
        page.keyboard.press("Enter")
    for at, step in enumerate(STEPS):
        line = lines.locator(f"[data-step='{step}']")
        line.locator("[data-move=up]").focus()
        for _ in range(len(STEPS)):
            here = line.evaluate("node => [...node.parentElement.children].indexOf(node)")
            if here == at:
                break
            page.keyboard.press("Alt+ArrowUp" if here > at else "Alt+ArrowDown")
            expect(line.locator(":focus")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_derivation_is_read(
    new_context: Callable[..., BrowserContext], language: Language
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(place("practice/dpo/", language))
    page.locator(f"details:has([id='{ID}']) > summary").click()
    trainer = trainer_of(page)
    expect(trainer.locator(".steps > li:visible")).to_have_count(len(STEPS))
    expect(trainer.locator("form:visible, fieldset:visible, button:visible")).to_have_count(0)
    expect(trainer.locator("[role=status] > :visible, [data-about]:visible")).to_have_count(0)


def test_storage_that_is_refused_stops_nothing(page: Page) -> None:
    page.add_init_script(f"({REFUSED})()")
    trainer = open_trainer(page, stage="order")
    put_in_order(trainer, STEPS)
    check(trainer)
    expect_said(trainer, "order-right")
    act(trainer, "go-fill").click()
    choose(trainer, STEPS[-1], principle_of(STEPS[-1]))
    expect_said(trainer, "fill-right")
    assert len(practised(page)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        "words",
        {"revision": 1, "stage": "nowhere", "order": {"ids": [1]}, "fill": {"level": 99}},
        {"revision": 1, "stage": "fill", "fill": {"level": 3, "at": 2, "choices": {}}},
        {"revision": 1, "stage": "blank", "blank": {"at": 3, "lines": {"objective": {"text": 5}}}},
        {"revision": 0, "stage": "blank"},
    ],
)
def test_a_draft_that_does_not_fit_is_no_trouble(page: Page, draft: Any) -> None:
    page.goto(place("practice/dpo/", "en"))
    page.evaluate(
        f"async ([key, value]) => {{ {STORE}; store.saveDraft(key, value); await store.flush() }}",
        [f"derivation:{ID}", draft],
    )
    trainer = open_trainer(page)
    for stage in STAGES:
        control(trainer, stage).check()
        expect(trainer).to_have_attribute("stage", stage)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stage_has_a_violation(
    new_context: Callable[..., BrowserContext], language: Language, scheme: str
) -> None:
    context = new_context(
        color_scheme=scheme, viewport={"width": 360, "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    trainer = open_trainer(page, language)
    found: list[str] = []

    def look(state: str) -> None:
        violations = page.evaluate(RUN_PART, ["details.trainer[open]", {}])
        found.extend(f"{state}: {violation}" for violation in violations)

    look("read")
    control(trainer, "order").check()
    look("order")
    check(trainer)
    expect_said(trainer, "order-wrong", language)
    look("order, marked")
    put_in_order(trainer, STEPS)
    check(trainer)
    expect_said(trainer, "order-right", language)
    look("order, right")
    control(trainer, "fill").check()
    look("fill")
    choose(trainer, WRONG.id, principle_of(STEPS[-1]))
    look("fill, marked")
    act(trainer, "next").click()
    look("fill, at the end")
    control(trainer, "blank").check()
    look("blank, not checked")
    write(trainer, STEPS[0], "J")
    look("blank, to judge")
    act(trainer, "had").click()
    act(trainer, "next").click()
    write(trainer, STEPS[1], "log(piref/pi) - r/beta")
    expect_said(trainer, "blank-mistake", language)
    look("blank, mistake")
    assert not found, "\n".join(found)
