"""What content must hold beyond its types.

Both languages say the same facts, and every mark leads somewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from macros.banks import check_banks
from macros.content import Checked
from macros.derivations import check_derivations
from macros.mathml import TexError, prepare_tex, render_tex
from macros.model.base import LANGUAGES, Bilingual
from macros.model.derivation import Derivation
from macros.model.item import FollowUp
from macros.model.items import Bank
from macros.model.paper import Paper, PhaseId
from macros.model.protocol import Protocol
from macros.model.text import Place, TextError, Token, read_place, tokens
from macros.model.whiteboard import Whiteboard
from macros.problem import Path_, Problem, Source
from macros.walk import TEX_FIELDS, fields, formulas, in_display

_NUMBER = re.compile(r"\d[\d.,\u202f\u00a0]*\d|\d")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
WORDS_IN_60_SECONDS = 170
"""A quick but clear speaker; longer model answers cannot be said in the time."""
_SPELLINGS = {"accept", "answers"}
_CELLS = {"rows", "columns", *_SPELLINGS}
_VALUES = {"value", "unit", "shown"}
_PHASES = list(get_args(PhaseId))


def check_parity(everything: Sequence[Checked]) -> Iterator[Problem]:
    """Both languages hold the same TeX, numbers, marks, links and paragraphs."""
    for content, source in everything:
        for path, value in fields(content):
            # Accepted answers are spelled as each language spells them, "1" and "uno" among them.
            if isinstance(value, Bilingual) and not _SPELLINGS & set(path):
                for what in _differences(value):
                    yield source.problem(path, what)


def check_marks(everything: Sequence[Checked]) -> Iterator[Problem]:
    """Every place has a page within its paper, every citation a reference; all TeX parses."""
    papers = {content.slug: content for content, _ in everything if isinstance(content, Paper)}
    keys = {key for content, _ in everything for key in getattr(content, "references", {})}
    prepare_tex(formula for content, _ in everything for formula in formulas(content))
    for content, source in everything:
        home = papers.get(content.of) if isinstance(content, Bank) else content
        home = home if isinstance(home, Paper) else None
        for path, value in fields(content):
            if isinstance(value, Bilingual):
                for language in LANGUAGES:
                    at = (*path, language)
                    yield from _check_text(value[language], source, at, home, papers, keys)
                    if not _may_have_gaps(content, path):
                        yield from _check_no_gap(value[language], source, at)
            elif isinstance(value, str) and (path[-1] in _VALUES or _CELLS & set(path)):
                yield from _check_text(value, source, path, home, papers, keys)
            elif isinstance(value, str) and path[-1] in TEX_FIELDS:
                yield from _check_tex(value, source, path)
            elif isinstance(value, str) and path[-1] == "where" and not isinstance(content, dict):
                yield from _check_where(value, source, path, home, papers)


def check_ids(everything: Sequence[Checked]) -> Iterator[Problem]:
    """Ids are unique, and what names another thing names one that exists."""
    slugs: dict[str, str] = {}
    references: dict[str, str] = {}
    boards = {content.slug for content, _ in everything if isinstance(content, Whiteboard)}
    papers = {content.slug for content, _ in everything if isinstance(content, Paper)}
    topics = [each for content, _ in everything for each in getattr(content, "topic_ids", ())]
    for content, source in everything:
        if isinstance(content, Paper | Whiteboard):
            yield from _once(content.slug, slugs, source, ("slug",))
            if not source.file.endswith(f"/{content.slug}.yml"):
                what = f"is {content.slug!r}, unlike the file; name the file {content.slug}.yml"
                yield source.problem(("slug",), what)
            for key in content.references:
                yield from _once(key, references, source, ("references", key))
        yield from _check_lists(content, source)
        for path, value in fields(content):
            if isinstance(value, FollowUp) and value.whiteboard and value.whiteboard not in boards:
                what = f"is {value.whiteboard!r}, which is no page; write one of {sorted(boards)}"
                yield source.problem((*path, "whiteboard"), what)
        if isinstance(content, Whiteboard):
            yield from _check_whiteboard(content, source, papers)
        if isinstance(content, Paper):
            yield from _check_paper(content, source, topics)
            yield from _check_phases([phase.phase for phase in content.phases], source)
        if isinstance(content, Protocol):
            yield from _check_phases([phase.id for phase in content.phases], source)


def check_follow_ups(everything: Sequence[Checked]) -> Iterator[Problem]:
    """A model answer can be said in sixty seconds; a Spanish question opens as one."""
    for content, source in everything:
        for path, value in fields(content):
            if not isinstance(value, FollowUp):
                continue
            for language in LANGUAGES:
                words = sum(len(_prose(unit[language]).split()) for unit in value.answer)
                if words > WORDS_IN_60_SECONDS:
                    what = f"takes {words} words in {language}; say it in {WORDS_IN_60_SECONDS}"
                    yield source.problem((*path, "answer"), what)
            if "?" in value.question.es and "¿" not in value.question.es:
                yield source.problem(
                    (*path, "question", "es"), "has ? without ¿; open the question"
                )


RULES = (check_parity, check_marks, check_ids, check_follow_ups, check_derivations, check_banks)


def _differences(text: Bilingual) -> Iterator[str]:
    try:
        en, es = list(tokens(text.en)), list(tokens(text.es))
    except TextError:
        return  # check_marks reports it
    for name, facts in (("TeX", _tex), ("marks", _marks)):
        yield from _compare(name, facts(en), facts(es))
    yield from _compare("links", Counter(_LINK.findall(text.en)), Counter(_LINK.findall(text.es)))
    yield from _compare("numbers", _numbers(text.en, "en"), _numbers(text.es, "es"))
    paragraphs = [len(re.split(r"\n\s*\n", each.strip())) for each in (text.en, text.es)]
    if paragraphs[0] != paragraphs[1]:
        yield f"has {paragraphs[0]} paragraphs in en and {paragraphs[1]} in es; give both the same"


def _compare(name: str, en: Counter[str], es: Counter[str]) -> Iterator[str]:
    if en != es:
        only_en, only_es = sorted((en - es).elements()), sorted((es - en).elements())
        yield (
            f"differs in its {name}: only in en {only_en}, only in es {only_es};"
            " make both languages say the same"
        )


def _tex(marks: Sequence[Token]) -> Counter[str]:
    return Counter(mark.text for mark in marks if mark.kind == "tex")


def _marks(marks: Sequence[Token]) -> Counter[str]:
    return Counter(_spelled(mark) for mark in marks if mark.kind not in {"prose", "tex"})


def _spelled(mark: Token) -> str:
    """Return a mark for comparing: of a place in another work, its number alone has no language."""
    if mark.kind != "cite":
        return f"{{{mark.text}}}"
    return f"{{@{' '.join([mark.text, *(mark.detail or '').split()[-1:]])}}}"


def _prose(text: str) -> str:
    return "".join(mark.text for mark in tokens(text) if mark.kind == "prose")


def _numbers(text: str, language: str) -> Counter[str]:
    """Return the numbers of the prose, spelled alike: 32,768 and 32 768, 0.5 and 0,5."""
    prose = _LINK.sub("]", _prose(text))
    if language == "es":
        prose = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", prose)
    return Counter(_plain(match.group(), language) for match in _NUMBER.finditer(prose))


def _plain(number: str, language: str) -> str:
    number = re.sub(r"[\u202f\u00a0]", "", number).rstrip(".,")
    if language == "es":
        return number.replace(",", ".")
    return number.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number) else number


def _check_text(  # noqa: PLR0913 - each says where a mark stands or what it may name
    text: str,
    source: Source,
    at: Path_,
    home: Paper | None,
    papers: Mapping[str, Paper],
    keys: set[str],
) -> Iterator[Problem]:
    try:
        marks = tokens(text)
    except TextError as error:
        yield source.problem(at, str(error))
        return
    for mark in marks:
        if mark.kind == "tex":
            yield from _check_tex(mark.text, source, at)
        elif mark.kind == "cite" and mark.text not in keys:
            what = f"cites @{mark.text}, which is in no references; add it, or check its spelling"
            yield source.problem(at, what)
        elif mark.place:
            yield from _check_place(mark.place, source, at, home, papers)


def _may_have_gaps(content: Any, path: Path_) -> bool:
    """Only the text of an item to complete has gaps; no other type of item has a text."""
    return isinstance(content, Bank) and path[:1] == ("items",) and path[2:] == ("text",)


def _check_no_gap(text: str, source: Source, at: Path_) -> Iterator[Problem]:
    if "{?" in text:
        yield source.problem(at, "has a gap, which only text to complete may have; remove it")


def _check_tex(tex: str, source: Source, at: Path_) -> Iterator[Problem]:
    try:
        render_tex(tex, display=in_display(at))
    except TexError as error:
        yield source.problem(at, f"holds TeX that does not parse: {error}; mend ${tex}$")


def _check_where(
    where: str, source: Source, at: Path_, home: Paper | None, papers: Mapping[str, Paper]
) -> Iterator[Problem]:
    try:
        place = read_place(where)
    except TextError as error:
        yield source.problem(at, str(error))
    else:
        yield from _check_place(place, source, at, home, papers)


def _check_place(
    place: Place, source: Source, at: Path_, home: Paper | None, papers: Mapping[str, Paper]
) -> Iterator[Problem]:
    paper = papers.get(place.paper) if place.paper else home
    if paper is None:
        known = ", ".join(sorted(papers))
        what = f"names {place.name} of no paper; write the slug before it, one of {known}"
        yield source.problem(at, what)
    elif place.page is None and place.name not in paper.places:
        what = f"names {place.name}, which has no page; add it to places of {paper.slug}"
        yield source.problem(at, what)
    elif place.page is not None and place.page > paper.arxiv.pages:
        what = f"names page {place.page}, but {paper.slug} has {paper.arxiv.pages}; check the page"
        yield source.problem(at, what)


def _once(key: str, seen: dict[str, str], source: Source, path: Path_) -> Iterator[Problem]:
    if key in seen:
        yield source.problem(path, f"is {key!r}, as in {seen[key]}; ids are unique on the site")
    seen.setdefault(key, source.file)


def _check_lists(content: Any, source: Source) -> Iterator[Problem]:
    """Ids differ within a list; a step needs steps before it."""
    for path, value in fields(content):
        if isinstance(value, list) and value and hasattr(value[0], "id"):
            seen: set[str] = set()
            for index, each in enumerate(value):
                if each.id in seen:
                    what = f"is {each.id!r}, as an entry before it; give each its own id"
                    yield source.problem((*path, index, "id"), what)
                seen.add(each.id)
        if isinstance(value, Derivation):
            before: set[str] = set()
            for index, step in enumerate(value.steps):
                for need in step.needs:
                    if need not in before:
                        what = f"is {need!r}, which is no step before this one; check the id"
                        yield source.problem((*path, "steps", index, "needs"), what)
                before.add(step.id)


def _check_whiteboard(board: Whiteboard, source: Source, papers: set[str]) -> Iterator[Problem]:
    for index, slug in enumerate(board.papers):
        if slug not in papers:
            what = f"is {slug!r}, which is no paper; write one of {sorted(papers)}"
            yield source.problem(("papers", index), what)


def _check_phases(phases: list[PhaseId], source: Source) -> Iterator[Problem]:
    """Pages set the phases of a paper and of the protocol side by side."""
    if phases != _PHASES:
        yield source.problem(("phases",), f"are not in the order of the drill; write {_PHASES}")


def _check_paper(paper: Paper, source: Source, topics: list[str]) -> Iterator[Problem]:
    for index, topic in enumerate(paper.topics):
        if topic not in topics or topic in paper.topics[:index]:
            what = f"is {topic!r}, which is no topic or named before; write one of {topics}"
            yield source.problem(("topics", index), what)
    for name, page in paper.places.items():
        try:
            read_place(name)
        except TextError as error:
            yield source.problem(("places", name), str(error))
        if not 1 <= page <= paper.arxiv.pages:
            what = f"is page {page}, but the paper has {paper.arxiv.pages}; check the page"
            yield source.problem(("places", name), what)
    if paper.card.equation not in {equation.id for equation in paper.equations}:
        what = f"is {paper.card.equation!r}, which is no equation of this paper; check the id"
        yield source.problem(("card", "equation"), what)
    for index, later in enumerate(paper.later):
        if later.cite not in paper.references:
            what = f"is {later.cite!r}, which is not in references; add it there"
            yield source.problem(("later", index, "cite"), what)
