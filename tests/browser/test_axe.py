"""No page keeps anybody out, as far as axe can tell."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from macros.model.base import Language
from tests.browser.drill import (
    LANGUAGES,
    STORE,
    act,
    expect_stage,
    lay_out,
    open_paper,
    place,
    start,
    word,
)
from tests.browser.items import (
    KINDS,
    TWO_STEPS,
    answer,
    check,
    check_then,
    expect_result,
    fill,
    find_item,
    give,
    one,
    practice,
)

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RUN = """async (rules) => {
  for (const each of document.querySelectorAll('details')) each.open = true
  const {violations} = await axe.run({resultTypes: ['violations'], ...rules})
  return violations.map(({id, help, nodes}) =>
    `${id} (${help}): ${nodes.map(({target}) => target.join(' ')).join(', ')}`)
}"""

RUN_PART = """async ([part, rules]) => {
  const {violations} = await axe.run({include: [part]}, {resultTypes: ['violations'], ...rules})
  return violations.map(({id, help, nodes}) =>
    `${id} (${help}): ${nodes.map(({target}) => target.join(' ')).join(', ')}`)
}"""
REFUSED = """() => {
  IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_has_a_violation(
    pages: Mapping[str, Path],
    new_context: Callable[..., BrowserContext],
    language: str,
    scheme: str,
    width: int,
) -> None:
    context = new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    # The scheme changes colours and nothing else, and a whole run takes seconds a page.
    rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = []
    for address in pages:
        if address.startswith("/es/") == (language == "es"):
            page.goto(address)
            lay_out(page)
            found += [f"{address}: {violation}" for violation in page.evaluate(RUN, rules)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_stage_of_a_drill_has_a_violation(
    new_context: Callable[..., BrowserContext], language: Language, scheme: str
) -> None:
    context = new_context(
        color_scheme=scheme, viewport={"width": 360, "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    found: list[str] = []

    def look(stage: str) -> None:
        found.extend(f"{stage}: {violation}" for violation in page.evaluate(RUN, {}))

    open_paper(page, language=language, link="#cold")
    look("cold start")
    start(page, mode="cold")
    act(page, "next").click()
    look("run")
    act(page, "pause").click()
    look("paused")
    act(page, "stop").click()
    look("comparison")
    act(page, "done").click()
    look("question")
    act(page, "reveal").click()
    look("answer")
    act(page, "remembered").click()
    act(page, "finish").click()
    look("rubric")
    page.locator("drill-rubric [type=submit]").click()
    look("rubric that misses a level")
    act(page, "skip").click()
    look("card")
    page.locator("drill-card [type=submit]").click()
    expect_stage(page, "finished")
    look("finished")
    for address in ("cards/", "progress/", ""):
        page.goto(place(address, language))
        expect(
            page.locator("[data-list] > li, .papers [data-state=done]:visible").first
        ).to_be_visible()
        look(address)
    assert not found, "\n".join(found)


@pytest.mark.provokes_errors  # a search that does not load, and a page that is not there
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_state_of_an_element_has_a_violation(
    new_context: Callable[..., BrowserContext], language: Language, scheme: str
) -> None:
    context = new_context(
        color_scheme=scheme,
        viewport={"width": 360, "height": 800},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found: list[str] = []

    def look(state: str, part: str) -> None:
        expect(page.locator(part).first).to_be_visible()
        violations = page.evaluate(RUN_PART, [part, rules])
        found.extend(f"{state}: {violation}" for violation in violations)

    look_at_the_bar(page, look, place("", language))
    look_at_a_paper(page, look, place("papers/dpo/#no-such-place", language))
    look_at_questions(page, look, language)
    look_at_what_is_kept(page, look, language)
    page.goto(place("nowhere/", language))
    look("page that is not there", "html")
    page.add_init_script(f"({REFUSED})()")
    page.goto(place("progress/", language))
    look("notice about storage", "store-notice")
    assert not found, "\n".join(found)


Look = Callable[[str, str], None]
"""Takes the name of a state and the part of the page that is in it."""


def look_at_the_bar(page: Page, look: Look, address: str) -> None:
    """Put what stands in the bar into each of its states."""
    page.goto(address)
    for scheme in ("light", "dark", "auto"):
        page.locator("scheme-choice button:visible").click()
        expect(page.locator("scheme-choice button:visible")).to_have_attribute("value", scheme)
        look(f"colours: {scheme}", "header")
    page.locator(".bar__menu summary").click()
    look("menu", ".bar__menu")
    page.keyboard.press("Escape")
    page.locator("site-search > button").click()
    look("search that waits", "dialog")
    words = page.get_by_role("searchbox")
    for state, typed in (("some", "softmax"), ("none", "語")):
        words.fill(typed)
        page.locator(f"[data-found={state}]:visible").wait_for()
        look(f"search: {state}", "dialog")
    page.reload()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.locator("site-search > button").click()
    words.fill("softmax")
    page.locator("[data-found=failed]:visible").wait_for()
    look("search that failed", "dialog")
    page.unroute("**/pagefind/**")


def look_at_a_paper(page: Page, look: Look, address: str) -> None:
    """Put what stands on a paper's page into each of its states."""
    page.goto(address)
    look("notice about the link", "link-notice")
    page.locator(".contents summary").click()
    look("contents", ".contents")
    page.set_viewport_size({"width": 1440, "height": 800})
    page.locator(".sections a").nth(2).click()
    page.locator(".sections [aria-current]").wait_for()
    look("section that is read", ".sections")
    page.locator("copy-link summary").click()
    page.locator("copy-link button").first.click()
    page.locator("[data-copied]:visible").wait_for()
    look("link that was copied", "copy-link")
    page.set_viewport_size({"width": 360, "height": 800})
    question = page.locator(".follow-up").first
    question.locator("summary").click()
    look("answer that is open", ".follow-up[open]")


def look_at_questions(page: Page, look: Look, language: Language) -> None:
    """Put questions into each of their states, every other type in this language."""
    ours = KINDS[LANGUAGES.index(language) :: 2]
    page.goto(practice(one(ours[0]).of, language))
    look("practice", ".practice-bar")
    for kind in ours:
        each = one(kind)
        item = find_item(page, each)
        part = f"quiz-item[id='{each.id}']"
        look(f"{kind}: asked", part)
        if kind not in {"order", "cloze"}:
            check(item)
            expect_result(item, "empty", language)
            look(f"{kind}: without an answer", part)
        wrong = answer(each, "wrong", language)
        fill(item, wrong.first)
        check(item)
        if kind in TWO_STEPS:
            expect_result(item, "first", language)
            look(f"{kind}: second step", part)
            fill(item, wrong.then)
            check_then(item)
        expect_result(item, "wrong", language)
        look(f"{kind}: wrong", part)
        item.locator("[data-act=retry]").click()
        give(item, answer(each, "right", language))
        expect_result(item, "right", language)
        look(f"{kind}: right", part)
    page.locator(".practice-bar").get_by_label(word("practice.exam", language)).check()
    look("exam", ".practice-bar")


def look_at_what_is_kept(page: Page, look: Look, language: Language) -> None:
    """Put cards, history and backup into each of their states."""
    page.goto(place("cards/", language))
    page.locator("card-folder [data-none]:visible").wait_for()
    look("empty folder", "card-folder")
    card = dict.fromkeys(("claim", "equation", "weakness", "question"), "")
    page.evaluate(
        f"async card => {{ {STORE}; await store.append('card-saved', 'dpo', card) }}", card
    )
    page.locator("card-folder [name=claim]").fill("typed")
    look("card that is edited", "card-folder")
    page.locator("card-folder [type=submit]").click()
    page.locator("[data-saved]:visible").wait_for()
    look("card that is saved", "card-folder")
    page.locator("[data-act=remove]").click()
    page.locator("[data-act=undo]:visible").wait_for()
    look("card that is removed", "card-folder")
    page.goto(place("progress/", language))
    look("empty history", "drill-history")
    for state, body in (("data-error", b"no backup"), ("data-done", saved_by(page))):
        with page.expect_file_chooser() as asked:
            page.locator("[data-act=choose]").click()
        asked.value.set_files(
            FilePayload(name="backup.json", mimeType="application/json", buffer=body)
        )
        page.locator(f"data-backup [{state}]:visible").wait_for()
        look(f"restore: {state}", "data-backup")


def saved_by(page: Page) -> bytes:
    """Return the backup that a page offers."""
    with page.expect_download() as given:
        page.locator("data-backup [data-act=backup]").click()
    return Path(given.value.path()).read_bytes()
