"""The log: ids, events, their union, and what a log comes to."""

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

DRILL = "0197f3c0-0000-7000-8000-00000000000d"


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open one empty page of the site for all these tests: what they run keeps nothing."""
    context = browser.new_context(base_url=site_url)
    context.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=""))
    page = context.new_page()
    page.goto("/empty")
    yield page
    context.close()


def run(page: Page, body: str, *given: object) -> Any:
    """Run the body of an async function with the log's modules at hand."""
    return page.evaluate(
        """async ([body, given]) => {
          const names = ['ids', 'events', 'history', 'plain']
          const modules = await Promise.all(names.map(name => import(`/assets/js/core/${name}.js`)))
          const tools = Object.assign({given}, ...modules)
          const AsyncFunction = (async () => {}).constructor
          return new AsyncFunction(...Object.keys(tools), body)(...Object.values(tools))
        }""",
        [body, given],
    )


def event(number: int, kind: str, subject: str, /, at: int | None = None, **data: Any) -> Any:
    """Make an event that happened at its number, unless said otherwise."""
    uuid = f"0197f3c0-0000-7000-8000-{number:012x}"
    when = number if at is None else at
    return {"id": uuid, "at": when, "type": kind, "subject": subject, "data": data, "v": 1}


def test_id_is_the_one_of_the_standard(page: Page) -> None:
    # https://www.rfc-editor.org/rfc/rfc9562#appendix-A.6
    chance = [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
    made = run(page, "return uuid7(given[0], new Uint8Array(given[1]))", 0x017F22E279B0, chance)
    assert made == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_ids_sort_by_time_then_by_the_count_in_their_first_bytes(page: Page) -> None:
    made = run(
        page,
        """
        const ids = []
        for (const nowMs of [0, 1, 65535, 65536, 1.8e12, 2 ** 48 - 1]) {
          for (const count of [0, 1, 255, 256, 4095]) {
            const bytes = crypto.getRandomValues(new Uint8Array(10))
            new DataView(bytes.buffer).setUint16(0, count)
            ids.push(uuid7(nowMs, bytes))
          }
        }
        return [ids, ids.every(isUuid)]
        """,
    )
    assert made == [sorted(made[0]), True]
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in made[0])


def test_new_event_is_one_and_keeps_a_copy_of_its_data(page: Page) -> None:
    made = run(
        page,
        """
        const data = {claim: 'a', left: undefined}
        const event = createEvent('card-saved', 'dpo', data, {nowMs: 5, bytes: new Uint8Array(10)})
        data.claim = 'b'
        return [isEvent(event), event]
        """,
    )
    new = {"id": "00000000-0005-7000-8000-000000000000", "at": 5, "v": 1}
    card = {"type": "card-saved", "subject": "dpo", "data": {"claim": "a"}}
    assert made == [True, new | card]


def test_an_event_that_could_not_be_read_again_is_a_mistake_of_ours(page: Page) -> None:
    said = run(
        page,
        """
        const chance = {nowMs: 5, bytes: new Uint8Array(10)}
        try {
          createEvent('card-saved', 'x'.repeat(201), {}, chance)
        } catch (error) {
          return error.message
        }
        """,
    )
    assert said == f"Inconsistent: card-saved of {'x' * 201} is no event"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("", True),
        ("event.type = 'of-a-newer-version'", True),
        ("event.v = 7; event.extra = {kept: [1]}", True),
        ("event.data = {}", True),
        ("event.subject = ''", True),
        ("event.at = 0.5", True),
        ("event.id = event.id.toUpperCase() + 'x'", False),
        ("event.id = event.id.toUpperCase()", False),
        ("event.id = 7", False),
        ("delete event.id", False),
        ("event.at = '5'", False),
        ("event.at = NaN", False),
        ("event.at = Infinity", False),
        ("event.at = -1", False),
        ("event.at = 9e15", False),
        ("event.type = ''", False),
        ("event.type = 'x'.repeat(65)", False),
        ("event.type = null", False),
        ("event.subject = 'x'.repeat(201)", False),
        ("event.subject = {}", False),
        ("event.v = 0", False),
        ("event.v = 1.5", False),
        ("delete event.v", False),
        ("event.data = null", False),
        ("event.data = []", False),
        ("event.data = 'text'", False),
        ("event.data = new Date()", False),
        ("event.data.when = new Date()", False),
        ("event.data.deep = new Map()", False),
        ("event.data.run = () => {}", False),
        ("event.data.none = undefined", False),
        ("event.data.big = 10n", False),
        ("event.data.not = NaN", False),
        ("event.data.holes = [1, , 2]", False),
        ("event.data.holes = new Array(4e9)", False),
        ('event.data = JSON.parse(\'{"__proto__": {"polluted": true}}\')', False),
        ("event.data.self = event.data", False),
        ("event.data.deep = JSON.parse('['.repeat(500) + ']'.repeat(500))", False),
        ("event.data.long = 'x'.repeat(5e6)", False),
        ("event.data.many = Array(5e6).fill(0)", False),
        ("event = null", False),
        ("event = []", False),
        ("event = 'event'", False),
        ("event = new (class { constructor() { Object.assign(this, event) } })()", False),
    ],
)
def test_shape_of_an_event_is_checked(page: Page, change: str, expected: bool) -> None:  # noqa: FBT001
    given = event(1, "card-saved", "dpo", claim="a")
    assert run(page, f"let event = given[0]; {change}; return isEvent(event)", given) is expected


