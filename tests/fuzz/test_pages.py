"""Whatever a backup, a database, an address or a reader brings stays text, and no page breaks on it."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drill import STORE, act, expect_stage, open_paper, start, to_card
from tests.fuzz.browser import try_all
from tests.fuzz.effort import CASES

UNHURT = """
  const unhurt = () => {
    const made = document.querySelector(
      '#hacked, [onerror], [onload], [src="x"], a[href^="javascript:"], article u, article textarea b')
    if (made) throw new Error(`made ${made.outerHTML}`)
    if ('hacked' in globalThis) throw new Error('ran what it was given')
    const words = document.querySelector('article').innerText
    if (/\\b(NaN|Infinity|undefined)\\b|\\[object |native code/.test(words)) throw new Error(words)
  }
  const settled = () => new Promise(resolve => setTimeout(resolve, 5))
"""
OPEN = STORE + "\n"
"""The store that the page itself uses."""
FEW = max(20, CASES // 6)
"""Of what takes a whole page a tenth of a second."""


@pytest.mark.parametrize("address", ["/progress/", "/es/cards/", "/", "/practice/dpo/"])
def test_any_log_is_shown_as_text(page: Page, address: str) -> None:
    page.goto(address)
    told = try_all(
        page,
        UNHURT
        + OPEN
        + """
        return async ({events}) => {
          const {added} = await store.merge(events(20))
          await settled()
          unhurt()
          for (const button of document.querySelectorAll('card-folder [data-act=remove]')) {
            button.click()
            await settled()
            document.querySelector('card-folder [data-act=undo]').click()
            await settled()
          }
          unhurt()
          await store.clear()
          return added > 0 ? 'some' : 'none'
        }""",
        FEW,
    )
    assert told["some"] > 0


def test_any_draft_of_a_drill_is_shown_or_left_alone(page: Page) -> None:
    open_paper(page)
    start(page)
    told = try_all(
        page,
        UNHURT
        + OPEN
        + """
        const source = await (await fetch(location.pathname)).text()
        const fresh = new DOMParser().parseFromString(source, 'text/html').querySelector('paper-drill')
        const whole = await store.readDraft('drill:dpo')
        const follow = [...document.querySelectorAll('article > .follow-up')].map(({id}) => id)
        const countdown = {phases: [{id: 'answer', ms: 6e4}], index: 0, allottedMs: {answer: 6e4}, spentMs: {answer: 0},
          anchorMs: Date.now(), running: true, limited: true, factor: 1, outcome: null}
        const discussion = {seed: 1, order: follow, at: 1, clock: countdown, text: 't', ticks: [0], revealed: true}
        return async ({pick, changed, below}) => {
          const stage = pick(['run', 'review', 'discussion', 'rubric', 'card'])
          let draft = {...whole, stage, clock: pick([whole.clock, whole.clock, whole.clock, countdown]), discussion: pick([null, discussion]), card: pick([null, {claim: 'c'}])}
          for (let left = 1 + below(2); left > 0; left--) draft = changed(draft)
          try {
            store.saveDraft('drill:dpo', draft)
          } catch (error) {
            if (error instanceof TypeError) return 'not stored'
            throw error
          }
          await store.flush()
          const element = document.importNode(fresh, true)
          document.documentElement.toggleAttribute('data-unearned', true)
          document.querySelector('paper-drill').replaceWith(element)
          for (let wait = 0; wait < 200 && document.documentElement.hasAttribute('data-unearned'); wait++) await settled()
          if (document.documentElement.hasAttribute('data-unearned')) {
            throw new Error(`the page stays hidden: ${JSON.stringify(draft)}`)
          }
          unhurt()
          return element.getAttribute('stage') === null ? 'left alone' : 'shown'
        }""",
        FEW,
    )
    assert {"left alone", "shown"} <= set(told)


def test_any_draft_of_a_question_is_shown_or_left_alone(page: Page) -> None:
    page.goto("/practice/dpo/")
    page.locator("quiz-item[ready]").last.wait_for()
    told = try_all(
        page,
        UNHURT
        + OPEN
        + """
        const folded = [...document.querySelectorAll('quiz-item:not([type=equation])')].map(each => each.cloneNode(true))
        return async ({pick, changed, below, text}) => {
          const item = pick(folded).cloneNode(true)
          const form = new DOMParser().parseFromString(item.querySelector('noscript').textContent, 'text/html')
          const names = [...form.querySelectorAll('[name]')].map(({name}) => name)
          const value = () => pick([text, () => '0', () => form.querySelector('[value]')?.getAttribute('value') ?? ''])()
          const answer = Object.fromEntries(Array.from({length: 1 + below(4)}, () => [pick([...names, ...names, 'order', text()]), [value()]]))
          let draft = {revision: 1, answer, step: below(4), sure: pick(['sure', '', text()]), hints: below(5), sealed: below(2) > 0}
          for (let left = below(2); left > 0; left--) draft = changed(draft)
          try {
            store.saveDraft(`item:${item.id}`, draft)
          } catch (error) {
            if (error instanceof TypeError) return 'not stored'
            throw error
          }
          document.getElementById(item.id).replaceWith(item)
          for (let wait = 0; wait < 200 && !item.hasAttribute('ready'); wait++) await settled()
          if (!item.hasAttribute('ready')) throw new Error(`is not ready: ${JSON.stringify(draft)}`)
          item.open()
          await settled()
          unhurt()
          await store.removeDraft(`item:${item.id}`)
          return item.hasAttribute('result') ? 'marked' : 'not marked'
        }""",
        FEW,
    )
    assert {"marked", "not marked"} <= set(told)


def test_any_fragment_names_a_place_or_is_said_to_name_none(page: Page) -> None:
    open_paper(page)
    told = try_all(
        page,
        UNHURT
        + """
        const count = document.querySelectorAll('*').length
        const ids = [...document.querySelectorAll('article [id]')].map(({id}) => id)
        const notice = document.querySelector('link-notice p')
        return async ({pick, text, below}) => {
          const fragment = pick([text, text, () => pick(ids), () => pick(ids).slice(below(3)), () => 'cold' + pick(['', '%', '?'])])()
          location.hash = `#${fragment}`
          await settled()
          const raw = location.hash.slice(1)
          let target = null
          try { target = document.getElementById(decodeURIComponent(raw)) } catch {}
          const named = raw === '' || raw.startsWith('__') || target !== null
          for (let wait = 0; wait < 100 && notice.hidden !== named; wait++) await settled()
          if (notice.hidden !== named) throw new Error(`${location.hash}: ${notice.hidden}`)
          if (document.querySelectorAll('*').length !== count) throw new Error(`${location.hash} changed the document`)
          unhurt()
          return named ? 'a place' : 'none'
        }""",
        FEW,
    )
    assert set(told) == {"a place", "none"}


@pytest.mark.parametrize(
    "query",
    [
        "h=<img src=x onerror=hacked=1>",
        "h=(((&h=[",
        "h=%E0%A4%A",
        "q=<b id=hacked>",
        "__proto__=1",
        "h=\\",
    ],
)
def test_no_query_becomes_a_part_of_the_page(page: Page, query: str) -> None:
    page.goto(f"/papers/dpo/?{quote(query, safe='=&%')}#claim")
    expect(page.locator("paper-drill[ready]")).to_be_attached()
    page.evaluate(f"() => {{ {UNHURT} unhurt() }}")


def test_anything_left_behind_by_a_page_is_taken_up_or_set_aside(page: Page) -> None:
    page.goto("/cards/")
    told = try_all(
        page,
        """
        const {Journal} = await load('store/journal')
        const [{isEvent}, {isDraft}] = await Promise.all([load('core/events'), load('store/memory')])
        return ({events, any, pick, below, text}) => {
          localStorage.clear()
          const drafts = Array.from({length: below(3)}, () => pick([any(), {key: text(), at: below(9), value: any()}]))
          const json = JSON.stringify(pick([{events: events(5), drafts}, {events: events(5), drafts}, any()])) ?? ''
          const left = pick([json, json, json.slice(0, below(json.length + 1)), text()])
          localStorage.setItem('fuzz unsaved 1', left)
          const journal = new Journal('fuzz')
          const read = journal.read()
          if (!read.events.every(isEvent) || !read.drafts.every(isDraft)) throw new Error('gave what is none')
          journal.clear()
          let whole = false
          try {
            const {events, drafts} = JSON.parse(left)
            whole = events.every(isEvent) && drafts.every(isDraft)
          } catch {}
          const kept = localStorage.getItem('fuzz damaged 1')
          if (localStorage.getItem('fuzz unsaved 1') !== null) throw new Error(`was not cleared: ${left}`)
          if (kept !== (whole ? null : left)) throw new Error(`lost: ${left}`)
          if ((read.damaged.length === 0) !== whole) throw new Error(`not told: ${left}`)
          journal.wipe()
          if (localStorage.length > 0) throw new Error(`not wiped: ${left}`)
          return whole ? 'taken up' : 'set aside'
        }""",
    )
    assert set(told) == {"taken up", "set aside"}


def test_whatever_is_typed_comes_back_as_it_was_typed(page: Page) -> None:
    open_paper(page)
    to_typed = """
        const element = document.querySelector('paper-drill')
        const count = document.querySelectorAll('*').length
        return async ({text, pick}) => {
          const fields = [...element.querySelectorAll('[data-stage]:not([hidden]) textarea')]
          const field = pick(fields)
          field.value = text().toWellFormed()
          const typed = field.value
          field.dispatchEvent(new Event('input', {bubbles: true}))
          const {words, card} = await store.readDraft('drill:dpo')
          if (({...words, ...card})[field.name] !== typed) throw new Error(`${field.name} lost ${typed}`)
          if (field.value !== typed) throw new Error(`${field.name} changed`)
          unhurt()
          if (document.querySelectorAll('*').length !== count) throw new Error('changed the document')
          return 'kept'
        }"""
    start(page)
    assert try_all(page, UNHURT + OPEN + to_typed)["kept"] == CASES
    act(page, "stop").click()
    expect_stage(page, "review")
    page.evaluate(f"async () => {{ {STORE}; await store.clear() }}")
    page.reload()
    start(page)
    to_card(page)
    assert try_all(page, UNHURT + OPEN + to_typed)["kept"] == CASES
