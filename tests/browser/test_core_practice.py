"""Where questions stand, and which is worth answering next: worked out from the log alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open one empty page of the site for all these tests: what they run keeps nothing."""
    context = browser.new_context(base_url=site_url)
    context.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=""))
    page = context.new_page()
    page.goto("/empty")
    yield page
    context.close()


def answered(
    subject: str = "a", at: int = 1, kind: str = "question-answered", **data: Any
) -> dict[str, Any]:
    return {
        "id": f"{subject}{at}",
        "at": at,
        "type": kind,
        "subject": subject,
        "data": data,
        "v": 1,
    }


STANDINGS = """async ([events, revisions]) => {
  const {standings} = await import('/assets/js/core/practice.js')
  return Object.fromEntries(standings(events, new Map(Object.entries(revisions))))
}"""
FIRST = """async ([ids, standing]) => {
  const {worthFirst} = await import('/assets/js/core/practice.js')
  const given = Object.freeze([...ids])
  return worthFirst(given, new Map(Object.entries(standing)))
}"""


def stands(result: str, at: int = 1, *, sure: bool = False) -> dict[str, Any]:
    return {"result": result, "sure": sure, "at": at}


@pytest.mark.parametrize(
    ("log", "revisions", "standing"),
    [
        ([], {"a": 1}, {}),
        ([answered(score=1, sure="sure", revision=1)], {"a": 1}, {"a": stands("right", sure=True)}),
        ([answered(score=1, sure="think", revision=1)], {"a": 1}, {"a": stands("right")}),
        ([answered(score=0.5, sure="guess", revision=1)], {"a": 1}, {"a": stands("partly")}),
        ([answered(score=0, sure="sure", revision=1)], {"a": 1}, {"a": stands("wrong", sure=True)}),
        # what another revision asked, before or after, counts no more
        ([answered(score=1, revision=1)], {"a": 2}, {}),
        ([answered(score=1, revision=3)], {"a": 2}, {}),
        (
            [answered(at=1, score=0, revision=2), answered(at=2, score=1, revision=1)],
            {"a": 2},
            {"a": stands("wrong", 1)},
        ),
        # an event of before there were scores and revisions
        ([answered(chosen=[1], right=True)], {"a": 1}, {"a": stands("right")}),
        ([answered(chosen=[0], right=False)], {"a": 1}, {"a": stands("wrong")}),
        ([answered(chosen=[1], right=True)], {"a": 2}, {}),
        # the last one counts, in whatever order they come
        (
            [answered(at=1, score=0, revision=1), answered(at=2, score=1, revision=1)],
            {"a": 1},
            {"a": stands("right", 2)},
        ),
        (
            [answered(at=2, score=1, revision=1), answered(at=1, score=0, revision=1)],
            {"a": 1},
            {"a": stands("right", 2)},
        ),
        # of other things, and of questions that are asked no more
        ([answered(kind="follow-up-answered", score=1, revision=1)], {"a": 1}, {}),
        ([answered("gone", score=1, revision=1)], {"a": 1}, {}),
        # whatever a log from elsewhere says in its place
        ([answered(score="1", right="yes", revision=1)], {"a": 1}, {"a": stands("wrong")}),
        ([answered(revision="1")], {"a": 1}, {}),
    ],
)
def test_last_answer_to_what_is_asked_now_is_where_a_question_stands(
    page: Page, log: list[dict[str, Any]], revisions: dict[str, int], standing: dict[str, Any]
) -> None:
    assert page.evaluate(STANDINGS, [log, revisions]) == standing


@pytest.mark.parametrize(
    ("standing", "order"),
    [
        ({}, "abcdef"),
        (
            {
                "a": stands("right", 5),
                "b": stands("right", 4),
                "d": stands("partly", 3),
                "e": stands("wrong", 2),
                "f": stands("wrong", 1, sure=True),
            },
            "fedcba",
        ),
        # a right answer is no less right for having been sure of, nor one in part
        ({"a": stands("right", sure=True), "b": stands("partly", sure=True)}, "bcdefa"),
        # of equals the oldest answer comes first, and what is new as the page has it
        ({"a": stands("wrong", 3), "b": stands("wrong", 1), "c": stands("wrong", 2)}, "bcadef"),
    ],
)
def test_what_one_was_sure_of_and_wrong_about_comes_first_and_what_was_right_last(
    page: Page, standing: dict[str, Any], order: str
) -> None:
    assert page.evaluate(FIRST, [list("abcdef"), standing]) == list(order)
