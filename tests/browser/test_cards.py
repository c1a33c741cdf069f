"""The folder of cards: edited, taken out and put back, taken away as a file, printed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from tests.browser.drill import (
    LANGUAGES,
    PAPERS,
    STORE,
    content,
    events,
    expect_at_the_top,
    place,
    word,
)

FIELDS = ("claim", "equation", "weakness", "question")
CARD = {
    "claim": "The reward can be written *through* the policy.",
    "equation": "L = -log σ(β·Δ)",
    "weakness": "Up to 6B\nand three tasks",
    "question": "<b>What</b> at 70B?",
}
MM = 72 / 25.4


def save(page: Page, paper: str, card: dict[str, str]) -> None:
    """Put a card into the folder as a drill does."""
    page.evaluate(
        f"async given => {{ {STORE}; await store.append('card-saved', ...given) }}", [paper, card]
    )


def open_folder(page: Page, language: Language = "en", *papers: str) -> None:
    """Open the folder with cards in it."""
    page.goto(place("cards/", language))
    for paper in papers or ("dpo",):
        save(page, paper, CARD | {"claim": f"{CARD['claim']} ({paper})"})
    expect(page.locator("card-folder li")).to_have_count(len(papers) or 1)


def card(page: Page, paper: str = "dpo") -> Locator:
    """Return a card of the reader's."""
    return page.locator(f"card-folder li[data-paper='{paper}']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_folder_says_how_to_fill_it(page: Page, language: Language) -> None:
    page.goto(place("cards/", language))
    expect(page.locator("card-folder [data-none]")).to_be_visible()
    expect(page.locator("card-folder [data-none]")).to_have_text(word("cards.none", language))
    expect(page.locator("card-folder [data-tools]")).to_be_hidden()


def test_edited_card_is_kept(page: Page) -> None:
    open_folder(page)
    claim = card(page).locator("[name=claim]")
    expect(claim).to_have_value(f"{CARD['claim']} (dpo)")
    claim.fill("put right")
    expect(card(page).locator("[data-saved]")).to_be_hidden()
    card(page).locator("[type=submit]").click()
    expect(card(page).locator("[data-saved]")).to_be_visible()
    page.reload()
    expect(claim).to_have_value("put right")
    expect(card(page).locator("[name=question]")).to_have_value(CARD["question"])
    assert [event["data"]["claim"] for event in events(page, "card-saved")][1:] == ["put right"]


def test_words_typed_and_not_saved_survive_a_reload(page: Page) -> None:
    open_folder(page)
    card(page).locator("[name=weakness]").fill("typed, not saved")
    page.reload()
    expect(card(page).locator("[name=weakness]")).to_have_value("typed, not saved")
    assert len(events(page, "card-saved")) == 1


def test_card_changed_in_another_tab_is_shown_and_typing_is_left_alone(page: Page) -> None:
    open_folder(page)
    claim = card(page).locator("[name=claim]")
    claim.fill("being typed here")
    other = page.context.new_page()
    other.goto("/cards/")
    save(other, "dpo", CARD | {"weakness": "from the other tab"})
    expect(card(page).locator("[name=weakness]")).to_have_value("from the other tab")
    expect(claim).to_have_value("being typed here")


@pytest.mark.parametrize("language", LANGUAGES)
def test_removed_card_can_be_put_back(page: Page, language: Language) -> None:
    open_folder(page, language, "dpo", "clip")
    card(page).locator("[data-act=remove]").click()
    expect(card(page)).to_have_count(0)
    expect(card(page, "clip")).to_be_visible()
    notice = page.locator("card-folder [data-removed]")
    expect(notice).to_contain_text(word("cards.removed", language))
    undo = page.get_by_role("button", name=word("cards.undo", language))
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(notice).to_be_hidden()
    expect(card(page).locator("[name=claim]")).to_be_focused()
    for name in FIELDS[1:]:
        expect(card(page).locator(f"[name={name}]")).to_have_value(CARD[name])
    page.reload()
    expect(card(page)).to_be_visible()


def test_last_card_removed_leaves_the_folder_empty(page: Page) -> None:
    open_folder(page)
    card(page).locator("[data-act=remove]").click()
    expect(page.locator("card-folder [data-none]")).to_be_visible()
    expect(page.locator("card-folder [data-act=undo]")).to_be_visible()
    page.reload()
    expect(page.locator("card-folder [data-none]")).to_be_visible()
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_folder_is_exported_as_markdown(page: Page, language: Language) -> None:
    open_folder(page, language, "dpo", "attention")
    with page.expect_download() as given:
        page.get_by_role("button", name=word("cards.export", language)).click()
    assert given.value.suggested_filename == "paper-cards.md"
    text = Path(given.value.path()).read_text(encoding="utf-8")
    attention, dpo = content().paper("attention"), content().paper("dpo")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        f"# {word('cards.yours', language)}",
        f"## {attention.short} {attention.title}",
        f"## {dpo.short} {dpo.title}",
    ]
    labels = [line for line in text.splitlines() if line.startswith("**")]
    assert labels == [f"**{word(f'card.{name}', language)}**" for name in FIELDS] * 2
    assert r"written \*through\* the policy. (dpo)" in text
    assert "```\nL = -log σ(β·Δ)\n```" in text
    assert "Up to 6B\nand three tasks" in text
    assert "&lt;b&gt;What&lt;/b&gt; at 70B?" in text


