"""The store: what is kept, shared by tabs, and what happens when the browser will not."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route

EMPTY = '<!doctype html><link rel="icon" href="data:,">'

CARD = {"claim": "a claim", "equation": "", "weakness": "", "question": ""}

# Replaces a function of the browser before the page runs.
FAULTS = {
    "open throws": """
      IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
    """,
    "open is refused": """
      IDBFactory.prototype.open = () => {
        const request = indexedDB.deleteDatabase('never')
        const refused = Object.create(IDBOpenDBRequest.prototype)
        const target = new EventTarget()
        Object.defineProperties(refused, {
          addEventListener: {value: target.addEventListener.bind(target)},
          removeEventListener: {value: target.removeEventListener.bind(target)},
          error: {value: new DOMException('A mutation was attempted', 'InvalidStateError')},
        })
        request.onsuccess = () => target.dispatchEvent(new Event('error'))
        return refused
      }
    """,
    "there is none": "Object.defineProperty(globalThis, 'indexedDB', {value: undefined})",
    "looking is forbidden": """
      Object.defineProperty(globalThis, 'indexedDB', {
        get() { throw new DOMException('no', 'SecurityError') }
      })
    """,
}

FULL = """() => {
  globalThis.put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError') }
}"""
ROOM = "() => { IDBObjectStore.prototype.put = globalThis.put }"


def serve_empty(route: Route) -> None:
    """Answer with a page that has nothing of its own."""
    route.fulfill(content_type="text/html", body=EMPTY)


@pytest.fixture
def open_tab(context: BrowserContext) -> Callable[..., Page]:
    """Open a tab of the site with a store of its own name, `store`, on an empty page."""
    context.route("**/empty*", serve_empty)

    def open_tab(fault: str = "") -> Page:
        page = context.new_page()
        page.add_init_script(fault)
        page.goto("/empty")
        open_store(page)
        return page

    return open_tab


def open_store(page: Page) -> None:
    """Open the store as a page does, and note what it tells."""
    page.evaluate(
        """async () => {
          const {openStore} = await import('/assets/js/store/index.js')
          globalThis.store = await openStore({name: 'test'})
          globalThis.told = []
          for (const type of ['change', 'trouble']) {
            store.addEventListener(type, ({detail}) => told.push({[type]: detail}))
          }
        }"""
    )


def reload(page: Page) -> None:
    """Load the page anew, without asking the store to do anything before."""
    page.reload()
    open_store(page)


def save_card(page: Page, paper: str) -> Any:
    """Append an event."""
    return page.evaluate("given => store.append('card-saved', ...given)", [paper, CARD])


def papers(page: Page) -> list[str]:
    """List the subjects of the log, in its order."""
    subjects: list[str] = page.evaluate(
        "async () => (await store.events()).map(({subject}) => subject)"
    )
    return subjects


def state(page: Page) -> tuple[str, str | None, int]:
    """Say what the store says of itself."""
    said = page.evaluate("store.state")
    return said["kind"], said["trouble"], said["unsaved"]


def raw(page: Page, body: str) -> Any:
    """Use the database behind the store's back."""
    return page.evaluate(
        """async body => {
          const db = await new Promise((resolve, reject) => {
            const request = indexedDB.open('test')
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error)
          })
          const ask = (name, mode, work) => new Promise((resolve, reject) => {
            const tx = db.transaction(name, mode)
            const request = work(tx.objectStore(name))
            tx.oncomplete = () => resolve(request.result)
            tx.onabort = () => reject(tx.error)
          })
          const AsyncFunction = (async () => {}).constructor
          try { return await new AsyncFunction('ask', body)(ask) } finally { db.close() }
        }""",
        body,
    )


def wait_for(page: Page, expression: str) -> None:
    """Wait until an asynchronous expression is true."""
    page.evaluate(
        f"""async () => {{
          for (let left = 1000; !({expression}); left--) {{
            if (left === 0) throw new Error('this never came true')
            await new Promise(resolve => setTimeout(resolve, 20))
          }}
        }}"""
    )


