"""Storage that is refused, full or damaged: said plainly, and nothing lost that need not be."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from tests.browser.drill import (
    LANGUAGES,
    act,
    events,
    expect_stage,
    field,
    open_paper,
    place,
    start,
    to_discussion,
    word,
)

REFUSED = {
    "all storage": """
      IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, name, {get() { throw new DOMException('no', 'SecurityError') }})
      }
    """,
    "the database": """
      IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
    """,
}
FULL = """() => {
  globalThis.put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError') }
}"""
ROOM = "() => { IDBObjectStore.prototype.put = put }"

DAMAGE = """([store, record]) => new Promise((resolve, reject) => {
  const request = indexedDB.open('paper-drill')
  request.onerror = () => reject(request.error)
  request.onsuccess = () => {
    const tx = request.result.transaction(store, 'readwrite')
    tx.objectStore(store).put(record)
    tx.oncomplete = () => { request.result.close(); resolve() }
    tx.onabort = () => reject(tx.error)
  }
})"""


def notice(page: Page) -> Locator:
    """Return the notice about storage."""
    return page.locator("store-notice")


def expect_notice(page: Page, trouble: str, language: Language) -> None:
    """Expect the notice of one trouble, in the page's language, and no other."""
    expect(notice(page)).to_be_visible(timeout=20_000)  # a busy machine opens the database late
    expect(notice(page).locator("[data-trouble]:visible")).to_have_count(1)
    expect(notice(page)).to_contain_text(word(f"store.{trouble}", language), use_inner_text=True)


def offered(page: Page, language: Language, file: Path) -> list[dict[str, object]]:
    """Save the backup that the notice offers and return what is in it."""
    with page.expect_download() as given:
        notice(page).get_by_role("link", name=word("store.backup", language)).click()
    given.value.save_as(file)
    log: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))["events"]
    return log


@pytest.mark.parametrize("path", ["", "papers/dpo/", "cards/", "progress/"])
def test_nothing_is_said_where_all_is_well(page: Page, path: str) -> None:
    page.goto(f"/{path}")
    assert events(page) == []
    expect(notice(page)).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_drill_runs_where_storage_is_refused(
    page: Page, language: Language, tmp_path: Path
) -> None:
    page.add_init_script(REFUSED["all storage"])
    open_paper(page, language=language)
    expect_notice(page, "refused", language)
    start(page)
    field(page, "title").fill("only in memory")
    to_discussion(page)
    expect_notice(page, "refused", language)
    act(page, "reveal").click()
    act(page, "remembered").click()
    act(page, "finish").click()
    act(page, "skip").click()
    expect_stage(page, "card")
    page.locator("drill-card [type=submit]").click()
    expect_stage(page, "finished")

    saved = offered(page, language, tmp_path / "backup.json")
    assert saved == events(page)
    assert [event["type"] for event in saved][-1] == "card-saved"
    assert "only in memory" in json.dumps(saved)


@pytest.mark.parametrize("storage", REFUSED)
def test_backup_that_is_offered_in_mid_drill_has_its_words(
    page: Page, tmp_path: Path, storage: str
) -> None:
    page.add_init_script(REFUSED[storage])
    open_paper(page)
    start(page)
    field(page, "title").fill("not yet in the log")
    saved = offered(page, "en", tmp_path / "backup.json")
    assert "not yet in the log" in json.dumps(saved)
    expect_stage(page, "run")
    expect(field(page, "title")).to_have_value("not yet in the log")

    other = page.context.browser
    assert other is not None
    fresh = other.new_context().new_page()
    fresh.goto(page.url.replace("papers/dpo/", "progress/"))
    with fresh.expect_file_chooser() as asked:
        fresh.locator("[data-act=choose]").click()
    asked.value.set_files(tmp_path / "backup.json")
    row = fresh.locator("drill-history [data-list] > li")
    row.locator("summary").click()
    expect(row.locator("[data-phase=title] [data-words]")).to_have_text("not yet in the log")
    fresh.context.close()


def test_drill_survives_a_reload_where_only_the_database_is_refused(page: Page) -> None:
    page.add_init_script(REFUSED["the database"])
    open_paper(page)
    start(page)
    field(page, "title").fill("kept all the same")
    page.reload()
    expect_stage(page, "run")
    expect(field(page, "title")).to_have_value("kept all the same")


@pytest.mark.parametrize("language", LANGUAGES)
def test_full_storage_is_said_and_the_drill_goes_on(
    page: Page, language: Language, tmp_path: Path
) -> None:
    open_paper(page, language=language)
    start(page)
    expect(notice(page)).to_be_hidden()
    page.evaluate(FULL)
    field(page, "title").fill("written on a full disk")
    expect_notice(page, "full", language)
    act(page, "next").click()
    field(page, "figures").fill("and this")
    saved = offered(page, language, tmp_path / "backup.json")
    assert "written on a full disk" in json.dumps(saved)
    assert "and this" in json.dumps(saved)

    page.evaluate(ROOM)
    field(page, "figures").fill("and this, with room again")
    expect(notice(page)).to_be_hidden()
    page.reload()
    expect(field(page, "title")).to_have_value("written on a full disk")
    expect(field(page, "figures")).to_have_value("and this, with room again")


@pytest.mark.parametrize("language", LANGUAGES)
def test_damaged_record_is_set_aside_and_said(page: Page, language: Language) -> None:
    open_paper(page, language=language)
    start(page)
    field(page, "title").fill("whole")
    page.goto(place("", language))
    assert events(
        page
    )  # once they are read, this page looks no more, and the next finds the damage
    page.evaluate(DAMAGE, ["events", {"id": "damaged", "at": "soon"}])
    page.reload()
    expect_notice(page, "damaged", language)
    notice(page).get_by_role("link", name=word("store.backup", language)).click()
    page.wait_for_url(f"**{place('progress/', language)}#backup")
    expect(page.locator("data-backup [data-damaged]")).to_be_visible()
    expect(page.locator("data-backup [data-damaged-count]")).to_have_text("1")
    expect(page.locator("data-backup [data-count]")).to_have_text("1")
    open_paper(page, language=language)
    expect_stage(page, "run")
    expect(field(page, "title")).to_have_value("whole")


def test_damaged_drill_does_not_stop_a_new_one(page: Page) -> None:
    page.goto("/progress/")
    assert events(page) == []
    draft = {"key": "drill:dpo", "at": 1, "value": {"stage": "run", "clock": "broken"}}
    page.evaluate(DAMAGE, ["drafts", draft])
    open_paper(page)
    expect(page.locator("#claim")).to_be_visible()
    start(page)
    field(page, "title").fill("a new one")
    page.reload()
    expect_stage(page, "run")
    expect(field(page, "title")).to_have_value("a new one")


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_storage_is_said_on_every_page_that_keeps_something(
    page: Page, language: Language
) -> None:
    page.add_init_script(REFUSED["all storage"])
    for path in ("", "papers/clip/", "cards/", "progress/"):
        page.goto(place(path, language))
        expect_notice(page, "refused", language)
    expect(page.locator("data-backup [data-kind=memory]")).to_be_visible()


def test_notice_is_announced(page: Page) -> None:
    page.add_init_script(REFUSED["all storage"])
    page.goto("/")
    expect(page.get_by_role("status").filter(has_text=word("store.refused", "en"))).to_be_visible()
