"""What is heard: a drill read by roles and names alone, regions that speak once, mathematics that is not silent."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from macros.model.text import plain
from tests.browser.access import LISTEN, expect_spoken, spoken
from tests.browser.drill import (
    LANGUAGES,
    act,
    content,
    lay_out,
    open_paper,
    pass_time,
    place,
    start,
    start_at_noon,
    stop_time,
    to_card,
    word,
)
from tests.browser.items import HOWS, check, give, one, open_item
from tests.browser.items import answer as answer_to

# A whole drill, through the accessibility tree


def named(page: Page, language: Language, role: str, key: str, *, within: str) -> Locator:
    """Return the one thing of a role that is named by a word of the interface."""
    found = page.locator(within).get_by_role(role, name=word(key, language), exact=True)  # type: ignore[arg-type]
    expect(found).to_have_count(1)
    return found


def expect_heading(page: Page, text: str, level: int = 2) -> None:
    """Expect a heading that has the focus."""
    heading = page.get_by_role("heading", name=text, level=level, exact=True)
    expect(heading).to_be_focused()


def expect_boxes(page: Page, within: str, answers: Sequence[str]) -> None:
    """Expect a box for each idea unit, named by its words."""
    boxes = page.locator(within).get_by_role("checkbox")
    expect(boxes).to_have_count(len(answers))
    for box, answer in zip(boxes.all(), answers, strict=True):
        prose = re.sub(r"\$[^$]*\$|\{[^}]*\}|\*", "", answer)
        expect(box).to_have_accessible_name(re.compile(max(re.findall(r"\w+", prose), key=len)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_drill_is_there_for_who_hears_it(page: Page, language: Language) -> None:
    paper = content().paper("dpo")
    protocol = content().protocol
    open_paper(page, "dpo", language)
    region = page.get_by_role("region", name=word("drill.start-title", language))
    modes = region.get_by_role("group", name=word("drill.mode", language))
    modes.get_by_role("radio", name=word("drill.cold", language)).check()
    region.get_by_role("button", name=word("drill.start", language)).click()

    run = "drill-run"
    for at, phase in enumerate(protocol.phases):
        expect_heading(page, phase.title[language])
        timer = page.get_by_role("timer", name=word("drill.clock", language))
        expect(timer).to_contain_text(re.compile(r"\d:\d\d.*\d:\d\d"))
        now = page.locator(run).get_by_role("listitem").and_(page.locator("[aria-current=step]"))
        expect(now).to_contain_text(phase.short[language])
        part = page.get_by_role("region", name=phase.title[language], exact=True)
        part.get_by_role("textbox", name=phase.yields[language], exact=True).fill(f"words {at}")
        after = [each.short[language] for each in protocol.phases[at + 1 :]]
        forward = word("drill.next", language) + (f": {after[0]}" if after else "")
        if at == 1:
            named(page, language, "button", "drill.pause", within=run).click()
            named(page, language, "button", "drill.resume", within=run).click()
        page.get_by_role("button", name=forward, exact=True).click()

    expect_heading(page, word("review.title", language))
    for general, of_paper in zip(protocol.phases, paper.phases, strict=True):
        row = f'drill-review section[data-phase="{general.id}"]'
        named(page, language, "textbox", "review.yours", within=row)
        named(page, language, "group", "review.reference", within=row)
        expect_boxes(page, row, [unit[language] for unit in of_paper.reference])
    named(page, language, "button", "review.done", within="drill-review").click()

    asked = page.locator("drill-discussion").get_by_role("heading", level=2)
    expect(asked).to_be_focused()
    expect(asked).not_to_be_empty()
    talk = "drill-discussion"
    timer = page.get_by_role("timer", name=word("discussion.clock", language))
    expect(timer).to_contain_text(re.compile(r"\d:\d\d"))
    named(page, language, "textbox", "discussion.say", within=talk).fill("what I said")
    named(page, language, "button", "discussion.reveal", within=talk).click()
    named(page, language, "group", "discussion.units", within=talk)
    expect(page.locator(talk).get_by_role("checkbox").first).to_be_focused()
    named(page, language, "button", "discussion.got", within=talk).click()
    named(page, language, "button", "discussion.finish", within=talk).click()

    expect_heading(page, word("rubric.title", language))
    for criterion in protocol.rubric:
        name = re.compile(re.escape(criterion.title[language]))
        levels = page.get_by_role("group", name=name).get_by_role("radio")
        expect(levels).to_have_count(len(criterion.levels))
        expect(levels.nth(2)).to_have_accessible_name(re.compile(r"^3 \w"))
        levels.nth(2).check()
    named(page, language, "textbox", "rubric.note", within="drill-rubric")
    named(page, language, "button", "rubric.save", within="drill-rubric").click()

    expect_heading(page, word("card.title", language))
    for part_of_card in ("claim", "equation", "weakness", "question"):
        named(page, language, "textbox", f"card.{part_of_card}", within="drill-card")
    named(page, language, "button", "card.save", within="drill-card").click()
    expect_heading(page, word("drill.finished", language))
    named(page, language, "link", "drill.to-cards", within=".finished")


# Regions that speak once


def test_phase_that_ends_by_itself_is_said_once_and_one_that_is_skipped_is_heard_as_its_title(
    page: Page,
) -> None:
    start_at_noon(page)
    page.evaluate(LISTEN)
    pass_time(page, 2.5)
    titles = [phase.title["en"] for phase in content().protocol.phases]
    assert spoken(page) == [word("say.phase", "en").replace("[phase]", titles[1])]
    act(page, "next").click()
    expect_heading(page, titles[2])
    pass_time(page, 0.5)
    assert spoken(page) == []
    act(page, "pause").click()
    act(page, "resume").click()
    assert spoken(page) == [word("say.paused", "en"), word("say.resumed", "en")]


def test_sixty_seconds_of_a_question_end_with_one_sentence(page: Page) -> None:
    stop_time(page)
    open_paper(page)
    start(page)
    act(page, "stop").click()
    act(page, "done").click()
    page.evaluate(LISTEN)
    pass_time(page, 1.5)
    assert spoken(page) == [word("say.sixty", "en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quiz_says_its_verdict_each_time_it_is_asked(page: Page, language: Language) -> None:
    each = one("choice")
    item = open_item(page, each, language)
    page.evaluate(LISTEN)
    check(item)
    expect_spoken(page, word("quiz.result-empty", language))
    for how in (HOWS[2], HOWS[2], HOWS[0]):
        give(item, answer_to(each, how, language))
        expect_spoken(page, word(f"quiz.result-{how}", language))
        item.locator("[data-act=afresh]").click()


def test_search_says_how_much_it_found_once_for_each_word(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Control+k")
    page.evaluate(LISTEN)
    words = page.get_by_role("searchbox")
    words.fill("softmax")
    page.locator(".found a").first.wait_for()
    first = spoken(page)
    assert len(first) == 1
    assert re.fullmatch(r"\d+ pages?", first[0])
    words.fill("語")
    page.locator("[data-found=none]:visible").wait_for()
    assert spoken(page) == [word("search.none", "en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_links_say_what_happened(page: Page, language: Language) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_paper(page, language=language)
    page.evaluate(LISTEN)
    page.locator("copy-link summary").click()
    for button in page.locator("copy-link button").all()[:2]:
        button.click()
        expect_spoken(page, word("link.copied", language))
    start(page)
    to_card(page)
    page.locator("drill-card [type=submit]").click()
    page.locator("#drill-finished:focus").wait_for()
    page.goto(place("cards/", language))
    card = page.locator("card-folder li").first
    card.wait_for()
    page.evaluate(LISTEN)
    for _ in range(2):
        card.locator("[type=submit]").click()
        expect_spoken(page, word("cards.saved", language))
    card.locator("[data-act=remove]").click()
    removed = f"{word('cards.removed', language)} {word('cards.undo', language)}"
    expect_spoken(page, removed)


# Mathematics


@pytest.mark.parametrize(
    ("path", "language"), [("papers/dpo/", "en"), ("whiteboard/kv-cache/", "es"), ("cards/", "es")]
)
def test_no_equation_is_silent(page: Page, path: str, language: Language) -> None:
    page.goto(place(path, language))
    lay_out(page)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def text_of(node: dict[str, object]) -> str:
        name = str(node.get("name", {}).get("value", ""))  # type: ignore[attr-defined]
        below = (by_id[each] for each in node.get("childIds", []) if each in by_id)  # type: ignore[attr-defined]
        return name or "".join(map(text_of, below))

    maths = [node for node in nodes if node.get("role", {}).get("value") in ("math", "MathMLMath")]
    assert len(maths) > 3
    assert all(text_of(node).strip() for node in maths)
    spoken_forms = {
        plain(each.spoken[language]) for paper in content().papers for each in paper.equations
    }
    names = {node.get("name", {}).get("value") for node in maths}
    if not path.startswith("whiteboard"):
        assert names & spoken_forms, "no equation is named by what one says aloud"
