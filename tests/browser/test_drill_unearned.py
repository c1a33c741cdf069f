"""What is not earned is not in view."""

import re
from typing import TypedDict

import pytest
from playwright.sync_api import Page, expect

from macros.model.base import Language
from tests.browser.drill import (
    LANGUAGES,
    PAPERS,
    PHASES,
    act,
    expect_stage,
    lay_out,
    open_paper,
    phase_now,
    start,
    to_card,
    to_discussion,
    to_review,
    to_rubric,
)


class Block(TypedDict):
    """A sentence or so of the page."""

    text: str
    phase: str
    """The phase of the plan that it belongs to, if it does."""
    part: str
    """`plan` (what to read and skip), `reference`, `question`, `answer` or `other`."""
    follow_up: str


BLOCKS = """() => {
  const article = document.querySelector('article')
  for (const each of article.querySelectorAll('details')) each.open = true
  const blocks = article.querySelectorAll('li, dd, dt, p, th, blockquote, legend, .follow-up__ask, .equation__scroll, .step__line')
  return [...blocks].filter(each => !each.closest('paper-drill')).map(each => {
    const within = selector => each.closest(selector)
    return {
      text: each.innerText,
      phase: within('.plan > li')?.dataset.phase ?? '',
      part: within('.plan__read, .plan__skip') ? 'plan'
        : within('.plan__yield .units') ? 'reference'
        : within('.follow-up__ask') ? 'question'
        : within('.follow-up .units') ? 'answer'
        : 'other',
      follow_up: within('.follow-up')?.id ?? '',
    }
  })
}"""

SEEN = "() => document.body.innerText"


def plain(text: str) -> str:
    """Leave the letters alone, so that line breaks and the marks of an equation do not matter."""
    return re.sub(r"[\W_]+", "", text)


def read_blocks(page: Page) -> list[Block]:
    """Read everything that the page says of its paper, while all of it is in view."""
    lay_out(page)
    blocks: list[Block] = [
        block | {"text": plain(block["text"])[:50]} for block in page.evaluate(BLOCKS)
    ]
    # A short piece may stand anywhere; a question is its own, however short.
    least = {"question": 8}
    blocks = [block for block in blocks if len(block["text"]) > least.get(block["part"], 20)]
    seen = plain(page.evaluate(SEEN))
    assert [block for block in blocks if block["text"] not in seen] == [], "the check can see"
    for part in ("plan", "reference", "question", "answer", "other"):
        assert len([block for block in blocks if block["part"] == part]) >= 12
    page.reload()
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    return blocks


def in_view(page: Page, blocks: list[Block]) -> list[Block]:
    """Find what of it is in view."""
    seen = plain(page.evaluate(SEEN))
    return [block for block in blocks if block["text"] in seen]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_guided_run_shows_this_phase_of_the_plan_alone(
    page: Page, paper: str, language: Language
) -> None:
    open_paper(page, paper, language)
    blocks = read_blocks(page)
    start(page)
    for phase in PHASES:
        expect(phase_now(page)).to_have_attribute("data-phase", phase)
        seen = in_view(page, blocks)
        assert {(block["part"], block["phase"]) for block in seen} == {("plan", phase)}
        visible = page.locator("drill-run .phase:visible h2:visible")
        expect(visible).to_have_count(1)
        act(page, "next").click()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_cold_round_shows_nothing_of_the_paper_before_and_while_it_runs(
    page: Page, paper: str, language: Language
) -> None:
    open_paper(page, paper, language)
    blocks = read_blocks(page)
    page.goto("about:blank")
    open_paper(page, paper, language, "#cold")
    expect(act(page, "start")).to_be_visible()
    expect(page.locator('[name="mode"]:checked')).to_have_value("cold")
    assert in_view(page, blocks) == []
    start(page, mode="cold")
    for phase in PHASES:
        expect(phase_now(page)).to_have_attribute("data-phase", phase)
        assert in_view(page, blocks) == []
        act(page, "next").click()


def test_cold_round_is_cold_after_a_reload(page: Page) -> None:
    open_paper(page)
    blocks = read_blocks(page)
    start(page, mode="cold")
    page.reload()
    expect_stage(page, "run")
    assert in_view(page, blocks) == []


def test_comparison_shows_the_reference_and_nothing_else(page: Page) -> None:
    open_paper(page)
    blocks = read_blocks(page)
    start(page)
    to_review(page)
    seen = in_view(page, blocks)
    assert {block["part"] for block in seen} == {"reference"}
    assert {block["phase"] for block in seen} == set(PHASES)


def test_discussion_shows_one_question_and_its_answer_when_asked(page: Page) -> None:
    open_paper(page)
    blocks = read_blocks(page)
    start(page)
    to_discussion(page)
    for _ in range(3):
        (question,) = {block["follow_up"] for block in in_view(page, blocks)}
        assert {block["part"] for block in in_view(page, blocks)} == {"question"}
        act(page, "reveal").click()
        seen = in_view(page, blocks)
        assert {block["part"] for block in seen} == {"question", "answer"}
        assert {block["follow_up"] for block in seen} == {question}
        act(page, "forgotten").click()


def test_rubric_and_card_show_nothing_of_the_paper(page: Page) -> None:
    open_paper(page)
    blocks = read_blocks(page)
    start(page)
    to_rubric(page)
    assert in_view(page, blocks) == []
    act(page, "skip").click()
    expect_stage(page, "card")
    assert in_view(page, blocks) == []


def test_paper_is_all_in_view_again_when_the_drill_is_done(page: Page) -> None:
    open_paper(page)
    blocks = read_blocks(page)
    start(page)
    to_card(page)
    act(page, "skip").click()
    expect_stage(page, "finished")
    act(page, "study").click()
    page.evaluate(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true }"
    )
    assert in_view(page, blocks) == blocks


WATCH_FRAMES = """
  globalThis.flashes = 0
  const look = () => {
    if (document.querySelector('.claim')?.checkVisibility()) flashes++
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
"""


def test_cold_link_does_not_flash_the_paper(page: Page) -> None:
    page.add_init_script(WATCH_FRAMES)
    open_paper(page, link="#cold")
    assert page.evaluate("flashes") == 0


def test_reload_does_not_flash_the_paper(page: Page) -> None:
    page.add_init_script(WATCH_FRAMES)
    open_paper(page)
    assert page.evaluate("flashes") > 0
    start(page)
    page.reload()
    expect_stage(page, "run")
    assert page.evaluate("flashes") == 0
