"""The clock of a drill is the wall's, whatever happens to the page."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from macros.model.base import Language
from tests.browser.drill import (
    LANGUAGES,
    NOON,
    PHASES,
    act,
    clock,
    content,
    draft,
    events,
    expect_clock,
    expect_stage,
    field,
    open_paper,
    pass_time,
    phase_now,
    sleep,
    start,
    start_at_noon,
    stop_time,
    word,
)

HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', {value: hidden, configurable: true})
  document.dispatchEvent(new Event('visibilitychange'))
}"""

MINUTE_MS = 60_000


# The display rounds up to a second: it is compared with the time at which it changes.
AT_THE_NEXT_TICK = """() => new Promise(resolve => {
  const total = document.querySelector('[role=timer] [data-clock="total"]')
  new MutationObserver(() => resolve([total.textContent, Date.now()]))
    .observe(total, {childList: true, characterData: true, subtree: true})
})"""


def seconds_left(page: Page) -> int:
    """Read how much is left in all."""
    minutes, seconds = clock(page, "total").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


# Asleep, in the background, closed


def test_clock_is_right_after_twenty_minutes_with_five_asleep(page: Page) -> None:
    start_at_noon(page, pace="1.5")
    pass_time(page, 10)
    sleep(page, 5)
    expect_clock(page, "3:00", "15:00")
    pass_time(page, 5)
    expect_clock(page, "4:00", "10:00")
    expect(phase_now(page)).to_have_attribute("data-phase", "experiments")


def test_machine_that_slept_past_the_end_wakes_up_at_the_comparison(page: Page) -> None:
    start_at_noon(page)
    field(page, "title").fill("before sleep")
    pass_time(page, 1)
    sleep(page, 60)
    expect_stage(page, "review")
    (ended,) = events(page, "drill-ended")
    assert ended["data"]["outcome"] == "finished"
    assert ended["data"]["words"] == {"title": "before sleep"}
    assert ended["data"]["spentMs"] == {phase: n * MINUTE_MS for phase, n in PHASES.items()}


def test_clock_is_right_in_a_throttled_background_tab(page: Page) -> None:
    start_at_noon(page)
    page.evaluate(HIDE, True)
    for minute in range(1, 20):
        sleep(page, 1)  # a hidden tab is let run once a minute
        left = {2: "3:00", 5: "7:00", 9: "3:00", 15: "1:00", 19: "1:00"}.get(minute)
        if left:
            assert page.title().startswith(f"{left} · ")
    page.evaluate(HIDE, False)
    expect_clock(page, "1:00", "1:00")


def test_reload_keeps_words_phase_and_clock(page: Page) -> None:
    start_at_noon(page)
    field(page, "title").fill("a claim")
    pass_time(page, 3.5)
    field(page, "figures").fill("typed at the last moment")
    page.reload()
    expect_stage(page, "run")
    expect_clock(page, "1:30", "16:30")
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect(field(page, "title")).to_have_value("a claim")
    expect(field(page, "figures")).to_have_value("typed at the last moment")


def test_clock_goes_on_while_the_page_is_closed(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 1)
    page.goto("/about/")
    sleep(page, 6.5)
    open_paper(page)
    expect_clock(page, "4:30", "12:30")


def test_switching_the_language_keeps_words_phase_and_clock(page: Page) -> None:
    start_at_noon(page)
    field(page, "title").fill("a claim")
    pass_time(page, 6)
    field(page, "method").fill("an equation")
    page.locator("a[data-language]").click()
    page.wait_for_url("**/es/papers/dpo/*")
    expect_stage(page, "run")
    expect_clock(page, "6:00", "14:00")
    expect(field(page, "title")).to_have_value("a claim")
    expect(field(page, "method")).to_have_value("an equation")
    title = content().protocol.phases[2].title["es"]
    expect(phase_now(page).locator("h2")).to_have_text(title)
    expect(page.locator("[data-elsewhere]")).to_be_hidden()

    field(page, "method").fill("una ecuación")
    pass_time(page, 1)
    page.locator("a[data-language]").click()
    page.wait_for_url("**/papers/dpo/*")
    expect_clock(page, "5:00", "13:00")
    expect(field(page, "method")).to_have_value("una ecuación")


