"""A reader who drills a paper: what the browser tests do again and again."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.content import Library, read_library
from macros.model.base import Language

PAPERS = ("attention", "clip", "dpo", "chinchilla")
LANGUAGES: tuple[Language, Language] = ("en", "es")
PHASES = {"title": 2, "figures": 3, "method": 7, "experiments": 4, "ablations": 2, "limitations": 2}
"""What each gets of the twenty minutes."""
CRITERIA = 4
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When a drill starts whose clock the test holds."""


@cache
def content() -> Library:
    """Read what the site says."""
    return read_library(Path(__file__).parents[2] / "docs/_content", [])


def word(name: str, language: Language) -> str:
    """Return a word of the interface."""
    return content().strings[name][language]


def place(path: str, language: Language) -> str:
    """Return the address of a page: `place("cards/", "es")`."""
    return f"/es/{path}" if language == "es" else f"/{path}"


def open_paper(page: Page, paper: str = "dpo", language: Language = "en", link: str = "") -> None:
    """Open a paper and wait until its drill is ready; a link may name a `#fragment`."""
    page.goto(place(f"papers/{paper}/{link}", language))
    expect(page.locator("paper-drill[ready]")).to_be_attached()


def lay_out(page: Page) -> None:
    """Do what any reader does, and wait until what is far down the page stands in its place."""
    page.mouse.move(1, 1)
    page.wait_for_function("() => !document.documentElement.classList.contains('late')")


def stop_time(page: Page) -> None:
    """Before any page is opened: from here on time passes only where the test says so."""
    page.clock.install(time=NOON - timedelta(minutes=1))
    page.clock.pause_at(NOON)


def start(page: Page, *, mode: str = "guided", pace: str = "1") -> None:
    """Start the twenty minutes."""
    panel = page.locator("paper-drill > .start")
    panel.locator(f'[name="mode"][value="{mode}"]').check()
    if pace != "1":
        panel.locator("summary").first.click()
        panel.locator('[name="pace"]').select_option(pace)
    act(page, "start").click()
    expect_stage(page, "run")


def start_at_noon(page: Page, paper: str = "dpo", *, mode: str = "guided", pace: str = "1") -> None:
    """Start a drill whose clock the test holds."""
    stop_time(page)
    open_paper(page, paper)
    start(page, mode=mode, pace=pace)


def act(page: Page, name: str) -> Locator:
    """Return the button that does something now."""
    return page.locator(f'paper-drill [data-act="{name}"]:visible')


def expect_stage(page: Page, stage: str) -> None:
    """Expect one stage of the drill in view, and no other."""
    expect(page.locator("paper-drill")).to_have_attribute("stage", stage)
    expect(page.locator("paper-drill > [data-stage]:visible")).to_have_count(1)


def field(page: Page, phase: str) -> Locator:
    """Return where the words of a phase are written."""
    return page.locator(f'drill-run textarea[name="{phase}"]')


def phase_now(page: Page) -> Locator:
    """Return the phase that is running."""
    return page.locator("drill-run .phase.is-now")


def clock(page: Page, what: str) -> Locator:
    """Return what is left in the phase, or in all (`total`)."""
    return page.locator(f'drill-run [role="timer"] [data-clock="{what}"]')


def expect_clock(page: Page, phase: str, total: str) -> None:
    """Expect what the clock shows: left in the phase, left in all."""
    expect(clock(page, "phase")).to_have_text(phase)
    expect(clock(page, "total")).to_have_text(total)


def pass_time(page: Page, minutes: float) -> None:
    """Let time pass with the page awake: every timer comes round."""
    page.clock.run_for(round(minutes * 60_000))


def let_follow(page: Page) -> None:
    """Give a tab whose time stands still the second after which it knows that it follows."""
    page.clock.run_for(1000)


def sleep(page: Page, minutes: float) -> None:
    """Let time pass with the machine asleep: it jumps, and each timer comes round once."""
    page.clock.fast_forward(round(minutes * 60_000))


def to_review(page: Page, words: dict[str, str] | None = None) -> None:
    """Write some words and stop at once, from the first phase."""
    for phase, text in (words or {}).items():
        while not field(page, phase).is_visible():
            act(page, "next").click()
        field(page, phase).fill(text)
    act(page, "stop").click()
    expect_stage(page, "review")


def to_discussion(page: Page) -> None:
    """Stop at once, and go on to the questions."""
    to_review(page)
    act(page, "done").click()
    expect_stage(page, "discussion")


def to_rubric(page: Page) -> None:
    """Go on to the rubric without answering anything."""
    to_discussion(page)
    act(page, "finish").click()
    expect_stage(page, "rubric")


def to_card(page: Page) -> None:
    """Go on to the card without scoring."""
    to_rubric(page)
    act(page, "skip").click()
    expect_stage(page, "card")


AT_THE_TOP = """node => {
  const {top, height} = node.getBoundingClientRect()
  const bar = document.querySelector('header').getBoundingClientRect().bottom
  return top + Math.min(height, 40) / 2 > bar && top < 200
}"""


def expect_at_the_top(page: Page, target: Locator) -> None:
    """Expect something where a link puts it: under the bar, at the top of what is in view."""
    expect(target).to_be_in_viewport()
    page.wait_for_function(AT_THE_TOP, arg=target.element_handle(), timeout=5000)


STORE = (
    "const {module} = document.querySelector('[data-module]').dataset;"
    " const {sharedStore} = await import(new URL(module, document.baseURI));"
    " const store = await sharedStore()"
)
"""Within a page: the store that the page itself uses."""


def events(page: Page, *types: str) -> list[dict[str, Any]]:
    """Read the log through the page's own store: all of it, or some types."""
    log: list[dict[str, Any]] = page.evaluate(f"async () => {{ {STORE}; return store.events() }}")
    return [event for event in log if not types or event["type"] in types]


def draft(page: Page, paper: str = "dpo") -> Any:
    """Read what is kept of a drill under way."""
    return page.evaluate(
        f"async key => {{ {STORE}; return store.readDraft(key) }}", f"drill:{paper}"
    )
