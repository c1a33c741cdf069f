"""Read `docs/_content` to types and to a tree with lines, so that every problem has a place."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from macros.model.base import LANGUAGES, Content
from macros.model.items import Bank
from macros.model.paper import Paper
from macros.model.protocol import Protocol
from macros.model.strings import Glossary, UiString
from macros.model.topic import Topic, Topics
from macros.model.whiteboard import Whiteboard
from macros.problem import BadContent, Path_, Problem, Source, explain, short, spell

T = TypeVar("T")

# libyaml reads ten times as fast; PyYAML's wheels bring it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that the site says, read and typed."""

    papers: Sequence[Paper]
    """In the order of the site."""
    topics: Sequence[Topic]
    """In the order of lists of papers."""
    whiteboards: Sequence[Whiteboard]
    banks: Mapping[str, Bank]
    """What is asked, by the slug of the paper or the whiteboard page."""
    protocol: Protocol
    strings: Mapping[str, UiString]
    glossary: Glossary

    def paper(self, slug: str) -> Paper:
        """Return the paper of a slug; raise `KeyError` for none."""
        return {paper.slug: paper for paper in self.papers}[slug]

    def topics_of(self, paper: Paper) -> Sequence[Topic]:
        """Return what a paper is about, its main topic first."""
        topics = {topic.id: topic for topic in self.topics}
        return [topics[name] for name in paper.topics]


Checked = tuple[Content | Mapping[str, Content], Source]
Rule = Callable[[Sequence[Checked]], Iterator[Problem]]
"""A rule that looks across files: `(everything read) → problems`."""


def read_library(root: Path, rules: Sequence[Rule]) -> Library:
    """Read all content under `root`; raise `BadContent` with every problem there is."""
    # Millions of objects come to stay; Python would look through them again and again for waste.
    gc.disable()
    try:
        return _read_library(root, rules)
    finally:
        gc.enable()
        gc.freeze()


def _read_library(root: Path, rules: Sequence[Rule]) -> Library:
    problems = list(_folders(root.parent))
    load = partial(_load, problems=problems, top=root.parent)
    papers = [load(path, Paper) for path in sorted((root / "papers").glob("*.yml"))]
    boards = [load(path, Whiteboard) for path in sorted((root / "whiteboard").glob("*.yml"))]
    banks = [
        load(path, Bank)
        for path in sorted((root / "questions").glob("*.yml"))
        # A hundred places of a paper that cannot be read would hide what is wrong with it.
        if not _told(problems, path.name)
    ]
    topics = load(root / "topics.yml", Topics)
    protocol = load(root / "protocol.yml", Protocol)
    strings = load(root / "strings.yml", dict[str, UiString])
    glossary = load(root / "glossary.yml", Glossary)
    one_each = [topics, protocol, strings, glossary]
    everything = [pair for pair in [*papers, *boards, *banks, *one_each] if pair]
    for rule in rules:
        problems.extend(rule(everything))
    if problems:
        raise BadContent(problems)
    return Library(
        papers=sorted((pair[0] for pair in papers), key=lambda paper: paper.order),
        topics=topics[0].topics,
        whiteboards=sorted((pair[0] for pair in boards), key=lambda board: board.order),
        banks={pair[0].of: pair[0] for pair in banks},
        protocol=protocol[0],
        strings=strings[0],
        glossary=glossary[0],
    )


def _told(problems: Sequence[Problem], name: str) -> bool:
    """Say whether a file of that name was told to be wrong."""
    return any(Path(problem.file).name == name for problem in problems)


def _folders(docs: Path) -> Iterator[Problem]:
    """The language plugin takes a folder of two letters for a language: its pages vanish."""
    for folder in sorted(docs.iterdir()):
        if folder.is_dir() and len(folder.name) == len("es") and folder.name not in LANGUAGES:
            what = "is a folder of two letters, which MkDocs takes for a language; rename it"
            yield Problem(str(folder.relative_to(docs.parent)), 1, "", what)


def _load(path: Path, kind: type[T], *, problems: list[Problem], top: Path) -> Any:
    """Return the typed content and its source, or nothing and add to the problems."""
    try:
        source = _read(path, str(path.relative_to(top.parent)))
        return TypeAdapter(kind).validate_python(source.data), source
    except BadContent as bad:
        problems.extend(bad.problems)
    except ValidationError as error:
        problems.extend(explain(source, error))
    return None


def _read(path: Path, name: str) -> Source:
    """Return a file as the author wrote it; raise `BadContent` where it cannot be read."""
    line = 1
    try:
        text = path.read_text(encoding="utf-8")
        return _parse(name, text)
    except FileNotFoundError:
        what = "is missing; write it, or restore it from git"
    except UnicodeDecodeError:
        what = "is not UTF-8 text; save it as UTF-8"
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"is not YAML: {error.problem}; mend the line"
    except yaml.reader.ReaderError as error:
        character = chr(error.character)
        line = text[: text.index(character)].count("\n") + 1
        what = f"holds the control character {character!r}, as copying from a PDF leaves; remove it"
    raise BadContent([Problem(name, line, "", what)])


def _parse(name: str, text: str) -> Source:
    """Parse YAML to data and to a tree; raise `BadContent` for what PyYAML takes or trips on."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Source(name, None, {})
        lines: dict[Path_, int] = {}
        problems: list[Problem] = []
        for path, line, what in _walk(loader, node, (), set()):
            if what:
                problems.append(Problem(name, line, spell(path), what))
            lines.setdefault(path, line)
        if problems:
            raise BadContent(problems)
        return Source(name, loader.construct_document(node), lines)
    finally:
        loader.dispose()


_DEEPEST = 20
"""Content is half as deep; beyond this are brackets that nobody closed."""


def _walk(
    loader: Any, node: yaml.Node, path: Path_, met: set[int]
) -> Iterator[tuple[Path_, int, str]]:
    """Yield every path under a node with its line, and what is wrong there, if anything is."""
    line = node.start_mark.line + 1
    if id(node) in met:
        yield path, line, "stands for several fields by an anchor; write it out in each"
        return
    met.add(id(node))
    yield path, line, _unreadable(loader, node, len(path))
    if len(path) > _DEEPEST:
        return
    if isinstance(node, yaml.MappingNode):
        seen: dict[object, int] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield path, at, "has brackets where a field has its name; put them in quotes"
                continue
            inside = (*path, key.value)
            if key.value in seen:
                yield inside, at, f"stands here and in line {seen[key.value]}; keep one"
            seen.setdefault(key.value, at)
            yield from _walk(loader, key, inside, met)
            yield from _walk(loader, value, inside, met)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk(loader, value, (*path, index), met)


def _unreadable(loader: Any, node: yaml.Node, depth: int) -> str:
    """Say why a node cannot be read, if so: 2020-13-45 looks like a date and is none."""
    if depth > _DEEPEST:
        return f"is more than {_DEEPEST} fields deep; close the brackets before it"
    if not isinstance(node, yaml.ScalarNode):
        return ""
    try:
        value = loader.construct_object(node)
        # Python refuses to print a number of thousands of digits.
        good = not isinstance(value, int) or value.bit_length() < 64  # noqa: PLR2004 - a word
    except (ValueError, LookupError, AttributeError):  # whatever PyYAML's constructors run into
        good = False
    if good:
        return ""
    kind = node.tag.rsplit(":", 1)[-1]
    return (
        f"is {short(node.value)}, which YAML takes for !!{kind} and cannot read; put it in quotes"
    )