def test_union_is_the_same_in_every_order_and_however_often(page: Page) -> None:
    logs = [
        [event(1, "a", "x"), event(4, "a", "x")],
        [event(2, "b", "x"), event(1, "a", "x")],
        [event(3, "c", "x", at=1), event(4, "a", "x")],
        [],
    ]
    orders = list(permutations(logs))
    merged = run(
        page,
        """
        return given[0].map(order => {
          const all = order.reduce((merged, log) => union(merged, log), [])
          return order.reduce((merged, log) => union(log, merged), all)
        })
        """,
        orders,
    )
    # By time, then by id: the third happened at 1.
    expected = [
        event(1, "a", "x"),
        event(3, "c", "x", at=1),
        event(2, "b", "x"),
        event(4, "a", "x"),
    ]
    assert merged == [expected] * len(orders)


def test_union_never_alters_what_is_here(page: Page) -> None:
    here, there = (
        event(1, "card-saved", "dpo", claim="mine"),
        event(1, "card-saved", "dpo", claim="theirs"),
    )
    assert run(page, "return union([given[0]], [given[1]])", here, there) == [here]


def test_every_type_of_event_is_described_with_its_data(page: Page) -> None:
    types = run(page, "return EVENT_TYPES")
    assert len(types) == 12
    assert all(re.fullmatch(r"[A-Z].*\. \{.*\}", sentence) for sentence in types.values())


WHOLE_DRILL = [
    event(10, "drill-started", "dpo", drill=DRILL, mode="cold", factor=1, limited=True),
    event(
        20,
        "drill-ended",
        "dpo",
        drill=DRILL,
        outcome="finished",
        words={"abstract": "<b>a claim</b>"},
        spentMs={"abstract": 120_000},
    ),
    event(30, "phase-reviewed", "dpo", drill=DRILL, phase="abstract", units=[0], of=2),
    event(31, "phase-reviewed", "dpo", drill=DRILL, phase="abstract", units=[0, 1], of=2),
    event(40, "discussion-started", "dpo", drill=DRILL, seed=7, order=["dpo.b", "dpo.a"]),
    event(
        50,
        "follow-up-answered",
        "dpo.b",
        drill=DRILL,
        text="because",
        seconds=41,
        units=[0, 2],
        of=3,
        outcome="remembered",
    ),
    event(60, "rubric-scored", "dpo", drill=DRILL, scores={"depth": 3}, note="slow"),
]

WHOLE_HISTORY = {
    "id": DRILL,
    "paper": "dpo",
    "mode": "cold",
    "at": 10,
    "endedAt": 20,
    "outcome": "finished",
    "words": {"abstract": "<b>a claim</b>"},
    "spentMs": {"abstract": 120_000},
    "reviewed": {"abstract": {"units": [0, 1], "of": 2, "at": 31}},
    "discussion": {"seed": 7, "order": ["dpo.b", "dpo.a"], "at": 40},
    "answers": [
        {
            "item": "dpo.b",
            "text": "because",
            "seconds": 41,
            "units": [0, 2],
            "of": 3,
            "outcome": "remembered",
            "at": 50,
        }
    ],
    "rubric": {"scores": {"depth": 3}, "note": "slow", "at": 60},
}


