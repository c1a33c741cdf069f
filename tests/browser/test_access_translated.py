"""A page that the browser translates: text is moved into other nodes under our feet, and all goes on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drill import (
    STORE,
    act,
    clock,
    content,
    events,
    expect_clock,
    expect_stage,
    field,
    open_paper,
    pass_time,
    phase_now,
    place,
    start,
    stop_time,
)

TRANSLATE = """target => {
  const kept = 'script, style, textarea, code, svg, math, [translate=no], .notranslate'
  const turn = root => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walk.nextNode()) texts.push(walk.currentNode)
    for (const text of texts) {
      if (!text.data.trim() || !text.parentElement || text.parentElement.closest(`${kept}, font`)) continue
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      outer.style.verticalAlign = inner.style.verticalAlign = 'inherit'
      inner.textContent = `«${text.data}»`
      outer.append(inner)
      text.replaceWith(outer)
    }
  }
  turn(document.body)
  const title = document.querySelector('title')
  title.textContent = `«${title.textContent}»`
  document.documentElement.lang = target
  document.documentElement.classList.add('translated-ltr')
  // What a page writes later is translated later.
  new MutationObserver(changes => {
    for (const {target} of changes) turn(target.nodeType === Node.TEXT_NODE ? target.parentNode : target)
  }).observe(document.body, {childList: true, subtree: true, characterData: true})
}"""
"""What Chrome's translator does to a page, as far as a page can tell."""


def translate(page: Page, target: str = "fr") -> None:
    """Translate the page as the browser would."""
    page.evaluate(TRANSLATE, target)
    expect(page.locator("font").first).to_be_attached()


def test_translated_page_drills_to_the_end(page: Page) -> None:
    stop_time(page)
    open_paper(page)
    translate(page)
    start(page)
    field(page, "title").fill("words before")
    pass_time(page, 2.1)
    expect(page.locator("drill-run [data-said]")).to_contain_text("«")
    pass_time(page, 0.4)
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect_clock(page, "2:30", "17:30")
    act(page, "next").click()
    expect(page.locator("[data-phase=method] .phase__title")).to_be_focused()
    act(page, "stop").click()
    expect(page.locator("drill-review textarea").first).to_have_value("words before")
    act(page, "done").click()
    expect(page.locator(".discussion__ask")).to_contain_text("«")
    act(page, "reveal").click()
    page.locator("drill-discussion .ticks input").first.check()
    act(page, "remembered").click()
    act(page, "finish").click()
    act(page, "skip").click()
    page.locator("drill-card [type=submit]").click()
    expect_stage(page, "finished")
    (answered,) = events(page, "follow-up-answered")
    assert answered["data"]["units"] == [0]
    (card,) = events(page, "card-saved")
    assert card["data"]["claim"] == "words before"


def test_page_translated_in_mid_drill_keeps_its_clock_and_its_words(page: Page) -> None:
    stop_time(page)
    open_paper(page, language="es")
    start(page)
    field(page, "title").fill("antes")
    pass_time(page, 1)
    translate(page, "de")
    expect(clock(page, "phase").locator("font")).to_have_count(0)
    pass_time(page, 0.5)
    expect_clock(page, "0:30", "18:30")
    field(page, "title").press_sequentially(" y después")
    pass_time(page, 1)
    expect(phase_now(page)).to_have_attribute("data-phase", "figures")
    expect(field(page, "title")).to_have_value("antes y después")
    act(page, "pause").click()
    page.reload()
    expect(field(page, "title")).to_have_value("antes y después")


def test_translated_search_answers(page: Page) -> None:
    open_paper(page)
    translate(page)
    page.locator("site-search > button").click()
    page.get_by_role("searchbox").fill("softmax")
    expect(page.locator(".found a").first).to_be_visible()
    expect(page.locator("site-search [data-found]:visible")).to_contain_text("«")


def test_translated_lists_say_numbers_and_dates_in_the_language_of_the_page(page: Page) -> None:
    open_paper(page)
    start(page)
    act(page, "stop").click()
    act(page, "done").click()
    act(page, "finish").click()
    act(page, "skip").click()
    page.locator("drill-card [type=submit]").click()
    page.locator("#drill-finished:focus").wait_for()
    page.goto("/progress/")
    page.locator("drill-history li").first.wait_for()
    translate(page)
    page.evaluate(
        f"async () => {{ {STORE}; await store.append('card-saved', 'dpo', {{claim: 'c'}}) }}"
    )
    when = page.locator("drill-history time")
    shown = "at => new Date(at).toLocaleString('fr', {dateStyle: 'medium', timeStyle: 'short'})"
    expect(when).to_contain_text(page.evaluate(shown, when.get_attribute("datetime")))
    page.goto("/cards/")
    translate(page)
    card = page.locator("card-folder li")
    card.locator("[name=claim]").fill("typed after the translation")
    card.locator("[type=submit]").click()
    expect(card.locator("[data-saved]")).to_be_visible()


@pytest.mark.parametrize("path", ["", "papers/", "papers/dpo/", "cards/", "whiteboard/kv-cache/"])
def test_what_is_not_language_is_not_translated(page: Page, path: str) -> None:
    page.goto(place(path, "es"))
    open_to_it = page.evaluate(
        """() => [...document.querySelectorAll('math, .loc:not(.loc--own), code, .bar__mark span, [data-clock]')]
          .filter(node => !node.closest('[translate=no], code'))
          .map(node => node.outerHTML.slice(0, 100))"""
    )
    assert open_to_it == []
    kept = page.locator("article [translate=no]").all_text_contents()
    for paper in content().papers:
        if path in {"", "papers/", "cards/", f"papers/{paper.slug}/"}:
            assert any(paper.title in text for text in kept)
