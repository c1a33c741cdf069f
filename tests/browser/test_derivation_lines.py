"""What is typed of a derivation is compared by value: every line of every paper, and its mistakes."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.answers import line_key
from macros.model.derivation import Derivation, TypedLine
from tests.browser.drill import content

MARK = """async ([key, typed]) => {
  const {markEquation} = await import('/assets/js/core/equation/index.js')
  return typed.map(text => {
    const {unread, score, says} = markEquation({typed: [text]}, key)
    return unread ? `${unread.error} at ${unread.at}` : score === 1 ? 'right' : says[0]
  })
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open one empty page of the site for all these tests: what they run keeps nothing."""
    context = browser.new_context(base_url=site_url)
    context.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=""))
    page = context.new_page()
    page.goto("/empty")
    yield page
    context.close()


def typed_lines() -> Mapping[str, tuple[Derivation, TypedLine]]:
    """Return every line that is typed, under the id of its step."""
    return {
        f"{paper.slug}.{derivation.id}.{step.id}": (derivation, step.typed)
        for paper in content().papers
        for derivation in paper.derivations
        for step in derivation.steps
        if step.typed
    }


def mark(page: Page, derivation: Derivation, line: TypedLine, *typed: str) -> Any:
    """Mark texts as the blank page does."""
    return page.evaluate(MARK, [line_key(derivation, line), typed])


@pytest.mark.parametrize("name", typed_lines())
def test_line_and_its_mistakes_are_told_apart(page: Page, name: str) -> None:
    derivation, line = typed_lines()[name]
    wrong = [mistake.typed for mistake in line.mistakes]
    told = mark(page, derivation, line, line.typed, *wrong)
    assert told == ["right", *(f"mistake {at}" for at in range(len(wrong)))]


@pytest.mark.parametrize("name", typed_lines())
def test_example_can_be_read_and_gives_nothing_away(page: Page, name: str) -> None:
    derivation, line = typed_lines()[name]
    assert mark(page, derivation, line, line.example) == ["typed"]