def test_killed_browser_has_lost_no_word_older_than_300_ms(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    watch: Callable[[BrowserContext], BrowserContext],
    tmp_path: Path,
    site_url: str,
) -> None:
    def open_browser() -> Page:
        context = watch(
            playwright.chromium.launch_persistent_context(
                tmp_path, base_url=site_url, **browser_type_launch_args
            )
        )
        return context.pages[0]

    page = open_browser()
    open_paper(page)
    start(page)
    started = events(page, "drill-started")[0]["at"]
    act(page, "next").click()
    field(page, "figures").fill("older than 300 ms")
    page.evaluate("globalThis.typed = performance.now()")
    page.wait_for_function("() => performance.now() - typed > 300")
    with suppress(Error):  # there is nobody left to answer
        page.context.new_cdp_session(page).send("Browser.crash")
    with suppress(Error):
        page.context.close()

    page = open_browser()
    open_paper(page)
    expect_stage(page, "run")
    expect(page.locator("[data-elsewhere]")).to_be_hidden()
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect(field(page, "figures")).to_have_value("older than 300 ms")
    skipped = 2 * MINUTE_MS - draft(page)["clock"]["spentMs"]["title"]
    shown, now = page.evaluate(AT_THE_NEXT_TICK)
    minutes, seconds = map(int, shown.split(":"))
    expected = 20 * MINUTE_MS - skipped - (now - started)
    assert abs(minutes * 60 + seconds - expected / 1000) <= 1
    page.context.close()


# A system clock that is set


def test_system_clock_set_back_ten_minutes_changes_nothing(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 3)
    page.clock.set_system_time(NOON - timedelta(minutes=7))
    pass_time(page, 1)
    assert abs(seconds_left(page) - 16 * 60) <= 1
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    page.reload()
    expect_stage(page, "run")
    assert abs(seconds_left(page) - 16 * 60) <= 1


def test_system_clock_set_back_while_the_page_is_closed_changes_nothing(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 4 / 60)  # while nothing happens the draft learns the time less often
    page.goto("/about/")
    page.clock.set_system_time(NOON - timedelta(minutes=10))
    open_paper(page)
    expect_stage(page, "run")
    assert abs(seconds_left(page) - (20 * 60 - 4)) <= 1
    pass_time(page, 1)
    assert abs(seconds_left(page) - (19 * 60 - 4)) <= 1


def test_system_clock_set_back_does_not_stop_a_question(page: Page) -> None:
    start_at_noon(page)
    act(page, "stop").click()
    act(page, "done").click()
    pass_time(page, 0.5)
    left = page.locator("drill-discussion [data-clock]")
    expect(left).to_have_text("0:30")
    page.clock.set_system_time(NOON - timedelta(minutes=10))
    pass_time(page, 1 / 4)
    expect(left).to_have_text("0:15")


# What a reader does to the clock


def test_pause_lasts_over_sleep_and_reload(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 1)
    act(page, "pause").click()
    expect(act(page, "resume")).to_be_focused()
    sleep(page, 60)
    expect_clock(page, "1:00", "19:00")
    page.reload()
    expect_stage(page, "run")
    sleep(page, 60)
    expect_clock(page, "1:00", "19:00")
    act(page, "resume").click()
    expect(act(page, "pause")).to_be_focused()
    pass_time(page, 0.5)
    expect_clock(page, "0:30", "18:30")


def test_skipping_gives_the_next_phase_its_own_minutes(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 1)
    act(page, "next").click()
    expect_clock(page, "3:00", "18:00")
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect(phase_now(page).locator("h2")).to_be_focused()


