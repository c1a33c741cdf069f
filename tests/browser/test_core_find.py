"""What a reader types is found, however it is spelled."""

from collections.abc import Iterator

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


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("dpo", "Direct Preference Optimization (DPO)", True),
        ("OPTIMIZATION direct", "Direct Preference Optimization (DPO)", True),
        ("direct clip", "Direct Preference Optimization (DPO)", False),
        ("garcia", "García", True),
        ("GARCÍA", "garcia", True),
        ("lukasz sorensen strasse", "Łukasz Sørensen Straße", True),
        ("łukasz", "Lukasz", True),
        ("pré-training, language:", "Language pre-training", True),
        ("“attention”", "Attention Is All You Need", True),
        ("2305.1829", "2305.18290", True),
        ("arXiv:2305.18290v2", "2305.18290", True),
        ("https://arxiv.org/pdf/2305.18290v3#page=4", "2305.18290", True),
        ("2305.18291", "2305.18290", False),
        ("", "anything", True),
        (" \t", "anything", True),
        ("[.*", "anything", False),
        ("ﬁne", "fine-tuning", True),
    ],
)
def test_words_are_found_without_accents_and_case(
    page: Page, query: str, text: str, *, found: bool
) -> None:
    assert found == page.evaluate(
        """async ([query, text]) => {
          const {folded, holds, wordsOf} = await import('/assets/js/core/find.js')
          return holds(folded(text), wordsOf(query))
        }""",
        [query, text],
    )
