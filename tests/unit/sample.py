"""A small library of content that has no problem, to be broken by tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from macros.content import Library
from macros.model.items import Bank
from macros.model.paper import Paper

PHASES = ("title", "figures", "method", "experiments", "ablations", "limitations")


def both(words: str, source: str = "") -> dict[str, str]:
    """Return the same words in both languages, each with the same mark."""
    return {"en": f"{words} here{source}", "es": f"{words} aquí{source}"}


def fact(words: str) -> dict[str, str]:
    """Return words with a source."""
    return both(words, " {§4}")


def paper(slug: str = "sample") -> dict[str, Any]:
    """Return a whole paper, as YAML gives it."""
    return {
        "slug": slug,
        "order": 1,
        "title": "A Sample",
        "short": "Sample",
        "topics": ["scaling"],
        "lede": both("lede"),
        "authors": ["Doe, Jane"],
        "venue": "Somewhere 2020",
        "arxiv": {"id": "2001.00001", "version": 2, "date": "2020-02-03", "pages": 12},
        "added": date(2020, 5, 6),
        "places": {"§4": 4, "Fig. 2": 7, "Eq. 1": 3},
        "references": {
            f"{slug}-roe2021": {
                "authors": "Roe et al.",
                "year": 2021,
                "title": "Later",
                "url": "https://arxiv.org/abs/2101.00001",
            }
        },
        "claim": {"exact": fact("exact"), "under": fact("under"), "over": fact("over")},
        "figure": {"where": "Fig. 2 left", "shows": fact("figure")},
        "surprise": {"where": "Fig. 2 right", "shows": fact("surprise")},
        "phases": [
            {
                "phase": phase,
                "read": [fact("read")],
                "skip": [],
                "why": fact("why"),
                "reference": [fact("one"), fact("two"), fact("three")],
            }
            for phase in PHASES
        ],
        "equations": [
            {
                "id": "central",
                "tex": r"\frac{a}{b}",
                "where": "Eq. 1",
                "spoken": both("a over b"),
                "symbols": [{"tex": "a", "meaning": both("letter")}],
            }
        ],
        "derivations": [
            {
                "id": "central",
                "title": both("title"),
                "source": fact("source"),
                "steps": [
                    {
                        "id": "start",
                        "tex": "a",
                        "says": both("s"),
                        "principle": both("p"),
                        "needs": [],
                    },
                    {
                        "id": "end",
                        "tex": "b",
                        "says": both("s"),
                        "principle": both("p"),
                        "needs": ["start"],
                    },
                ],
                "limits": [fact("limit")],
            }
        ],
        "remember": [fact("one"), fact("two"), fact("three")],
        "numbers": [{"value": f"{number}", "what": fact("what")} for number in range(4)],
        "tables": [],
        "ablations": {"key": fact("key"), "missing": [fact("one"), fact("two")]},
        "weaknesses": {
            "admitted": [fact("one"), fact("two")],
            "unadmitted": [fact("three"), fact("four")],
        },
        "follow_ups": [
            {
                "id": f"question-{number}",
                "question": {"en": "Why?", "es": "¿Por qué?"},
                "answer": [fact("one"), fact("two"), fact("three")],
            }
            for number in range(12)
        ],
        "trap": {"say": both("say"), "instead": fact("instead")},
        "later": [{"cite": f"{slug}-roe2021", "point": fact("point")}] * 3,
        "card": {
            "claim": fact("claim"),
            "equation": "central",
            "weakness": fact("weakness"),
            "question": both("question"),
        },
        "corrections": [{"said": both("said"), "verdict": "wrong", "paper": fact("paper")}],
    }


def item(type_: str, name: str = "", **own: Any) -> dict[str, Any]:
    """Return an item, by its type and what that asks for."""
    around = {"id": name or f"one-{type_}", "type": type_, "prompt": both("prompt"), "where": "§4"}
    return around | own


def choices(name: str = "choice", right: int = 0) -> list[dict[str, Any]]:
    """Return three choices, one of them right."""
    return [
        {"text": both(f"{name} {letter}"), "because": fact("because")}
        | ({"right": True} if at == right else {})
        for at, letter in enumerate("abc")
    ]


def bank(of: str = "sample") -> dict[str, Any]:
    """Return a bank with an item of each type, as YAML gives it."""
    mistake = {"answers": ["wrong"], "because": fact("because")}
    number: dict[str, Any] = {"value": 2.0, "within": 0.1, "shown": "2", "because": fact("because")}
    return {
        "of": of,
        "items": [
            item("choice", choices=choices()),
            item(
                "ladder",
                under={"text": both("little"), "because": fact("because")},
                exact={"text": both("exact"), "because": fact("because")},
                over={
                    "stretches": [{"text": both("true")}, {"text": both("false"), "over": True}],
                    "because": fact("because"),
                },
            ),
            item(
                "cloze",
                text={"en": "A {?gap} here", "es": "Un {?gap} aquí"},
                gaps=[
                    {
                        "id": "gap",
                        "accept": ["word"],
                        "because": fact("because"),
                        "mistakes": [mistake],
                    }
                ],
            ),
            item("short", accept=["right"], because=fact("because"), mistakes=[mistake]),
            item("number", **number),
            item(
                "order",
                steps=[
                    {"id": "first", "text": both("first")},
                    {"id": "second", "text": both("second"), "needs": ["first"]},
                    {"id": "third", "text": both("third"), "needs": ["second"]},
                ],
                distractors=[{"id": "stray", "text": both("stray"), "because": fact("because")}],
                because=fact("because"),
            ),
            item(
                "match",
                pairs=[
                    {
                        "id": f"pair-{letter}",
                        "left": both(f"left {letter}"),
                        "right": both(f"right {letter}"),
                        "because": fact("because"),
                    }
                    for letter in "abc"
                ],
            ),
            item(
                "grid",
                evidence=[
                    {"id": "removed", "name": both("removed")},
                    {"id": "scaled", "name": both("scaled")},
                ],
                components=[
                    {
                        "id": f"part-{letter}",
                        "name": both(f"part {letter}"),
                        "shown": ["removed"] if letter == "a" else [],
                        "because": fact("because"),
                    }
                    for letter in "abc"
                ],
                gap=choices("gap", right=1),
            ),
            item("response", units=[fact("one"), fact("two"), fact("three")]),
            item(
                "flaw",
                title=both("title"),
                passages=[
                    {"id": "passage-a", "text": both("passage a")},
                    {
                        "id": "passage-b",
                        "text": both("passage b"),
                        "fault": {
                            "name": both("seed"),
                            "because": fact("because"),
                            "experiment": both("experiment"),
                        },
                    },
                    {"id": "passage-c", "text": both("passage c")},
                    {"id": "passage-d", "text": both("passage d")},
                ],
                table={"columns": ["set-up", "result"], "rows": [["cell", "other"]]},
                other_faults=[both("leak")],
            ),
            item(
                "equation",
                typed="2*x",
                tex="2x",
                example="x + x",
                symbols=[
                    {"name": "x", "tex": "x", "meaning": both("letter"), "low": 0.5, "high": 2.0}
                ],
                because=fact("because"),
                mistakes=[{"typed": "x", "name": both("half"), "because": fact("because")}],
            ),
            item(
                "multipart",
                context=both("context"),
                parts=[
                    item("number", "part-number", **number),
                    item("choice", "part-choice", choices=choices("part")),
                ],
            ),
        ],
    }


def papers(number: int, topics: Sequence[str]) -> list[Paper]:
    """Return many papers, no longer and no shorter than papers are, of all topics in turn."""
    return [
        Paper.model_validate(
            paper(f"generated-{at:04}")
            | {
                "order": at,
                "title": f"Learning to Generate Paper Number {at:04} from Natural Language",
                "short": f"GEN-{at:04}",
                "topics": [topics[at % len(topics)]],
                "lede": both("A line that makes one want to read on, as long as such lines are"),
                "authors": [f"Author{at % 7}-{letter}, Ann" for letter in "abcdefgh"],
                "venue": f"Somewhere {2015 + at % 10}",
                "arxiv": paper()["arxiv"] | {"id": f"{15 + at % 10}01.{at:05}"},
            }
        )
        for at in range(number)
    ]


def with_papers(library: Library, number: int) -> Library:
    """Return a library with as many generated papers in the place of its own."""
    made = papers(number, [topic.id for topic in library.topics])
    banks = {paper.slug: Bank.model_validate(bank(paper.slug)) for paper in made}
    return replace(library, papers=made, whiteboards=[], banks=banks)


class _Plain(yaml.SafeDumper):
    """Writes everything out: an alias would give two fields one line."""

    def ignore_aliases(self, _data: object) -> bool:
        """Return that nothing may be an alias."""
        return True


def write(path: Path, content: object) -> None:
    """Write content as an author would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def write_library(docs: Path, real: Path) -> Path:
    """Write a library with one small paper under `docs/_content`; the interface is the real one."""
    root = docs / "_content"
    write(root / "papers/sample.yml", paper())
    write(root / "questions/sample.yml", bank())
    for name in ("topics.yml", "protocol.yml", "strings.yml", "glossary.yml"):
        (root / name).write_bytes((real / name).read_bytes())
    return root