def test_time_can_be_stretched_freed_and_brought_back(page: Page) -> None:
    start_at_noon(page)

    def choose(pace: str) -> None:
        page.locator(f'[name="run-pace"][value="{pace}"]').check()

    act(page, "next").click()
    for pace, phase, total in [
        ("1.25", "3:45", "22:30"),
        ("1.5", "4:30", "27:00"),
        ("2", "6:00", "36:00"),
        ("1", "3:00", "18:00"),
    ]:
        choose(pace)
        expect_clock(page, phase, total)

    choose("0")
    free = page.locator("[data-clock-free]")
    expect(free).to_be_visible()
    pass_time(page, 20)
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect(clock(page, "phase")).to_have_text("20:00")
    expect(clock(page, "total")).to_be_hidden()
    page.reload()
    expect(free).to_be_visible()
    expect(clock(page, "phase")).to_have_text("20:00")

    choose("1")  # the phase has had more than its three minutes
    expect(free).to_be_hidden()
    expect(phase_now(page)).to_have_attribute("data-phase", "method")
    expect_clock(page, "7:00", "15:00")
    pass_time(page, 1)
    choose("2")
    expect_clock(page, "13:00", "29:00")


@pytest.mark.parametrize(("pace", "total"), [("1.25", "25:00"), ("1.5", "30:00"), ("2", "40:00")])
def test_drill_starts_with_the_time_that_was_chosen(page: Page, pace: str, total: str) -> None:
    start_at_noon(page, pace=pace)
    expect(clock(page, "total")).to_have_text(total)
    expect(page.locator('[name="run-pace"]:checked')).to_have_value(pace)


def test_drill_without_limit_waits_for_the_reader(page: Page) -> None:
    start_at_noon(page, pace="0")
    pass_time(page, 45)
    expect(phase_now(page)).to_have_attribute("data-phase", "title")
    act(page, "next").click()
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")


def test_stopping_leads_to_the_comparison_and_says_how_long_it_took(page: Page) -> None:
    start_at_noon(page)
    pass_time(page, 3)
    act(page, "stop").click()
    expect_stage(page, "review")
    (ended,) = events(page, "drill-ended")
    assert ended["data"]["outcome"] == "stopped"
    spent = dict.fromkeys(PHASES, 0) | {"title": 2 * MINUTE_MS, "figures": MINUTE_MS}
    assert ended["data"]["spentMs"] == spent
    shown = page.locator("drill-review [data-spent]").all_inner_texts()
    assert shown == ["2:00", "1:00", "0:00", "0:00", "0:00", "0:00"]


# What the clock says


def test_title_shows_the_time_that_is_left(page: Page) -> None:
    stop_time(page)
    open_paper(page)
    before = page.title()
    start(page)
    phases = content().protocol.phases
    expect(page).to_have_title(f"2:00 · {phases[0].short['en']} · {before}")
    pass_time(page, 1.5)
    expect(page).to_have_title(f"0:30 · {phases[0].short['en']} · {before}")
    pass_time(page, 1)
    expect(page).to_have_title(f"2:30 · {phases[1].short['en']} · {before}")
    act(page, "stop").click()
    expect(page).to_have_title(before)