def test_history_of_a_whole_drill(page: Page) -> None:
    history = run(page, "return reduceHistory(given[0])", WHOLE_DRILL)
    follow_up = {"last": "remembered", "remembered": 1, "forgotten": 0, "at": 50}
    assert history == {
        "drills": [WHOLE_HISTORY],
        "cards": {},
        "followUps": {"dpo.b": follow_up},
        "questions": {},
        "derivations": {},
        "skipped": 0,
        "newer": 0,
    }


def test_history_does_not_depend_on_the_order_of_the_log(page: Page) -> None:
    backwards = run(page, "return reduceHistory(given[0].reverse())", WHOLE_DRILL)
    assert backwards["drills"] == [WHOLE_HISTORY]


def test_drill_whose_start_is_missing_is_shown_all_the_same(page: Page) -> None:
    [drill] = run(page, "return reduceHistory(given[0])", WHOLE_DRILL[1:])["drills"]
    assert drill == WHOLE_HISTORY | {"mode": None, "at": 20}


def test_drill_that_goes_on_has_no_end(page: Page) -> None:
    [drill] = run(page, "return reduceHistory(given[0])", WHOLE_DRILL[:1])["drills"]
    assert (drill["endedAt"], drill["outcome"], drill["words"]) == (None, None, {})


def test_drills_come_with_the_newest_first(page: Page) -> None:
    log = [event(n, "drill-started", "clip", drill=f"drill {n}", mode="guided") for n in (1, 3, 2)]
    drills = run(page, "return reduceHistory(given[0])", log)["drills"]
    assert [drill["id"] for drill in drills] == ["drill 3", "drill 2", "drill 1"]


def test_later_end_of_a_drill_holds(page: Page) -> None:
    given_up = event(
        15, "drill-ended", "dpo", drill=DRILL, outcome="abandoned", words={}, spentMs={}
    )
    drills = run(page, "return reduceHistory(given[0])", [*WHOLE_DRILL, given_up])["drills"]
    assert drills == [WHOLE_HISTORY]


def test_later_card_holds_and_a_removed_one_is_gone(page: Page) -> None:
    log = [
        event(1, "card-saved", "dpo", claim="old", equation="", weakness="", question=""),
        event(2, "card-saved", "clip", claim="c"),
        event(3, "card-saved", "dpo", claim="new", equation="L", weakness="w", question="q"),
        event(4, "card-removed", "clip"),
        event(2, "card-saved", "attention", at=9, claim="x"),
        event(8, "card-removed", "attention"),
    ]
    cards = run(page, "return reduceHistory(given[0])", log)["cards"]
    empty = {"equation": "", "weakness": "", "question": ""}
    assert cards == {
        "dpo": {"claim": "new", "equation": "L", "weakness": "w", "question": "q", "at": 3},
        "attention": {"claim": "x", "at": 9} | empty,
    }


def test_answers_are_counted(page: Page) -> None:
    answer: dict[str, Any] = {"units": [], "of": 3, "text": "", "seconds": 60}
    log = [
        event(1, "follow-up-answered", "dpo.a", **answer, outcome="remembered"),
        event(2, "follow-up-answered", "dpo.a", **answer, outcome="forgotten"),
        event(3, "follow-up-answered", "dpo.a", **answer, outcome="forgotten"),
        event(4, "question-answered", "dpo.q", chosen=["x"], right=False),
        event(5, "question-answered", "dpo.q", chosen=["y", "z"], right=True),
    ]
    history = run(page, "return reduceHistory(given[0])", log)
    assert history["drills"] == []
    assert history["followUps"] == {
        "dpo.a": {"last": "forgotten", "remembered": 1, "forgotten": 2, "at": 3}
    }
    assert history["questions"] == {
        "dpo.q": {"last": "right", "right": 1, "wrong": 1, "answer": ["y", "z"], "at": 5}
    }