# What is kept


def test_event_is_there_after_a_reload(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    event = save_card(tab, "dpo")
    assert (event["type"], event["subject"], event["data"], event["v"]) == (
        "card-saved",
        "dpo",
        CARD,
        1,
    )

    reload(tab)

    assert tab.evaluate("store.events()") == [event]
    assert state(tab) == ("saved", None, 0)


def test_events_of_one_millisecond_keep_their_order(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    names = [f"paper-{number:02}" for number in range(50)]
    tab.evaluate(
        """async names => {
          const now = Date.now()
          Date.now = () => now
          await Promise.all(names.map(name => store.append('card-saved', name, {})))
        }""",
        names,
    )
    assert papers(tab) == names
    reload(tab)
    assert papers(tab) == names


def test_more_events_than_a_millisecond_can_count_keep_their_order(
    open_tab: Callable[..., Page],
) -> None:
    ids = open_tab().evaluate(
        """async () => {
          const {Mint} = await import('/assets/js/store/mint.js')
          const {uuid7} = await import('/assets/js/core/ids.js')
          const mint = new Mint()
          return Array.from({length: 10_000}, () => {
            const {nowMs, bytes} = mint.next(1_800_000_000_000)
            return uuid7(nowMs, bytes)
          })
        }"""
    )
    assert ids == sorted(ids)
    assert len(set(ids)) == 10_000


def test_what_happens_after_the_clock_was_set_back_is_still_later(
    open_tab: Callable[..., Page],
) -> None:
    tab = open_tab()
    save_card(tab, "first")
    set_back = "(() => { const now = Date.now.bind(Date); Date.now = () => now() - 3_600_000 })()"
    tab.evaluate(set_back)
    save_card(tab, "second")
    tab.add_init_script(set_back)
    reload(tab)
    assert papers(tab) == ["first", "second"]
    save_card(tab, "third")
    assert papers(tab) == ["first", "second", "third"]


def test_clock_that_was_years_ahead_is_not_followed(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.evaluate(
        """async () => {
          const event = await store.append('card-saved', 'first', {})
          await store.merge([{...event, id: crypto.randomUUID(), at: event.at + 1e11}])
          await store.events()
        }"""
    )
    assert tab.evaluate(
        "async () => (await store.append('card-saved', 'x', {})).at - Date.now() < 60_000"
    )


def test_unknown_types_and_newer_versions_are_kept(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    event = save_card(tab, "dpo")
    uuid = "0197f3c0-0000-7000-8000-000000000001"
    newer = event | {"id": uuid, "v": 3, "type": "dreamt", "data": {"of": ["sheep"]}, "extra": [1]}
    assert tab.evaluate("newer => store.merge([newer])", newer) == {"added": 1}
    reload(tab)
    assert newer in tab.evaluate("store.events()")


def test_restore_adds_what_is_missing_once_and_alters_nothing(
    open_tab: Callable[..., Page],
) -> None:
    tab = open_tab()
    mine = save_card(tab, "dpo")
    theirs = mine | {"id": "0197f3c0-0000-7000-8000-000000000001", "subject": "clip", "at": 5}
    forged = mine | {"data": {"claim": "forged"}}
    backup = [theirs, forged, {"id": "no event"}, theirs, None]

    assert tab.evaluate("backup => store.merge(backup)", backup) == {"added": 1}
    assert tab.evaluate("backup => store.merge(backup.reverse())", backup) == {"added": 0}
    assert tab.evaluate("store.merge([])") == {"added": 0}

    reload(tab)
    assert tab.evaluate("store.events()") == [theirs, mine]


def test_large_restore_is_told_to_other_tabs(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    assert papers(other) == []
    one.evaluate(
        """async () => {
          const event = await store.append('card-saved', 'dpo', {})
          await store.merge(Array.from({length: 1000}, () => ({...event, id: crypto.randomUUID()})))
        }"""
    )
    wait_for(other, "(await store.events()).length === 1001")


def test_draft_is_written_by_itself(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.evaluate(
        """() => {
          for (const text of ['h', 'he', 'hel', 'hello']) store.saveDraft('dpo/words', {text})
        }"""
    )
    assert tab.evaluate("store.readDraft('dpo/words')") == {"text": "hello"}
    wait_for(tab, "store.state.unsaved === 0")
    assert raw(tab, "return ask('drafts', 'readonly', store => store.count())") == 1
    tab.evaluate("store.close()")
    reload(tab)
    assert tab.evaluate("store.readDraft('dpo/words')") == {"text": "hello"}


def test_steady_typing_does_not_put_writing_off(open_tab: Callable[..., Page]) -> None:
    """A key every 50 ms: what was typed early is in the database while typing goes on."""
    tab = open_tab()
    tab.evaluate(
        """() => {
          let count = 0
          globalThis.typing = setInterval(() => store.saveDraft('words', count++), 50)
        }"""
    )
    other = open_tab()
    wait_for(other, "(await store.readDraft('words')) > 5")
    tab.evaluate("clearInterval(typing)")


@pytest.mark.parametrize("leave", ["reload", "goto", "close"])
def test_what_was_typed_right_before_leaving_is_there(
    open_tab: Callable[..., Page], leave: str
) -> None:
    tab = open_tab()
    tab.evaluate("() => { store.saveDraft('words', 'the last letter') }")
    if leave == "reload":
        tab.reload()
    elif leave == "goto":
        tab.goto("/empty?other")
    else:
        tab.close(run_before_unload=True)
        tab = open_tab()
    open_store(tab)
    assert tab.evaluate("store.readDraft('words')") == "the last letter"


def test_removed_draft_is_gone(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.evaluate(
        """async () => {
          store.saveDraft('one', 1)
          store.saveDraft('two', 2)
          await store.flush()
          store.saveDraft('three', 3)
          await store.removeDraft('one')
          await store.removeDraft('never-was')
        }"""
    )
    keys = "async () => (await store.drafts()).map(({key}) => key).sort()"
    assert tab.evaluate("store.readDraft('one')") is None
    assert tab.evaluate(keys) == ["three", "two"]
    reload(tab)
    assert tab.evaluate(keys) == ["three", "two"]


def test_draft_is_a_copy(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    read = tab.evaluate(
        """async () => {
          const value = {text: 'as saved'}
          store.saveDraft('words', value)
          value.text = 'changed since'
          return store.readDraft('words')
        }"""
    )
    assert read == {"text": "as saved"}


def test_draft_that_no_database_could_hold_is_a_mistake_of_ours(
    open_tab: Callable[..., Page],
) -> None:
    said = open_tab().evaluate(
        """() => {
          try { store.saveDraft('words', {run() {}}) } catch (error) { return error.message }
        }"""
    )
    assert said == "Inconsistent: the draft words is not plain"


def test_cleared_store_is_empty_in_all_tabs(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    save_card(one, "dpo")
    one.evaluate("async () => { store.saveDraft('words', 1); await store.flush() }")
    assert papers(other) == ["dpo"]
    one.evaluate("store.clear()")
    wait_for(other, "(await store.events()).length === 0 && (await store.drafts()).length === 0")
    reload(one)
    assert papers(one) == []


def test_browser_is_asked_once_not_to_throw_it_away(open_tab: Callable[..., Page]) -> None:
    asked = """
      globalThis.asked = 0
      StorageManager.prototype.persisted = async () => false
      StorageManager.prototype.persist = async () => { globalThis.asked++; return false }
    """
    tab = open_tab(asked)
    tab.evaluate("async () => { store.saveDraft('words', 1); await store.flush() }")
    assert tab.evaluate("asked") == 0
    save_card(tab, "dpo")
    wait_for(tab, "asked === 1")
    save_card(tab, "clip")
    reload(tab)
    save_card(tab, "attention")
    tab.evaluate("new Promise(resolve => setTimeout(resolve, 100))")
    assert tab.evaluate("asked") == 0
    assert tab.evaluate("store.persist()") is False
    assert tab.evaluate("asked") == 1


def test_promise_of_the_browser_is_in_the_state(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("StorageManager.prototype.persist = async () => true")
    assert tab.evaluate("store.state.persisted") is False
    assert tab.evaluate("store.persist()") is True
    assert tab.evaluate("store.state.persisted") is True
    assert tab.evaluate("told.at(-1)") == {
        "trouble": {"kind": "saved", "trouble": None, "persisted": True, "unsaved": 0}
    }


# Two tabs


def test_event_of_one_tab_is_seen_in_the_other(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    assert papers(other) == []
    event = save_card(one, "dpo")
    wait_for(other, "told.length > 0")
    assert other.evaluate("told") == [{"change": {"events": [event]}}]
    assert one.evaluate("told") == [{"change": {"events": [event]}}]
    assert papers(other) == ["dpo"]


def test_events_of_two_tabs_make_one_log(open_tab: Callable[..., Page]) -> None:
    tabs = open_tab(), open_tab()
    for number in range(10):
        save_card(tabs[number % 2], f"paper-{number}")
    for tab in tabs:
        wait_for(tab, "(await store.events()).length === 10")
        assert papers(tab) == [f"paper-{number}" for number in range(10)]


def test_draft_of_one_tab_is_told_to_the_other(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    one.evaluate("() => { store.saveDraft('words', 'typed in one') }")
    wait_for(other, "told.some(({change}) => change?.draft === 'words')")
    assert other.evaluate("store.readDraft('words')") == "typed in one"
    assert one.evaluate("told") == []


def test_only_one_tab_holds_and_another_may_take(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    hold = """async how => {
      globalThis.lost = 0
      globalThis.holding = await store[how]('drill/dpo', () => { globalThis.lost++ })
      return holding.held
    }"""
    assert one.evaluate(hold, "hold") is True
    assert other.evaluate(hold, "hold") is False
    assert other.evaluate("async () => (await store.hold('drill/clip', () => {})).held") is True

    one.evaluate("() => { store.saveDraft('words', 'typed right before') }")
    assert other.evaluate(hold, "take") is True

    wait_for(one, "lost === 1")
    wait_for(other, "await store.readDraft('words') === 'typed right before'")
    assert one.evaluate(hold, "hold") is False
    assert other.evaluate("lost") == 0


def test_what_is_released_or_left_can_be_held(open_tab: Callable[..., Page]) -> None:
    one, other = open_tab(), open_tab()
    hold = "async () => (globalThis.holding = await store.hold('drill')).held"
    assert one.evaluate(hold) is True
    one.evaluate("() => { holding.release(); holding.release() }")
    assert other.evaluate(hold) is True
    other.close()
    wait_for(one, "(await store.hold('drill', () => {})).held")


def test_tab_that_is_loaded_anew_holds_again(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    for _ in range(5):
        assert tab.evaluate("async () => (await store.hold('drill')).held") is True
        reload(tab)


def test_without_locks_and_channels_a_tab_works_alone(open_tab: Callable[..., Page]) -> None:
    tab = open_tab(
        """
        delete globalThis.BroadcastChannel
        Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})
        Object.defineProperty(Navigator.prototype, 'storage', {value: undefined})
        """
    )
    save_card(tab, "dpo")
    assert tab.evaluate("async () => (await store.hold('drill', () => {})).held") is True
    assert tab.evaluate("store.persist()") is False
    reload(tab)
    assert papers(tab) == ["dpo"]
    assert state(tab) == ("saved", None, 0)


def test_messages_of_another_version_do_no_harm(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "dpo")
    tab.evaluate(
        """async () => {
          const channel = new BroadcastChannel('test')
          const strange = [null, 7, 'x', [], {events: [{id: 'x'}]}, {draft: 5}, {unknown: true}]
          for (const message of [...strange, {draft: 'last'}]) channel.postMessage(message)
        }"""
    )
    wait_for(tab, "told.some(({change}) => change?.draft === 'last')")
    assert papers(tab) == ["dpo"]


def test_older_draft_that_was_left_behind_does_not_win(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.evaluate(
        """async () => {
          store.saveDraft('words', 'newer')
          await store.flush()
          const older = {key: 'words', at: Date.now() - 60_000, value: 'older'}
          const other = {key: 'other', at: 5, value: 'kept'}
          const left = {events: [{id: 'no event'}], drafts: [older, other, 7]}
          localStorage.setItem('test unsaved x', JSON.stringify(left))
          localStorage.setItem('test unsaved y', 'cut sho')
          localStorage.setItem('of another site part', 'kept')
        }"""
    )
    reload(tab)
    assert tab.evaluate("store.readDraft('words')") == "newer"
    assert tab.evaluate("store.readDraft('other')") == "kept"
    # What was cut short is set aside, not thrown away.
    left = ["of another site part", "test damaged x", "test damaged y"]
    wait_for(tab, f"Object.keys(localStorage).sort().join() === '{','.join(left)}'")


# Storage refused, full, damaged


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_typed_is_lost_between_pages_where_only_the_database_is_refused(
    open_tab: Callable[..., Page], fault: str
) -> None:
    tab = open_tab(FAULTS[fault])
    save_card(tab, "dpo")
    for _ in range(2):
        tab.evaluate("() => { store.saveDraft('words', 'typed') }")
        reload(tab)
        assert papers(tab) == ["dpo"]
        assert tab.evaluate("store.readDraft('words')") == "typed"
    assert tab.evaluate("localStorage.length") == 1
    assert state(tab) == ("memory", "refused", 2)


@pytest.mark.parametrize("fault", FAULTS)
def test_refused_storage_is_said_and_everything_works_in_memory(
    open_tab: Callable[..., Page], fault: str
) -> None:
    tab = open_tab(FAULTS[fault])
    assert state(tab) == ("memory", "refused", 0)
    save_card(tab, "dpo")
    tab.evaluate("async () => { store.saveDraft('words', 'typed'); await store.flush() }")

    assert papers(tab) == ["dpo"]
    assert tab.evaluate("store.readDraft('words')") == "typed"
    assert tab.evaluate("events => store.merge(events)", tab.evaluate("store.events()")) == {
        "added": 0
    }
    assert tab.evaluate("store.damaged()") == []
    assert state(tab) == ("memory", "refused", 2)
    tab.evaluate("store.removeDraft('words')")
    assert tab.evaluate("store.readDraft('words')") is None
    tab.evaluate("store.clear()")
    assert papers(tab) == []


SLOW = """
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given)
    const listen = request.addEventListener
    request.addEventListener = function (type, listener) {
      listen.call(request, type, event => {
        if (type !== 'success') listener(event)
        else globalThis.answer = new Promise(resolve => {
          globalThis.letOpen = () => { listener(event); resolve() }
        })
      })
    }
    return request
  }
"""


def test_database_that_does_not_answer_is_used_when_it_does(open_tab: Callable[..., Page]) -> None:
    tab = open_tab(SLOW)
    assert state(tab) == ("memory", "blocked", 0)
    save_card(tab, "dpo")
    tab.evaluate("() => { store.saveDraft('words', 'typed') }")
    assert papers(tab) == ["dpo"]

    tab.evaluate("letOpen()")

    wait_for(tab, "store.state.kind === 'saved' && store.state.unsaved === 0")
    assert papers(tab) == ["dpo"]
    other = open_tab()
    assert papers(other) == ["dpo"]
    assert other.evaluate("store.readDraft('words')") == "typed"


def test_full_disk_is_said_and_written_to_when_there_is_room(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "before")
    tab.evaluate(FULL)
    save_card(tab, "while-full")
    tab.evaluate("async () => { store.saveDraft('words', 'while full'); await store.flush() }")
    assert state(tab) == ("memory", "full", 2)
    assert tab.evaluate("told.findLast(({trouble}) => trouble).trouble.trouble") == "full"
    assert papers(tab) == ["before", "while-full"]
    assert tab.evaluate("store.readDraft('words')") == "while full"

    tab.evaluate(ROOM)
    tab.evaluate("store.flush()")

    assert state(tab) == ("saved", None, 0)
    reload(tab)
    assert papers(tab) == ["before", "while-full"]
    assert tab.evaluate("store.readDraft('words')") == "while full"


def test_full_disk_is_tried_again_by_itself(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.evaluate(FULL)
    save_card(tab, "while-full")
    tab.evaluate(ROOM)
    wait_for(tab, "store.state.unsaved === 0")
    assert tab.evaluate("told.findLast(({trouble}) => trouble).trouble.kind") == "saved"


def test_browser_that_has_no_room_loses_nothing(context: BrowserContext) -> None:
    """Here the browser itself refuses, at the end of a transaction."""
    context.route("**/empty*", serve_empty)
    tab = context.new_page()
    tab.goto("/empty")
    devtools = context.new_cdp_session(tab)
    origin = {"origin": tab.evaluate("location.origin")}
    devtools.send("Storage.overrideQuotaForOrigin", origin | {"quotaSize": 1})
    open_store(tab)
    save_card(tab, "while-full")
    assert state(tab) == ("memory", "full", 1)

    devtools.send("Storage.overrideQuotaForOrigin", origin)
    tab.evaluate("store.flush()")

    assert state(tab) == ("saved", None, 0)
    reload(tab)
    assert papers(tab) == ["while-full"]


def test_page_left_while_the_disk_is_full_leaves_everything_to_the_next(
    open_tab: Callable[..., Page],
) -> None:
    tab = open_tab()
    tab.evaluate(FULL)
    save_card(tab, "while-full")
    tab.evaluate("async () => { store.saveDraft('words', 'while full'); await store.flush() }")

    reload(tab)

    assert papers(tab) == ["while-full"]
    assert tab.evaluate("store.readDraft('words')") == "while full"
    wait_for(tab, "store.state.unsaved === 0")
    assert tab.evaluate("localStorage.length") == 0


def test_damaged_records_are_set_aside_and_counted(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "dpo")
    raw(
        tab,
        """
        await ask('events', 'readwrite', store => store.put({id: 'x', at: 'soon'}))
        await ask('events', 'readwrite', store => store.put({id: 7, data: new Blob(['x'])}))
        await ask('drafts', 'readwrite', store => store.put({key: 'words', value: new Date()}))
        """,
    )
    reload(tab)
    assert papers(tab) == ["dpo"]
    assert tab.evaluate("store.readDraft('words')") is None
    assert state(tab) == ("saved", "damaged", 0)

    listed = "async () => (await store.damaged()).map(({from, key}) => [from, key])"
    assert tab.evaluate(listed) == [["events", 7], ["events", "x"], ["drafts", "words"]]
    assert raw(tab, "return ask('events', 'readonly', store => store.count())") == 1

    reload(tab)
    assert tab.evaluate(listed) == [["events", 7], ["events", "x"], ["drafts", "words"]]
    assert state(tab) == ("saved", None, 0)


def test_damaged_records_stay_where_they_are_on_a_full_disk(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "dpo")
    raw(tab, "await ask('events', 'readwrite', store => store.put({id: 'x'}))")
    reload(tab)
    tab.evaluate(FULL)
    assert papers(tab) == ["dpo"]
    assert tab.evaluate("async () => (await store.damaged()).length") == 1
    assert tab.evaluate("async () => (await store.damaged()).length") == 1
    tab.evaluate(ROOM)
    assert raw(tab, "return ask('events', 'readonly', store => store.count())") == 2


def test_record_that_the_browser_cannot_read_does_not_hide_the_others(
    open_tab: Callable[..., Page],
) -> None:
    tab = open_tab()
    lost = save_card(tab, "lost")
    save_card(tab, "dpo")
    tab.add_init_script(
        """
        const {get, getAll} = IDBObjectStore.prototype
        const fail = () => { throw new DOMException('Failed to read large value', 'DataError') }
        IDBObjectStore.prototype.getAll = function () {
          return this.name === 'events' ? fail() : getAll.call(this)
        }
        IDBObjectStore.prototype.get = function (key) {
          return key === 'LOST' ? fail() : get.call(this, key)
        }
        """.replace("LOST", lost["id"])
    )
    reload(tab)
    assert papers(tab) == ["dpo"]
    assert state(tab) == ("saved", "damaged", 0)


# Other versions, other hands


def test_tab_goes_on_while_another_upgrades_the_database(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "before")
    newer = open_tab()
    newer.evaluate(
        """async () => {
          await store.close()
          await new Promise((resolve, reject) => {
            const request = indexedDB.open('test', 99)
            request.onupgradeneeded = () => request.result.createObjectStore('of-the-future')
            request.onsuccess = () => { request.result.close(); resolve() }
            request.onerror = () => reject(request.error)
          })
        }"""
    )
    save_card(tab, "after")
    assert papers(tab) == ["before", "after"]
    assert state(tab) == ("saved", None, 0)
    reload(tab)
    assert papers(tab) == ["before", "after"]
    assert state(tab) == ("saved", None, 0)


def test_tab_goes_on_after_the_database_was_deleted(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "gone")
    tab.evaluate(
        """() => new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('test')
          request.onsuccess = resolve
          request.onerror = () => reject(request.error)
        })"""
    )
    save_card(tab, "after")
    assert papers(tab) == ["after"]
    reload(tab)
    assert papers(tab) == ["after"]


def test_tab_goes_on_after_site_data_were_cleared(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    save_card(tab, "gone")
    devtools = tab.context.new_cdp_session(tab)
    devtools.send(
        "Storage.clearDataForOrigin",
        {"origin": tab.evaluate("location.origin"), "storageTypes": "indexeddb"},
    )
    save_card(tab, "after")
    reload(tab)
    assert papers(tab) == ["after"]


# A browser that is killed


@pytest.fixture
def killed_browser(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    site_url: str,
) -> Iterator[Callable[[], tuple[Page, Callable[[], None]]]]:
    """Start a browser with a profile that stays, as a process of ours that can be killed."""
    processes: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[Page, Callable[[], None]]:
        port_file = tmp_path / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        executable = (
            browser_type_launch_args["executable_path"] or playwright.chromium.executable_path
        )
        process = subprocess.Popen(
            [
                executable,
                *browser_type_launch_args["args"],
                "--headless",
                "--remote-debugging-port=0",
                f"--user-data-dir={tmp_path}",
            ],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        processes.append(process)
        for _ in range(300):
            if port_file.exists() and "\n" in port_file.read_text():
                break
            time.sleep(0.1)
        port = port_file.read_text().splitlines()[0]
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = browser.contexts[0].new_page()
        page.route("**/empty", serve_empty)
        page.goto(f"{site_url}/empty")
        open_store(page)

        def kill() -> None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            browser.close()

        return page, kill

    yield start
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_killed_browser_has_kept_events_and_drafts(
    killed_browser: Callable[[], tuple[Page, Callable[[], None]]],
) -> None:
    page, kill = killed_browser()
    save_card(page, "dpo")
    page.evaluate(
        """async () => {
          store.saveDraft('words', 'typed half a second ago')
          await new Promise(resolve => setTimeout(resolve, 500))
        }"""
    )
    kill()

    page, _ = killed_browser()
    assert papers(page) == ["dpo"]
    assert page.evaluate("store.readDraft('words')") == "typed half a second ago"