def test_export_is_valid_and_holds_what_was_just_saved(page: Page) -> None:
    open_folder(page)
    card(page).locator("[name=claim]").fill("just saved")
    card(page).locator("[type=submit]").click()
    expect(card(page).locator("[data-saved]")).to_be_visible()
    with page.expect_download() as given:
        page.locator("[data-act=export]").click()
    assert "just saved" in Path(given.value.path()).read_text(encoding="utf-8")


def test_print_asks_the_browser_to_print(page: Page) -> None:
    page.add_init_script("globalThis.printed = 0; print = () => { printed++ }")
    open_folder(page)
    page.locator("[data-act=print]").click()
    assert page.evaluate("printed") == 1


def test_cards_are_printed_as_a6_a_page_each_and_nothing_else_is(page: Page) -> None:
    open_folder(page, "en", "dpo", "clip")
    page.emulate_media(media="print")
    for paper in ("dpo", "clip"):
        expect(card(page, paper).locator("[name=claim]")).to_be_visible()
    for nothing in ("header", "footer", "nav", "button", "h1", "store-notice", "link-notice"):
        expect(page.locator(f"{nothing}:visible")).to_have_count(0)
    sheets = re.findall(
        rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    assert [(round(float(width) / MM), round(float(height) / MM)) for width, height in sheets] == [
        (148, 105),
        (148, 105),
    ]


def test_long_card_is_printed_whole(page: Page) -> None:
    open_folder(page)
    save(page, "dpo", CARD | {"claim": "a long claim " * 60})
    claim = card(page).locator("[name=claim]")
    expect(claim).to_have_value("a long claim " * 60)
    page.emulate_media(media="print")
    assert claim.evaluate("node => node.scrollHeight - node.clientHeight") <= 1


def test_markup_on_a_card_is_text(page: Page) -> None:
    page.goto("/cards/")
    markup = "<img src=x onerror='globalThis.hacked = 1'>"
    save(page, markup, dict.fromkeys(FIELDS, markup))
    item = page.locator("card-folder li")
    expect(item).to_have_count(1)
    expect(item.locator("[data-title]")).to_have_text(markup)
    expect(item.locator("[name=claim]")).to_have_value(markup)
    expect(item.locator("img")).to_have_count(0)
    item.locator("[data-act=remove]").click()
    expect(item).to_have_count(0)
    page.locator("[data-act=undo]").click()
    expect(item).to_have_count(1)
    assert page.evaluate("globalThis.hacked") is None


def test_a_few_cards_need_no_filter(page: Page) -> None:
    open_folder(page, "en", "dpo", "clip", "attention")
    expect(page.locator("card-folder [data-filter]")).to_be_hidden()
    save(page, "chinchilla", CARD)
    expect(page.locator("card-folder [data-filter]")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_is_found_by_its_words_and_its_title(page: Page, language: Language) -> None:
    open_folder(page, language, *PAPERS, "own")
    find = page.get_by_role("searchbox", name=word("cards.find", language))
    said = page.locator("card-folder .filter__count [role=status] > :visible")
    expect(said).to_have_text(f"5 {word('cards.many', language)}")
    find.fill("(OWN)")
    expect(page.locator("card-folder li:visible")).to_have_count(1)
    expect(said).to_have_text(f"1 {word('cards.one', language)}")
    find.fill("compute-optimal")
    expect(card(page, "chinchilla")).to_be_visible()
    expect(page.locator("card-folder li:visible")).to_have_count(1)
    find.fill("σ(β·δ)")
    expect(page.locator("card-folder li:visible")).to_have_count(5)
    find.fill("nowhere")
    expect(said).to_have_text(word("cards.no-match", language))


def test_card_stays_in_view_while_it_is_changed_though_the_filter_no_longer_fits(
    page: Page,
) -> None:
    open_folder(page, "en", *PAPERS)
    page.get_by_role("searchbox", name=word("cards.find", "en")).fill("(clip)")
    claim = card(page, "clip").locator("[name=claim]")
    claim.fill("other words")
    card(page, "clip").locator("[type=submit]").click()
    expect(card(page, "clip").locator("[data-saved]")).to_be_visible()
    expect(claim).to_have_value("other words")
    expect(card(page, "dpo")).to_be_hidden()


def test_cards_stand_in_the_order_asked_for(page: Page) -> None:
    open_folder(page, "en", *PAPERS)
    order = page.get_by_role("combobox", name=word("cards.order", "en"))

    def papers() -> list[str]:
        found: list[str] = page.locator("card-folder li").evaluate_all(
            "all => all.map(each => each.dataset.paper)"
        )
        return found

    newest = list(reversed(PAPERS))
    assert papers() == newest
    order.select_option("oldest")
    assert papers() == list(PAPERS)
    order.select_option("title")
    assert papers() == ["attention", "chinchilla", "clip", "dpo"]
    save(page, "clip", CARD | {"claim": "later"})
    expect(card(page, "clip").locator("[name=claim]")).to_have_value("later")
    page.reload()
    expect(page.locator("card-folder li")).to_have_count(4)
    assert papers() == ["clip", *(paper for paper in newest if paper != "clip")]


def test_card_that_another_tab_saves_leaves_the_typing_where_it_is(page: Page) -> None:
    open_folder(page, "en", *PAPERS[:3])
    claim = card(page, PAPERS[0]).locator("[name=claim]")
    claim.fill("being typed")
    other = page.context.new_page()
    other.goto("/cards/")
    save(other, PAPERS[3], CARD)
    expect(card(page, PAPERS[3])).to_be_visible()
    expect(page.locator("card-folder li").first).to_have_attribute("data-paper", PAPERS[3])
    expect(claim).to_be_focused()
    expect(claim).to_have_value("being typed")


def test_filtered_folder_prints_what_it_shows(page: Page) -> None:
    open_folder(page, "en", *PAPERS)
    page.get_by_role("searchbox", name=word("cards.find", "en")).fill("(clip)")
    expect(page.locator("card-folder li:visible")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("card-folder [data-filter]")).to_be_hidden()
    assert len(re.findall(rb"/MediaBox", page.pdf(prefer_css_page_size=True))) == 1


def test_long_folder_leads_to_the_reference_cards(page: Page) -> None:
    open_folder(page, "en", *PAPERS)
    page.locator("card-folder").get_by_role("link", name=word("cards.reference", "en")).click()
    expect_at_the_top(page, page.locator("#reference"))