def test_clock_is_a_timer_that_has_a_name_and_does_not_speak(page: Page) -> None:
    start_at_noon(page)
    timer = page.get_by_role("timer", name=word("drill.clock", "en"))
    expect(timer).to_be_visible()
    expect(timer).to_contain_text("2:00")
    assert timer.get_attribute("aria-live") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_clock_speaks_at_thresholds_and_not_otherwise(page: Page, language: Language) -> None:
    stop_time(page)
    open_paper(page, language=language)
    page.evaluate(
        """() => {
          globalThis.spoken = []
          const region = document.querySelector('drill-run [data-speak]')
          globalThis.watcher = new MutationObserver(() => {
            spoken.push([Math.round((Date.now() - noon) / 1000), region.textContent])
          })
          watcher.observe(region, {childList: true, characterData: true, subtree: true})
        }"""
    )
    page.evaluate("noon => { globalThis.noon = noon }", NOON.timestamp() * 1000)
    start(page)
    pass_time(page, 21)
    expect_stage(page, "review")

    said = [word(f"say.{name}", language) for name in ("one-minute", "half", "five-minutes")]
    now = [
        word("say.phase", language).replace("[phase]", phase.title[language])
        for phase in content().protocol.phases
    ]
    one_minute, half, five_minutes = said
    assert page.evaluate("spoken") == [
        [2 * 60, now[1]],
        [4 * 60, one_minute],
        [5 * 60, now[2]],
        [10 * 60, half],
        [11 * 60, one_minute],
        [12 * 60, now[3]],
        [15 * 60, f"{five_minutes}. {one_minute}"],
        [16 * 60, now[4]],
        [18 * 60, now[5]],
        [19 * 60, word("say.one-minute-total", language)],
        [20 * 60, word("say.done", language)],
    ]


def test_pausing_is_said(page: Page) -> None:
    start_at_noon(page)
    said = page.locator("drill-run [data-speak]")
    act(page, "pause").click()
    expect(said).to_have_text(word("say.paused", "en"))
    act(page, "resume").click()
    expect(said).to_have_text(word("say.resumed", "en"))


# Keys


def test_shortcuts_move_pause_and_give_more_time(page: Page) -> None:
    start_at_noon(page)
    field(page, "title").focus()
    page.keyboard.press("Alt+n")
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    page.keyboard.press("Alt+p")
    expect(act(page, "resume")).to_be_visible()
    page.keyboard.press("Alt+p")
    expect(act(page, "pause")).to_be_visible()
    for total in ("22:30", "27:00", "36:00"):
        page.keyboard.press("Alt+x")
        expect(clock(page, "total")).to_have_text(total)
    page.keyboard.press("Alt+x")
    expect(page.locator("[data-clock-free]")).to_be_visible()
    expect(field(page, "title")).to_have_value("")


def test_shortcut_for_more_time_never_takes_any_away(page: Page) -> None:
    start_at_noon(page)
    page.locator('[name="run-pace"][value="0"]').check()
    page.keyboard.press("Alt+x")
    expect(page.locator("[data-clock-free]")).to_be_visible()


@pytest.mark.parametrize("key", ["Control+Alt+n", "Shift+n", "n"])
def test_other_keys_type(page: Page, key: str) -> None:
    start_at_noon(page)
    field(page, "title").focus()
    page.keyboard.press(key)
    expect(phase_now(page)).to_have_attribute("data-phase", "title")


def test_shortcuts_are_shown_and_can_be_switched_off(page: Page) -> None:
    start_at_noon(page)
    keys = page.locator("drill-run .keys", has=page.locator("kbd"))
    keys.locator("summary").click()
    assert keys.locator("kbd").all_inner_texts() == ["Alt", "N", "Alt", "P", "Alt", "X"]
    keys.locator('[name="run-keys"]').uncheck()
    for key in ("Alt+n", "Alt+p", "Alt+x"):
        page.keyboard.press(key)
    expect_clock(page, "2:00", "20:00")
    expect(act(page, "pause")).to_be_visible()
    page.reload()
    expect_stage(page, "run")
    page.keyboard.press("Alt+n")
    expect_clock(page, "2:00", "20:00")


def test_shortcuts_can_be_switched_off_before_the_start(page: Page) -> None:
    stop_time(page)
    open_paper(page)
    page.locator(".start__options summary").first.click()
    page.locator('.start [name="keys"]').uncheck()
    start(page)
    page.keyboard.press("Alt+n")
    expect(phase_now(page)).to_have_attribute("data-phase", "title")
    expect(page.locator('[name="run-keys"]')).not_to_be_checked()
