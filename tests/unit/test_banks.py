"""What a bank of questions must hold beyond its types, each told as a line to open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.banks import folded
from macros.content import read_library
from macros.parity import RULES
from macros.problem import BadContent
from tests.unit.sample import bank, both, fact, paper, write, write_library

REAL = Path(__file__).parents[2] / "docs/_content"
NAME = "docs/_content/questions/sample.yml"
Change = Callable[[dict[str, Any]], object]
NEIGHBOUR = {"paper": "second", "because": fact("because")}
SIGN = {"id": "sign", "says": both("says"), "where": "§4", "unlike": [NEIGHBOUR]}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a library without problems, with two papers."""
    root = write_library(tmp_path_factory.mktemp("library") / "docs", REAL)
    write(root / "papers/second.yml", paper("second") | {"order": 2})
    return root


def problems(library: Path, changed: dict[str, Any], name: str = "sample") -> list[str]:
    """Return every problem of a library with this bank, as printed."""
    path = library / f"questions/{name}.yml"
    write(path, changed)
    try:
        read_library(library, RULES)
    except BadContent as bad:
        return str(bad).splitlines()
    finally:
        path.unlink()
    return []


def one(held: dict[str, Any], kind: str) -> Any:
    """Return the item of a type."""
    return next(item for item in held["items"] if item["type"] == kind)


def line_of(library: Path, changed: dict[str, Any], *path: str | int) -> int:
    """Return the line of a field as its file is written: of its last part that is there."""
    import yaml  # noqa: PLC0415 - the tree with lines, as the reader of content has it

    write(library / "where.txt", changed)
    node: Any = yaml.compose((library / "where.txt").read_text(encoding="utf-8"))
    line: int = node.start_mark.line + 1
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            [(key, node)] = found
            line = key.start_mark.line + 1
    return line


def at(field: str) -> list[str | int]:
    """Return the steps of a field as it is spelled: `items[0].choices`."""
    return [
        int(step) if step.isdigit() else step
        for step in field.replace("[", ".").replace("]", "").split(".")
    ]


def test_sample_has_no_problem(library: Path) -> None:
    assert problems(library, bank()) == []


def test_sample_has_an_item_of_each_type() -> None:
    assert len({item["type"] for item in bank()["items"]}) == 12


def on(kind: str, change: Change) -> Change:
    """Return a change of the item of a type."""
    return lambda held: change(one(held, kind))


def put(where: list[Any], *entries: Any) -> None:
    """Add entries to a list."""
    where.extend(entries)


