"""Backups, events and clocks that strangers and broken disks made: read or refused, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.fuzz.browser import try_all

CODES = {"empty", "too-large", "not-json", "truncated", "not-ours", "newer-version", "no-events"}
SAME = """
  const same = (a, b, what) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${what}: ${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`)
  }
  const clean = () => {
    for (const name in {}) throw new Error(`every object has got ${name}`)
    if (({}).x !== undefined || ({}).drill !== undefined) throw new Error('prototypes are spoilt')
  }
"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open one empty page of the site for all these tests: what they run keeps nothing."""
    context = browser.new_context(base_url=site_url)
    context.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=""))
    page = context.new_page()
    page.goto("/empty")
    yield page
    context.close()


def test_backup_is_refused_by_its_reason_or_adds_to_a_log_and_takes_nothing(page: Page) -> None:
    told = try_all(
        page,
        SAME
        + """
        const [{readBackup, writeBackup, BackupError}, {isEvent, union}] =
          await Promise.all([load('core/backup'), load('core/events')])
        return ({backup, events}) => {
          const mine = union(events(12).filter(isEvent), [])
          const text = backup()
          let read
          try {
            read = readBackup(text)
          } catch (error) {
            if (error instanceof BackupError) return error.code
            throw error
          } finally {
            clean()
          }
          const written = JSON.parse(text).events
          if (!read.events.every(isEvent)) throw new Error('gave what is no event')
          const ids = new Set(written.filter(isEvent).map(({id}) => id))
          same(read.events.map(({id}) => id).sort(), [...ids].sort(), 'lost or made up')
          same(written.length - written.filter(isEvent).length, read.skipped, 'skipped')
          const given = new Map(written.map(each => [JSON.stringify(each), each]))
          for (const each of read.events) if (!given.has(JSON.stringify(each))) throw new Error('altered an event')
          // What is mine stays as it is, all of theirs is there, and once is as good as twice.
          const merged = union(mine, read.events)
          same(union(merged, read.events), merged, 'twice is more than once')
          same(union(merged, mine), merged, 'mine again')
          for (const each of mine) if (!merged.includes(each)) throw new Error('lost or altered mine')
          for (const {id} of read.events) if (!merged.some(each => each.id === id)) throw new Error('lost theirs')
          same(union(read.events, mine).map(({id}) => id).sort(), merged.map(({id}) => id).sort(), 'order of merging')
          const others = read.events.filter(({id}) => !mine.some(each => each.id === id))
          same(union(others, mine), union(mine, others), 'logs that do not differ')
          const again = readBackup(writeBackup(merged.concat(events(1).filter(isEvent)), {nowMs: 1}))
          for (const each of merged) same(again.events.find(({id}) => id === each.id), each, 'written and read')
          return 'read'
        }""",
    )
    assert set(told) <= CODES | {"read"}
    assert {"read", "not-ours", "no-events"} <= set(told)


def test_enormous_texts_in_a_backup_are_counted_or_kept_whole(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const {readBackup} = await import('/assets/js/core/backup.js')
          const event = (id, claim) => ({id: `0197f3c0-0000-7000-8000-00000000000${id}`, at: id, type: 'card-saved',
            subject: 'dpo', data: {claim, equation: '', weakness: '', question: ''}, v: 1})
          const events = [event(1, 'x'.repeat(10_000_000)), event(2, 'x'.repeat(3_000_000)), event(3, '')]
          const read = readBackup(JSON.stringify({format: 'paper-drill-backup', version: 1, events}))
          return [read.skipped, read.events.map(({data}) => data.claim.length)]
        }"""
    )
    assert told == [1, [3_000_000, 0]]


def test_any_log_is_reduced_in_any_order_to_the_same_finite_history(page: Page) -> None:
    told = try_all(
        page,
        SAME
        + """
        const [{reduceHistory}, {isEvent, union}, {cardsMarkdown}] =
          await Promise.all([load('core/history'), load('core/events'), load('core/cards')])
        const finite = (value, path = 'history') => {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`)
          if (value && typeof value === 'object') {
            for (const name of Object.keys(value)) finite(value[name], `${path}.${name}`)
          }
        }
        return ({events, text}) => {
          const log = union(events(40).filter(isEvent), [])
          const before = JSON.stringify(log)
          const history = reduceHistory(log)
          finite(history)
          same(reduceHistory([...log].reverse()), history, 'another order')
          same(reduceHistory(union(log, log)), history, 'merged with itself')
          if (JSON.stringify(log) !== before) throw new Error('altered the log')
          for (const {rubric, spentMs} of history.drills) {
            finite(Object.values(rubric?.scores ?? {}).reduce((sum, score) => sum + score, 0), 'sum of scores')
            finite(Object.values(spentMs).reduce((sum, ms) => sum + ms, 0), 'time spent')
          }
          const labels = {title: text(), claim: 'c', equation: 'e', weakness: 'w', question: 'q', papers: {dpo: 'DPO'}}
          const markdown = cardsMarkdown(history.cards, labels)
          if (typeof markdown !== 'string' || !markdown.startsWith('# ')) throw new Error('no Markdown')
          clean()
          return history.skipped ? 'skipped some' : 'took all'
        }""",
    )
    assert set(told) == {"skipped some", "took all"}


def test_any_stored_clock_is_refused_or_shows_a_time(page: Page) -> None:
    told = try_all(
        page,
        SAME
        + """
        const [{isClock, wakeClock, reanchorClock}, clocks, {readClock, announcements}, {clockText, elapsedText}] =
          await Promise.all([load('core/clock-repair'), load('core/clock'), load('core/clock-reading'), load('core/format')])
        const whole = {
          phases: [{id: 'title', ms: 5}, {id: 'method', ms: 7}], index: 0, allottedMs: {title: 5, method: 7},
          spentMs: {title: 1, method: 0}, anchorMs: 9, running: true, limited: true, factor: 1, outcome: null,
        }
        return ({changed, below, pick, number}) => {
          let clock = {...whole, anchorMs: 1.77e12 - below(30), running: below(2) > 0, limited: below(2) > 0}
          for (let left = below(3); left > 0; left--) clock = changed(clock)
          if (!isClock(clock)) return 'refused'
          const before = JSON.stringify(clock)
          const nowMs = 1.77e12 + below(20)
          const acts = [clocks.pauseClock, clocks.resumeClock, clocks.nextPhase, clocks.stopClock, clocks.unlimitClock,
            clocks.limitClock, clocks.advanceClock, (each, now) => clocks.stretchClock(each, 2, now)]
          let now = wakeClock(clock, nowMs, 1.77e12)
          const readings = []
          for (let step = 0; step < 5; step++) {
            now = pick(acts)(now, nowMs + step)
            if (!isClock(now)) throw new Error(`is no clock any more: ${JSON.stringify(now)}`)
            const reading = readClock(now, nowMs + step)
            for (const [name, value] of Object.entries(reading)) {
              if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${name} is ${value}`)
            }
            const {fraction, phaseLeftMs} = reading
            if (fraction < 0 || fraction > 1 || phaseLeftMs < 0) throw new Error(JSON.stringify(reading))
            if (!/^\\d+:\\d\\d$/.test(clockText(reading.totalLeftMs))) throw new Error(clockText(reading.totalLeftMs))
            if (!/^\\d+:\\d\\d$/.test(elapsedText(reading.elapsedMs))) throw new Error(elapsedText(reading.elapsedMs))
            if (readings.length > 0) announcements(readings.at(-1), reading)
            readings.push(reading)
          }
          reanchorClock(now, {wallMs: nowMs, lastWallMs: nowMs + 5000, monoMs: 9, lastMonoMs: 0})
          if (JSON.stringify(clock) !== before) throw new Error('altered the clock')
          return 'read'
        }""",
    )
    assert set(told) == {"refused", "read"}