def test_practice_of_a_derivation_is_summed_up_by_stage(page: Page) -> None:
    kind, subject = "derivation-practised", "dpo.derivation.loss"
    log = [
        event(1, kind, subject, stage="order", score=0.5, revision=1),
        event(2, kind, subject, stage="fill", score=1, level=2, revision=1),
        event(3, kind, subject, stage="fill", score=0.75, level=3, revision=1),
    ]
    history = run(page, "return reduceHistory(given[0])", log)
    assert history["derivations"] == {
        subject: {
            "order": {"score": 0.5, "best": 0.5, "times": 1, "level": 0, "at": 1},
            "fill": {"score": 0.75, "best": 1, "times": 2, "level": 2, "at": 3},
        }
    }


def test_wrong_data_is_passed_over_and_counted(page: Page) -> None:
    wrong = [
        event(11, "drill-started", "dpo", drill=DRILL, mode="warm"),
        event(12, "drill-started", "dpo", drill=5, mode="cold"),
        event(13, "drill-ended", "dpo", drill=DRILL, outcome="won", words={}, spentMs={}),
        event(14, "drill-ended", "dpo", drill=DRILL, outcome="stopped", words={"a": 1}, spentMs={}),
        event(15, "drill-ended", "dpo", drill=DRILL, outcome="stopped", words={}, spentMs=[]),
        event(16, "phase-reviewed", "dpo", drill=DRILL, phase="abstract", units="all", of=2),
        event(17, "discussion-started", "dpo", drill=DRILL, seed="x", order=[]),
        event(18, "follow-up-answered", "dpo.b", drill=DRILL, units=[], of=3, outcome="maybe"),
        event(19, "rubric-scored", "dpo", drill=DRILL, scores={"depth": "three"}),
        event(21, "card-saved", "dpo", claim={"html": "<b>"}),
        event(22, "question-answered", "dpo.q", chosen="x", right=True),
        event(25, "derivation-practised", "dpo.derivation.loss", stage="read", score=1),
        event(26, "derivation-practised", "dpo.derivation.loss", stage="order", score=2),
        event(27, "derivation-practised", "dpo.derivation.loss", stage="fill", score=1, level="3"),
    ]
    newer = event(23, "card-saved", "dpo", claim="x") | {"v": 2}
    unknown = event(24, "of-a-newer-version", "dpo", anything=True)
    history = run(page, "return reduceHistory(given[0])", [*WHOLE_DRILL, *wrong, newer, unknown])
    assert (history["skipped"], history["newer"]) == (len(wrong), 1)
    assert (history["drills"], history["cards"]) == ([WHOLE_HISTORY], {})


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "hasOwnProperty"])
def test_ids_named_like_parts_of_every_object_are_ids(page: Page, name: str) -> None:
    log = [
        event(1, "card-saved", name, claim="x"),
        event(2, "question-answered", name, chosen=[], right=True),
        event(3, "follow-up-answered", name, units=[], of=1, outcome="remembered"),
        event(4, "phase-reviewed", name, drill=name, phase=name, units=[], of=1),
        event(5, "card-removed", "dpo"),
    ]
    counted = run(
        page,
        """
        const {cards, questions, followUps, drills, skipped} = reduceHistory(given[0])
        return [
          Object.keys(cards), questions[given[1]].right, followUps[given[1]].remembered,
          Object.keys(drills[0].reviewed), skipped, ({}).claim === undefined,
        ]
        """,
        log,
        name,
    )
    assert counted == [[name], 1, 1, [name], 0, True]


def test_ten_years_of_practice_are_reduced(page: Page) -> None:
    counted = run(
        page,
        """
        const log = []
        const bytes = new Uint8Array(10)
        for (let at = 0; at < 100_000; at++) {
          const outcome = at % 3 ? 'remembered' : 'forgotten'
          const data = {units: [0, 1], of: 3, text: 'because', seconds: 50, outcome}
          const type = 'follow-up-answered'
          log.push({id: uuid7(at, bytes), at, type, subject: `dpo.${at % 100}`, data, v: 1})
        }
        const {followUps, skipped} = reduceHistory(log)
        const {remembered, forgotten} = followUps['dpo.0']
        return [Object.keys(followUps).length, remembered + forgotten, skipped]
        """,
    )
    assert counted == [100, 1000, 0]
