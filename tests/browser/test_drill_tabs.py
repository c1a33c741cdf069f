"""The same drill in two tabs: one holds it, the other follows."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.drill import (
    act,
    draft,
    events,
    expect_stage,
    field,
    let_follow,
    open_paper,
    pass_time,
    phase_now,
    start,
    start_at_noon,
    to_card,
    to_discussion,
    to_review,
    to_rubric,
    word,
)


@pytest.fixture
def first(context: BrowserContext) -> Page:
    """Start a drill in a tab, with some words."""
    page = context.new_page()
    open_paper(page)
    start(page)
    field(page, "title").fill("from the first")
    return page


@pytest.fixture
def second(context: BrowserContext, first: Page) -> Page:
    """Open the same paper in another tab."""
    expect(field(first, "title")).to_have_value("from the first")
    page = context.new_page()
    open_paper(page)
    return page


def expect_following(page: Page) -> None:
    """Expect a tab to say that the drill is elsewhere."""
    notice = page.locator("[data-elsewhere]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(word("drill.elsewhere", "en"))


def expect_holding(page: Page) -> None:
    """Expect a tab to run the drill itself."""
    expect(page.locator("[data-elsewhere]")).to_be_hidden()


def test_second_tab_says_so_and_follows(first: Page, second: Page) -> None:
    expect_following(second)
    expect_holding(first)
    expect_stage(second, "run")
    expect(field(second, "title")).to_have_value("from the first")
    expect(field(second, "title")).not_to_be_editable()

    field(first, "title").fill("from the first, longer")
    expect(field(second, "title")).to_have_value("from the first, longer")
    act(first, "next").click()
    expect(phase_now(second)).to_have_attribute("data-phase", "figures")
    act(first, "pause").click()
    expect(second.locator("drill-run")).to_have_attribute("paused", "")
    act(first, "stop").click()
    expect_stage(second, "review")


def test_follower_shows_the_same_time(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    start_at_noon(first)
    open_paper(second)
    let_follow(second)
    expect_following(second)
    pass_time(first, 7.5 + 1 / 120)  # in mid-second: the tabs do not tick together
    for page in (first, second):
        expect(page.locator('[role=timer] [data-clock="total"]')).to_have_text("12:29")


def test_follower_changes_nothing(first: Page, second: Page) -> None:
    expect_following(second)
    for key in ("Alt+n", "Alt+x", "Alt+p"):
        second.keyboard.press(key)
    expect(act(second, "next")).to_have_count(0)
    expect(act(second, "stop")).to_have_count(0)
    expect(act(second, "close")).to_have_count(0)
    expect(second.locator('[role=timer] [data-clock="total"]')).not_to_have_text("20:00")
    expect(phase_now(second)).to_have_attribute("data-phase", "title")
    assert draft(first)["clock"]["index"] == 0
    assert draft(first)["clock"]["factor"] == 1


def test_continue_here_takes_over_and_the_first_follows(first: Page, second: Page) -> None:
    field(first, "title").fill("typed at the last moment")
    expect_following(second)
    act(second, "take").click()
    expect_holding(second)
    expect_following(first)
    expect(field(second, "title")).to_have_value("typed at the last moment")
    expect(field(first, "title")).not_to_be_editable()

    field(second, "title").fill("typed at the last moment, and on")
    expect(field(first, "title")).to_have_value("typed at the last moment, and on")
    act(second, "next").click()
    expect(phase_now(first)).to_have_attribute("data-phase", "figures")

    act(first, "take").click()
    expect_holding(first)
    expect_following(second)
    field(first, "figures").fill("and back")
    expect(field(second, "figures")).to_have_value("and back")
    first.reload()
    expect(field(first, "title")).to_have_value("typed at the last moment, and on")
    expect(field(first, "figures")).to_have_value("and back")


def test_drill_goes_on_in_the_second_tab_when_the_first_is_closed(
    first: Page, second: Page
) -> None:
    expect_following(second)
    first.close()
    expect_holding(second)
    field(second, "title").fill("alone")
    second.reload()
    expect_stage(second, "run")
    expect_holding(second)
    expect(field(second, "title")).to_have_value("alone")


def test_tab_that_waits_at_the_start_follows_a_drill_that_begins_elsewhere(
    context: BrowserContext,
) -> None:
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        open_paper(page)
    start(first)
    expect_stage(second, "run")
    expect_following(second)


def test_drill_that_is_started_in_two_tabs_at_once_is_one(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        open_paper(page)
    press = """at => setTimeout(
      () => document.querySelector('.start [data-act="start"]').click(), at - Date.now())"""
    at_ms = first.evaluate("Date.now() + 500")
    for page in (first, second):
        page.evaluate(press, at_ms)
    for page in (first, second):
        expect_stage(page, "run")
    following = [page.locator("[data-elsewhere]:visible").count() for page in (first, second)]
    assert sorted(following) == [0, 1]
    assert len(events(first, "drill-started")) == 1
    assert draft(first)["id"] == draft(second)["id"] == events(first)[0]["data"]["drill"]


def test_end_of_the_time_is_logged_once_by_two_tabs(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    start_at_noon(first)
    open_paper(second)
    let_follow(second)
    expect_following(second)
    pass_time(first, 21)
    for page in (first, second):
        expect_stage(page, "review")
    assert len(events(first, "drill-ended")) == 1


def test_follower_whose_leader_is_frozen_logs_nothing_at_the_end(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    start_at_noon(first)
    open_paper(second)
    let_follow(second)
    expect_following(second)
    # The browser freezes tabs in the background; a drill that is not in view does not look at the clock.
    first.evaluate("() => { document.querySelector('drill-run').hidden = true }")
    pass_time(second, 21)
    assert events(second, "drill-ended") == []
    act(second, "take").click()
    second.clock.resume()
    expect_stage(second, "review")
    expect_holding(second)
    assert len(events(second, "drill-ended")) == 1


@pytest.mark.parametrize("stage", ["review", "discussion", "rubric", "card"])
def test_every_later_stage_is_followed_and_can_be_taken_over(
    context: BrowserContext, stage: str
) -> None:
    first, second = context.new_page(), context.new_page()
    open_paper(first)
    start(first)
    {"review": to_review, "discussion": to_discussion, "rubric": to_rubric, "card": to_card}[stage](
        first
    )
    open_paper(second)
    expect_stage(second, stage)
    log = events(first)

    expect_following(second)
    text = second.locator(f"drill-{stage} textarea").first
    expect(second.locator(f"drill-{stage}")).to_have_attribute("inert", "")
    act(second, "take").click()
    expect_holding(second)
    text.fill("written in the second tab")
    expect(first.locator(f"drill-{stage} textarea").first).to_have_value(
        "written in the second tab"
    )
    second.reload()
    expect_stage(second, stage)
    expect(text).to_have_value("written in the second tab")
    assert events(second) == log


def test_drill_that_is_closed_in_one_tab_is_closed_in_the_other(first: Page, second: Page) -> None:
    expect_following(second)
    to_review(first)
    act(first, "close").click()
    for page in (first, second):
        expect(page.locator("paper-drill")).not_to_have_attribute("stage", "review")
        expect(act(page, "start").first).to_be_visible()
    start(second)
    expect_holding(second)
    expect_following(first)


def test_history_in_another_tab_shows_each_drill_that_ends(
    context: BrowserContext, page: Page
) -> None:
    history = context.new_page()
    history.goto("/progress/")
    open_paper(page)
    for count in (1, 2):
        start(page)
        to_card(page)
        page.locator("drill-card [type=submit]").click()
        expect(history.locator("drill-history [data-list] > li")).to_have_count(count)
        act(page, "study").click()
