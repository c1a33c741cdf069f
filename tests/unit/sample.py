"""A small library of content that has no problem, to be broken by tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from macros.content import Library
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
        "quiz": [
            {
                "id": f"choice-{number}",
                "prompt": both("prompt"),
                "choices": [
                    {"text": both("a"), "right": True, "because": fact("because")},
                    {"text": both("b"), "because": fact("because")},
                    {"text": both("c"), "because": fact("because")},
                ],
            }
            for number in range(4)
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
    return replace(library, papers=made, whiteboards=[])


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
    for name in ("topics.yml", "protocol.yml", "strings.yml", "glossary.yml"):
        (root / name).write_bytes((real / name).read_bytes())
    return root