CASES: list[tuple[Change, str]] = [
    # the bank
    (
        lambda held: held.update(of="nobody"),
        "of: is 'nobody', which is no paper or whiteboard page; check the slug",
    ),
    (
        lambda held: held.update(of="second"),
        "of: is 'second', unlike the file; name the file second.yml",
    ),
    (
        lambda held: held["items"][1].update(id="one-choice"),
        "items[1].id: is 'one-choice', as an item before it; ids differ",
    ),
    (
        lambda held: held["items"][11]["parts"][1].update(id="one-choice"),
        "items[11].parts[1].id: is 'one-choice', as an item before it; ids differ",
    ),
    (
        lambda held: held.update(signs=[SIGN | {"id": "one-choice"}]),
        "signs[0].id: is 'one-choice', as an item or a sign before it; ids differ",
    ),
    (
        lambda held: held.update(signs=[SIGN, SIGN]),
        "signs[1].id: is 'sign', as an item or a sign before it; ids differ",
    ),
    (
        lambda held: held.update(signs=[SIGN | {"unlike": [NEIGHBOUR | {"paper": "sample"}]}]),
        "signs[0].unlike[0].paper: is 'sample', which is no other paper;"
        " write one of ['sample', 'second']",
    ),
    # choices
    (
        on("choice", lambda item: item["choices"][0].pop("right")),
        "items[0].choices: has no right choice; mark one `right: true`",
    ),
    (
        on("choice", lambda item: [each.update(right=True) for each in item["choices"]]),
        "items[0].choices: has no wrong choice; add one that real candidates believe",
    ),
    (
        on("choice", lambda item: item["choices"][1].update(right=True)),
        "items[0].choices: has 2 right choices; say `several: true`, or leave one right",
    ),
    (
        on("choice", lambda item: item["choices"][1].update(text=both("choice a"))),
        "items[0].choices: has 'choice a here' twice in en; write different ones",
    ),
    (
        on("multipart", lambda item: item["parts"][1]["choices"][0].pop("right")),
        "items[11].parts[1].choices: has no right choice; mark one `right: true`",
    ),
    # ladders
    (
        on("ladder", lambda item: item["over"]["stretches"][1].pop("over")),
        "items[1].over.stretches: has no words that over-read; mark some `over: true`",
    ),
    (
        on("ladder", lambda item: item["over"]["stretches"][0].update(over=True)),
        "items[1].over.stretches: has no words that are true; cut it closer",
    ),
    (
        on("ladder", lambda item: item["exact"].update(text=both("little"))),
        "items[1].exact.text: has 'little here' twice in en; write different ones",
    ),
    # words
    (
        on("cloze", lambda item: item["text"].update(en="A {?other} here", es="Un {?other} aquí")),
        "items[2].text.en: has the gaps ['other'], but `gaps` has ['gap'];"
        " name each once, as {?id}",
    ),
    (
        on("cloze", lambda item: put(item["gaps"], item["gaps"][0])),
        "items[2].gaps[1].id: is 'gap', as a gap before it; ids differ",
    ),
    (
        on("cloze", lambda item: item["gaps"][0]["accept"].append("wrong")),
        "items[2].gaps[0].mistakes[0]: holds an answer in en that is right; remove it",
    ),
    (
        on("short", lambda item: item["mistakes"][0]["answers"].append("RIGHT.")),
        "items[3].mistakes[0]: holds an answer in es that is right; remove it",
    ),
    (
        on("short", lambda item: put(item["mistakes"], item["mistakes"][0])),
        "items[3].mistakes[1]: holds an answer in en that stands before it; keep one of them",
    ),
    (
        on("short", lambda item: item["accept"].append("…!")),
        "items[3].accept: has an answer of signs alone; give it a letter or a digit",
    ),
    # numbers
    (
        on(
            "number",
            lambda item: item.update(
                mistakes=[{"low": 3.0, "high": 2.5, "because": fact("because")}]
            ),
        ),
        "items[4]: has a mistake from 3.0 to 2.5; swap them",
    ),
    (
        on(
            "number",
            lambda item: item.update(
                mistakes=[{"low": 2.1, "high": 3.0, "because": fact("because")}]
            ),
        ),
        "items[4]: has a mistake from 2.1 to 3.0, which holds answers that are right"
        " (1.8 to 2.2); narrow one of them",
    ),
    (
        on("number", lambda item: item.pop("value")),
        "items[4].value: is missing; write it beside the others",
    ),
    (
        on("multipart", lambda item: item["parts"][0].update(within="a bit")),
        "items[11].parts[0].within: is 'a bit': input should be a valid number; mend it",
    ),
    (
        on("number", lambda item: item.update(type="guess")),
        "items[4]: has the type 'guess'; write one of 'choice', 'ladder', 'cloze', 'short',"
        " 'number', 'order', 'match', 'grid', 'response', 'equation', 'flaw', 'multipart'",
    ),
    (
        on("number", lambda item: item.pop("type")),
        "items[4]: has no type; write `type` beside its id",
    ),
    # orders
    (
        on("order", lambda item: item["steps"][1].update(needs=["nothing"])),
        "items[5].steps[1].needs: is 'nothing', which is no step; check the id",
    ),
    (
        on("order", lambda item: item["steps"][1].update(needs=["third"])),
        "items[5].steps[1].needs: is 'third', which stands later;"
        " steps stand in an order that is right",
    ),
    (
        on("order", lambda item: item["steps"][1].update(id="first", needs=[])),
        "items[5].steps[1].id: is 'first', as a step before it; ids differ",
    ),
    (
        on("order", lambda item: [step.pop("needs", None) for step in item["steps"]]),
        "items[5].steps: needs nothing anywhere, so that every order is right; say `needs`",
    ),
    (
        on("order", lambda item: item["distractors"][0].update(id="first")),
        "items[5].distractors[0].id: is 'first', as a step; ids differ",
    ),
    (
        on("order", lambda item: put(item["distractors"], item["distractors"][0])),
        "items[5].distractors[1].id: is 'stray', as an entry before it; give each its own id",
    ),
    (
        on("order", lambda item: item["distractors"][0].update(text=both("first"))),
        "items[5].steps: has 'first here' twice in en; write different ones",
    ),
    # pairs
    (
        on("match", lambda item: item["pairs"][1].update(right=both("right a"))),
        "items[6].pairs: has 'right a here' twice in en; write different ones",
    ),
    (
        on("match", lambda item: item["pairs"][1].update(left=both("left a"))),
        "items[6].pairs: has 'left a aquí' twice in es; write different ones",
    ),
    (
        on("match", lambda item: item["pairs"][1].update(id="pair-a")),
        "items[6].pairs[1].id: is 'pair-a', as an entry before it; give each its own id",
    ),
    # what is asked
    (
        on("short", lambda item: item.update(prompt={"en": "What of {§4}?", "es": "¿Y {§4}?"})),
        "items[3].prompt.es: holds the link {§4}, and is pressed itself; say the place in words",
    ),
    # grids
    (
        on("grid", lambda item: item["components"][0].update(shown=["dreamt"])),
        "items[7].components[0].shown: is 'dreamt', which is no kind of evidence;"
        " write one of ['removed', 'scaled']",
    ),
    (
        on("grid", lambda item: item["components"][0].update(shown=[])),
        "items[7].components: are all alike; a grid needs something shown and something not",
    ),
    (
        on(
            "grid",
            lambda item: [each.update(shown=["removed", "scaled"]) for each in item["components"]],
        ),
        "items[7].components: are all alike; a grid needs something shown and something not",
    ),
    (
        on("grid", lambda item: item["gap"][1].pop("right")),
        "items[7].gap: has no right choice; mark one `right: true`",
    ),
    (
        on("grid", lambda item: item["components"][1].update(id="part-a")),
        "items[7].components[1].id: is 'part-a', as an entry before it; give each its own id",
    ),
    # flaws
    (
        on("flaw", lambda item: item["passages"][1].pop("fault")),
        "items[9].passages: have no fault; plant one",
    ),
    (
        on(
            "flaw",
            lambda item: [
                each.update(fault=item["passages"][1]["fault"] | {"name": both(each["id"])})
                for each in item["passages"]
            ],
        ),
        "items[9].passages: all have faults; leave some sound, so that marking all is no answer",
    ),
    (
        on("flaw", lambda item: item["other_faults"].append(both("seed"))),
        "items[9].other_faults: has 'seed here' twice in en; write different ones",
    ),
    (
        on("flaw", lambda item: item["table"]["rows"].append(["cell"])),
        "items[9].table.rows[1]: has 1 cells under 2 columns; make them fit",
    ),
    (
        on("flaw", lambda item: item["passages"][2].update(id="passage-a")),
        "items[9].passages[2].id: is 'passage-a', as an entry before it; give each its own id",
    ),
]


@pytest.mark.parametrize(("change", "told"), CASES, ids=range(len(CASES)))
def test_a_problem_is_told_with_its_file_and_line(library: Path, change: Change, told: str) -> None:
    changed = bank()
    change(changed)
    line = line_of(library, changed, *at(told.split(": ", maxsplit=1)[0]))
    assert f"{NAME}:{line}: {told}" in problems(library, changed)


def test_an_unreadable_paper_is_told_without_its_bank(library: Path) -> None:
    path = library / "papers/sample.yml"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"title: A Sample", b"title: no", 1))
    try:
        found = problems(library, bank())
    finally:
        path.write_bytes(whole)
    assert [line.split(":")[0] for line in found] == ["docs/_content/papers/sample.yml"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Gibbs' inequality", "gibbsinequality"),
        ("Übergröße", "ubergroße"),
        ("N + 1", "n+1"),
        ("a–b, c", "abc"),
        ("x²", "x2"),
        ("…", ""),
    ],
)
def test_text_is_folded_as_the_browser_folds_it(text: str, same: str) -> None:
    assert folded(text) == folded(same)
