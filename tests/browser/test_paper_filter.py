"""The list of papers: filtered by words, topic and year, in both languages, sent as a link."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.model.base import Language
from macros.render import Renderer
from tests.browser.drill import (
    LANGUAGES,
    PAPERS,
    content,
    open_paper,
    place,
    start,
    stop_time,
    word,
)
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_language_switch import switch
from tests.unit.sample import with_papers

PAUSE_MS = 400
MANY = 300
CARDS = re.compile(r'<div class="folder">.*</section>\s*</div>', re.DOTALL)
ELEMENT = re.compile(r"<paper-filter.*</paper-filter>", re.DOTALL)


def shown(page: Page) -> Locator:
    """Return the rows in view."""
    return page.locator("paper-filter li[data-find]:visible")


def expect_papers(page: Page, *papers: str) -> None:
    """Expect these papers in the list, in any order, and no other."""
    expect(shown(page)).to_have_count(len(papers))
    for paper in papers:
        expect(page.locator(f"paper-filter li[data-paper='{paper}']")).to_be_visible()


def fields(page: Page) -> tuple[Locator, Locator, Locator]:
    """Return what filters: words, topic, year."""
    names = ("find", "topic", "year")
    find, topic, year = (page.locator(f"paper-filter [name='{name}']") for name in names)
    return find, topic, year


def count(page: Page) -> Locator:
    """Return what says how many papers there are."""
    return page.locator("paper-filter [role=status] > :visible")


def open_many(page: Page, site: Path, path: str, language: Language = "en") -> None:
    """Open a page of lists as it is with many papers; the rest of it is the real page."""
    name = place(path, language)
    library = with_papers(content(), MANY)
    text = Renderer(library).page(path[:-1], None, f"{name[1:]}index.md", name[1:])
    found = ELEMENT.search(text)
    assert found
    built = (site / name[1:] / "index.html").read_text(encoding="utf-8")
    body = (ELEMENT if path == "papers/" else CARDS).sub(lambda _: found[0], built, count=1)
    page.route(f"**{name}", lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(name)
    expect(shown(page)).to_have_count(MANY)


@pytest.mark.parametrize(
    ("query", "paper"),
    [
        ("direct preference", "dpo"),
        ("dpo", "dpo"),
        ("ÁTTENTION", "attention"),
        ("sutskever", "clip"),
        ("hoffmann compute", "chinchilla"),
        ("2203.15556", "chinchilla"),
        ("https://arxiv.org/abs/2103.00020v1", "clip"),
    ],
)
def test_paper_is_found_by_title_name_author_and_id(page: Page, query: str, paper: str) -> None:
    page.goto("/papers/")
    fields(page)[0].fill(query)
    expect_papers(page, paper)


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_filtered_by_topic_and_year(page: Page, language: Language) -> None:
    page.goto(place("papers/", language))
    find, topic, year = fields(page)
    expect_papers(page, *PAPERS)
    expect(count(page)).to_have_text(f"4 {word('filter.many', language)}")
    headings = page.locator("paper-filter h2:visible")
    expect(headings).to_have_count(4)
    topic.select_option("efficiency")
    expect_papers(page, "chinchilla")
    expect(headings).to_have_count(0)
    expect(count(page)).to_have_text(f"1 {word('filter.one', language)}")
    year.select_option("2017")
    expect_papers(page)
    expect(count(page)).to_have_text(word("filter.none", language))
    topic.select_option("")
    expect_papers(page, "attention")
    find.fill("need")
    page.get_by_role("button", name=word("filter.clear", language)).click()
    expect_papers(page, *PAPERS)
    for field in (find, topic, year):
        expect(field).to_have_value("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_filtered_list_is_sent_as_a_link(
    page: Page, new_context: Callable[..., BrowserContext], language: Language
) -> None:
    page.goto(place("papers/", language))
    find, topic, _ = fields(page)
    find.fill("Radford Ñ")
    topic.select_option("vision-language")
    page.wait_for_url(re.compile(r"\?find=Radford"))
    find.fill("Radford")
    page.wait_for_url(re.compile(r"\?find=Radford&topic=vision-language$"))
    other = new_context().new_page()
    other.goto(page.url)
    expect_papers(other, "clip")
    assert [field.input_value() for field in fields(other)] == ["Radford", "vision-language", ""]
    fields(other)[0].fill("")
    fields(other)[1].select_option("")
    other.wait_for_url(re.compile(r"/papers/$"))


def test_language_switch_keeps_the_list_filtered(page: Page) -> None:
    page.goto("/papers/?topic=scaling")
    expect_papers(page, "chinchilla")
    switch(page)
    expect_papers(page, "chinchilla")
    assert page.locator("html").get_attribute("lang") == "es"


@pytest.mark.parametrize("query", ["topic=nothing&year=1066", "find=", "topic=%E0%A4%A", "other=1"])
def test_link_that_asks_for_nothing_known_shows_every_paper(page: Page, query: str) -> None:
    page.goto(f"/papers/?{query}")
    expect_papers(page, *PAPERS)
    expect(page.locator("paper-filter [type=reset]")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_of_a_paper_lead_to_the_papers_on_them(page: Page, language: Language) -> None:
    open_paper(page, "chinchilla", language)
    topics = {each.id: each.name[language] for each in content().topics}
    page.get_by_role("link", name=topics["efficiency"]).click()
    expect_papers(page, "chinchilla")
    expect(fields(page)[1]).to_have_value("efficiency")


def test_link_to_a_topic_shows_it_though_it_was_filtered_out(page: Page) -> None:
    page.goto("/papers/?find=dpo")
    expect_papers(page, "dpo")
    page.evaluate("location.hash = 'topic-scaling'")
    expect(page.locator("#topic-scaling")).to_be_in_viewport()
    expect_papers(page, *PAPERS)


def test_filter_works_by_keyboard(page: Page) -> None:
    page.goto("/papers/")
    find, topic, year = fields(page)
    find.focus()
    page.keyboard.type("optim")
    page.keyboard.press("Enter")
    expect_papers(page, "dpo", "chinchilla")
    page.keyboard.press("Tab")
    expect(topic).to_be_focused()
    page.keyboard.press("Tab")
    expect(year).to_be_focused()
    page.keyboard.type("2023")
    expect_papers(page, "dpo")
    page.keyboard.press("Tab")
    expect(page.locator("paper-filter [type=reset]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(find).to_be_focused()
    expect_papers(page, *PAPERS)


def test_number_is_said_once_when_the_typing_pauses(page: Page) -> None:
    stop_time(page)
    page.goto("/papers/")
    expect(count(page)).to_have_text("4 papers")
    fields(page)[0].focus()
    for letter in "clip":
        page.keyboard.type(letter)
        page.clock.run_for(PAUSE_MS - 1)
        expect(count(page)).to_have_text("4 papers")
    expect_papers(page, "clip")
    page.clock.run_for(1)
    expect(count(page)).to_have_text("1 paper")


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_reads_by_topic_without_js(
    new_context: Callable[..., BrowserContext], language: Language
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(place("papers/?topic=scaling", language))
    expect_papers(page, *PAPERS)
    expect(page.locator("paper-filter form")).to_be_hidden()
    jump = page.get_by_role("navigation", name=word("filter.jump", language))
    expect(jump.get_by_role("link")).to_have_count(4)
    topics = {each.id: each.name[language] for each in content().topics}
    jump.get_by_role("link", name=topics["preferences"]).click()
    expect(page.locator("#topic-preferences")).to_be_in_viewport()


def test_fields_move_nothing_when_they_come(page: Page) -> None:
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/papers/")
        tops = """() => {
          const top = () => document.querySelector('paper-filter h2').getBoundingClientRect().top
          const form = document.querySelector('paper-filter form')
          const after = top()
          form.hidden = true
          return [top(), after]
        }"""
        before, after = page.evaluate(tops)
        assert before == pytest.approx(after, abs=1), width


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_says_where_the_reader_stands(page: Page, language: Language) -> None:
    open_paper(page, "clip", language)
    start(page)
    page.goto(place("papers/", language))
    row = page.locator("li[data-paper=clip]")
    expect(row.locator("[data-state]")).to_have_text(word("paper.running", language))
    expect(page.locator("paper-filter [data-state]")).to_have_count(1)


def test_home_brings_the_paper_under_way_from_the_whole_list(
    page: Page, site: Path, site_url: str
) -> None:
    open_paper(page, "dpo")
    start(page)
    home = (site / "index.html").read_text(encoding="utf-8")
    without = re.sub(r'<li data-paper="dpo".*?</li>', "", home, flags=re.DOTALL)
    assert without != home
    page.route(f"{site_url}/", lambda route: route.fulfill(content_type="text/html", body=without))
    page.goto("/")
    expect(page.locator("[data-state=running] [data-paper]")).to_have_text(
        "Direct Preference Optimization (DPO)"
    )
    expect(page.locator(".papers > li").first).to_have_attribute("data-paper", "dpo")
    page.locator(".panel[data-state=running] a[data-next]").click()
    page.wait_for_url("**/papers/dpo/")
    expect(page.locator("paper-drill")).to_have_attribute("stage", "run")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_among_many_papers_is_found(page: Page, site: Path, language: Language) -> None:
    open_many(page, site, "papers/", language)
    find, topic, year = fields(page)
    find.fill("gen-0123")
    expect_papers(page, "generated-0123")
    find.fill("author3")
    topic.select_option("scaling")
    year.select_option("2022")
    expected = [at for at in range(MANY) if (at % 7, at % 8, at % 10) == (3, 3, 7)]
    expect_papers(page, *(f"generated-{at:04}" for at in expected))


def test_reference_cards_of_many_papers_are_found_and_name_those_of_the_reader(
    page: Page, site: Path
) -> None:
    open_many(page, site, "cards/")
    page.evaluate(
        """async () => {
          const store = await (await import('/assets/js/store/shared.js')).sharedStore()
          await store.append('card-saved', 'generated-0042', {claim: 'a', equation: '', weakness: '', question: ''})
        }"""
    )
    expect(page.locator("card-folder [data-title]")).to_contain_text("GEN-0042 Learning to")
    fields(page)[0].fill("gen-0042")
    expect(shown(page)).to_have_count(1)
    expect(shown(page).locator("a")).to_have_attribute("href", "../papers/generated-0042/#card")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["papers/", "cards/"])
def test_many_papers_keep_nobody_out(
    new_context: Callable[..., BrowserContext], site: Path, path: str, scheme: str
) -> None:
    context = new_context(
        color_scheme=scheme, viewport={"width": 360, "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    open_many(page, site, path, "es")
    assert page.evaluate(RUN, {}) == []
    fields(page)[0].fill("gen-01")
    expect(shown(page)).to_have_count(100)
    assert page.evaluate(RUN, {}) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
