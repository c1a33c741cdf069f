"""The derivation of the DPO loss, as tests practise it again and again."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.answers import principles
from macros.model.base import Language
from macros.model.derivation import Derivation
from tests.browser.drill import STORE, content, events, place, word

LOSS: Derivation = next(it for it in content().paper("dpo").derivations if it.id == "loss")
ID = "dpo.derivation.loss"
STEPS = [step.id for step in LOSS.steps]
WRONG = LOSS.distractors[0]
STAGES = ("read", "order", "fill", "blank")


def open_trainer(page: Page, language: Language = "en", stage: str = "read") -> Locator:
    """Open the box of the derivation of the loss, at a stage."""
    page.goto(place("practice/dpo/", language))
    summary = page.locator(f"details:has([id='{ID}']) > summary")
    trainer = trainer_of(page)
    if not trainer.is_visible():
        summary.click()
    expect(trainer).to_have_attribute("ready", "")
    if stage != "read":
        control(trainer, stage).check()
    return trainer


def trainer_of(page: Page) -> Locator:
    return page.locator(f"derivation-trainer[id='{ID}']")


def control(trainer: Locator, stage: str) -> Locator:
    return trainer.locator(f"[data-stages] [value={stage}]")


def act(trainer: Locator, name: str) -> Locator:
    """Return the button in view that does something."""
    return trainer.locator(f"[data-act={name}]:visible")


def check(trainer: Locator) -> None:
    trainer.locator("[type=submit]:visible").first.click()


def expect_said(trainer: Locator, text: str, language: Language = "en") -> None:
    """Expect one result in view, in words."""
    shown = trainer.locator("[data-result]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_text(word(f"trainer.{text}", language))


def expect_steps(trainer: Locator, *ids: str) -> None:
    """Expect these steps in view, and no other."""
    shown = trainer.locator(".steps > li:visible")
    expect(shown).to_have_count(len(ids))
    assert shown.evaluate_all("all => all.map(each => each.dataset.step)") == list(ids)


def put_in_order(trainer: Locator, ids: Sequence[str]) -> None:
    """Bring the lines into an order, as if by many moves."""
    trainer.locator("order-list").evaluate(
        """(list, detail) => {
          list.dispatchEvent(new CustomEvent('order-restore', {detail}))
          list.dispatchEvent(new CustomEvent('order-change', {bubbles: true}))
        }""",
        list(ids),
    )


def principle_of(step: str) -> str:
    """Return the value of the choice that justifies a step."""
    words = next(it.principle.en for it in LOSS.steps if it.id == step)
    return next(at for at, principle in principles(LOSS) if principle.en == words)


def choose(trainer: Locator, line: str, principle: str) -> None:
    trainer.locator(f"[name=line][value='{line}']").check()
    trainer.locator(f"[name=principle][value='{principle}']").check()
    check(trainer)


def practised(page: Page) -> list[dict[str, Any]]:
    """Read the attempts in the log."""
    log = events(page, "derivation-practised")
    assert all(each["subject"] == ID for each in log)
    return [each["data"] for each in log]


def kept(page: Page) -> Any:
    return page.evaluate(
        f"async key => {{ {STORE}; await store.flush(); return store.readDraft(key) }}",
        f"derivation:{ID}",
    )


def write(trainer: Locator, step: str, text: str) -> None:
    field = trainer.locator(f"[data-ask='{step}'] :is([name=typed], [name=own])")
    expect(field).to_be_visible()
    field.fill(text)
    check(trainer)
