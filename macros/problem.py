"""What an author is told: problems, each with its place, and pydantic's errors in our words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

Path_ = tuple[str | int, ...]
"""Where something stands inside a file: keys and positions."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an author must mend."""

    file: str
    line: int
    field: str
    what: str
    """What is wrong, and after a semicolon what to write instead."""

    def __str__(self) -> str:
        """Return the one line that an editor can jump to."""
        field = f"{self.field}: " if self.field else ""
        # What the author wrote may be quoted in it, line breaks and all.
        return " ".join(f"{self.file}:{self.line}: {field}{self.what}".splitlines())


class BadContent(Exception):
    """All the problems of a reading at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, sorted by file and line."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Source:
    """A content file as the author wrote it, with the line of every field."""

    file: str
    data: Any
    lines: Mapping[Path_, int]

    def problem(self, path: Path_, what: str) -> Problem:
        """Place a problem at a field, or at the nearest field around it that was written."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.file, self.lines.get(known, 1), spell(path), what)


def spell(path: Path_) -> str:
    """Spell a path as an author would: `items[0].prompt.es`."""
    spelled = ""
    for step in path:
        spelled += f"[{step}]" if isinstance(step, int) else f".{step}" if spelled else str(step)
    return spelled


def explain(source: Source, error: ValidationError) -> Iterator[Problem]:
    """Say each of pydantic's errors as an author needs it."""
    for one in error.errors():
        yield source.problem(tuple(_written(one["loc"], source.data)), _wording(one))


def _written(loc: Path_, data: Any) -> Iterator[str | int]:
    """Leave out pydantic's own steps: the branch of a union, and `[key]` for a wrong key."""
    for step in loc:
        branch = isinstance(data, dict) and step not in data and step == data.get("type")
        if branch or str(step).startswith(("<", "[")):
            continue
        yield step
        try:
            data = data[step]
        except (LookupError, TypeError):
            data = None


def _not_text(value: object, _: Any) -> str:
    if isinstance(value, bool):
        return (
            f"is {value}, not text; put it in quotes"
            " (YAML reads a bare yes/no/on/off as true/false)"
        )
    return f"is {value!r}, not text; put it in quotes"


_WORDINGS: dict[str, Callable[[Any, Any], str]] = {
    "missing": lambda _, __: "is missing; write it beside the others",
    "extra_forbidden": lambda _, __: "is not a field here; remove it, or check its spelling",
    "too_short": lambda _, context: (
        f"has {context['actual_length']} entries; write at least {context['min_length']}"
    ),
    "too_long": lambda _, context: (
        f"has {context['actual_length']} entries; write at most {context['max_length']}"
    ),
    "string_type": _not_text,
    "string_too_short": lambda _, __: "is empty; write the text",
    "string_pattern_mismatch": lambda value, context: (
        f"is {value!r}; write it to the pattern {context['pattern']}"
    ),
    "literal_error": lambda value, context: f"is {value!r}; write one of {context['expected']}",
    "model_type": lambda value, _: (
        f"is {short(value)}, not a set of fields; write its fields below it"
    ),
    "dict_type": lambda value, _: (
        f"is {short(value)}, not a set of fields; write its fields below it"
    ),
    "list_type": lambda value, _: f"is {short(value)}, not a list; write each entry after a dash",
    "union_tag_invalid": lambda _, context: (
        f"has the type {context['tag']!r}; write one of {context['expected_tags']}"
    ),
    "union_tag_not_found": lambda _, __: "has no type; write `type` beside its id",
    "value_error": lambda _, context: str(context["error"]),
}
"""What is wrong and what to write, by pydantic's kind of error."""


def _wording(error: Any) -> str:
    kind, value = error["type"], error["input"]
    if kind in _WORDINGS:
        return _WORDINGS[kind](value, error.get("ctx", {}))
    return f"is {short(value)}: {error['msg'][:1].lower()}{error['msg'][1:]}; mend it"


def short(value: object) -> str:
    """Return a value as written, cut where it would not fit on a line."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits on a line
