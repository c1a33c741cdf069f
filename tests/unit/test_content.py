"""Bad content is told as file, line, field, what is wrong and what to write instead."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.content import read_library
from macros.parity import RULES
from macros.problem import BadContent
from tests.unit.sample import paper, write, write_library

REAL = Path(__file__).parents[2] / "docs/_content"
NAME = "docs/_content/papers/sample.yml"
Broken = Callable[[str, str], list[str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Write a library without problems."""
    return write_library(tmp_path / "docs", REAL)


@pytest.fixture
def broken(library: Path) -> Broken:
    """Return a function that changes the first such text of the paper and returns the problems."""

    def change(old: str, new: str) -> list[str]:
        path = library / "papers/sample.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return problems(library)

    return change


def problems(library: Path) -> list[str]:
    """Return every problem of a library, as printed."""
    try:
        read_library(library, RULES)
    except BadContent as bad:
        return str(bad).splitlines()
    return []


def line_of(library: Path, text: str) -> int:
    """Return the first line of the sample paper that holds a text."""
    lines = (library / "papers/sample.yml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_sample_has_no_problem(library: Path) -> None:
    assert problems(library) == []


def test_real_content_has_no_problem() -> None:
    assert problems(REAL) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "title: A Sample",
            "title: no",
            "title: is False, not text; put it in quotes"
            " (YAML reads a bare yes/no/on/off as true/false)",
        ),
        (
            "title: A Sample",
            "title: 3",
            "title: is 3, not text; put it in quotes",
        ),
        (
            "venue: Somewhere 2020",
            "venue: Somewhere 2020\ncolour: red",
            "colour: is not a field here; remove it, or check its spelling",
        ),
        (
            "  es: lede aquí",
            "  fr: lede ici",
            "lede.es: is missing; write it beside the others",
        ),
        (
            "exact here {§4}",
            "exact here",
            "claim.exact: en names no source; add where it stands,"
            " such as {§4}, {Table 2}, {@key}, {calc} or {ours}",
        ),
        (
            "exact here {§4}",
            "exact here {§9}",
            "claim.exact.en: names §9, which has no page; add it to places of sample",
        ),
        (
            "exact here {§4}",
            "exact here {Section 4}",
            "claim.exact: {Section 4} is not a mark; write a place such as {§4}, {Fig. 2 left},"
            " {Table 3 (E)}, {Eq. 7}, {App. A.1}, {fn. 4}, {Abstract}, or {@key}, {calc}, {ours}",
        ),
        (
            "exact here {§4}",
            "exact here {§4 p. 13}",
            "claim.exact.en: names page 13, but sample has 12; check the page",
        ),
        (
            "exact here {§4}",
            "exact here {@nobody1999}",
            "claim.exact.en: cites @nobody1999, which is in no references;"
            " add it, or check its spelling",
        ),
        (
            "exact here {§4}",
            "exact here $\\frc{a}$ {§4}",
            "claim.exact.en: holds TeX that does not parse:"
            " Unsupported function name: \\frc at position 1; mend $\\frc{a}$",
        ),
        (
            "exact here {§4}",
            "exact here, $5 {§4}",
            "claim.exact: holds a $ that belongs to no mark;"
            " complete the mark, or write \\$ for the sign itself",
        ),
        (
            "exact here {§4}",
            "exact here {§4 p. 0}",
            "claim.exact: {§4 p. 0} is not a mark; write a place such as {§4}, {Fig. 2 left},"
            " {Table 3 (E)}, {Eq. 7}, {App. A.1}, {fn. 4}, {Abstract}, or {@key}, {calc}, {ours}",
        ),
        (
            "  date: '2020-02-03'",
            "  date: 2020-13-45",
            "arxiv.date: is '2020-13-45', which YAML takes for !!timestamp and cannot read;"
            " put it in quotes",
        ),
        (
            "  pages: 12",
            f"  pages: {'9' * 5000}",
            f"arxiv.pages: is '{'9' * 56}…, which YAML takes for !!int and cannot read;"
            " put it in quotes",
        ),
        (
            "venue: Somewhere 2020",
            "? [venue]\n: Somewhere 2020",
            "has brackets where a field has its name; put them in quotes",
        ),
        (
            "title: A Sample",
            f"title: {'[' * 200}{']' * 200}",
            f"title{'[0]' * 20}: is more than 20 fields deep; close the brackets before it",
        ),
        (
            "- value: '0'",
            "- value: 5 {of 6}",
            "numbers[0].value: {of 6} is not a mark; write a place such as {§4}, {Fig. 2 left},"
            " {Table 3 (E)}, {Eq. 7}, {App. A.1}, {fn. 4}, {Abstract}, or {@key}, {calc}, {ours}",
        ),
        (
            "exact here {§4}",
            "exact here, 0.5 {§4}",
            "claim.exact: differs in its numbers: only in en ['0.5'], only in es [];"
            " make both languages say the same",
        ),
        (
            "exact here {§4}",
            "exact here [x](https://a.example) {§4}",
            "claim.exact: differs in its links: only in en ['https://a.example'], only in es [];"
            " make both languages say the same",
        ),
        (
            "- scaling",
            "- skaling",
            "topics[0]: is 'skaling', which is no topic or named before; write one of"
            " ['architectures', 'vision-language', 'generation', 'scaling', 'preferences',"
            " 'reasoning', 'efficiency', 'evaluation']",
        ),
        (
            "es: ¿Por qué?",
            "es: Por qué?",
            "follow_ups[0].question.es: has ? without ¿; open the question",
        ),
        (
            "  equation: central",
            "  equation: other",
            "card.equation: is 'other', which is no equation of this paper; check the id",
        ),
        (
            "id: question-1\n",
            "id: question-0\n",
            "follow_ups[1].id: is 'question-0', as an entry before it; give each its own id",
        ),
        (
            "phase: figures",
            "phase: pictures",
            "phases[1].phase: is 'pictures'; write one of 'title', 'figures', 'method',"
            " 'experiments', 'ablations' or 'limitations'",
        ),
        (
            "  Fig. 2: 7",
            "  Fig. 2: 13",
            "places.Fig. 2: is page 13, but the paper has 12; check the page",
        ),
    ],
)
def test_a_problem_is_told_with_its_place(
    broken: Broken, library: Path, old: str, new: str, told: str
) -> None:
    line = line_of(library, old.splitlines()[0])
    found = broken(old, new)
    field = told.split(": ", maxsplit=1)[0]
    places, tellings = zip(*(each.split(": ", 1) for each in found), strict=True)
    assert told in tellings
    place, number = places[tellings.index(told)].rsplit(":", 1)
    assert place == NAME
    # The field itself, or the list around it.
    assert 0 <= line + new.count("\n") - int(number) <= 5, field


def test_a_key_written_twice_is_refused(broken: Broken, library: Path) -> None:
    found = broken("venue: Somewhere 2020", "venue: Somewhere 2020\ntitle: Another")
    line = line_of(library, "title: Another")
    assert found == [f"{NAME}:{line}: title: stands here and in line 3; keep one"]


def test_one_text_for_two_fields_is_refused_at_once(broken: Broken) -> None:
    found = broken("title: A Sample\nshort: Sample", "title: &a [*a]\nshort: *a")
    what = "stands for several fields by an anchor; write it out in each"
    assert found == [f"{NAME}:3: short: {what}", f"{NAME}:3: title[0]: {what}"]


def test_a_problem_with_text_of_several_lines_takes_one(broken: Broken) -> None:
    found = broken("exact here {§4}", '"exact here $\\\\frc\n\n    $ {§4}"')
    assert found
    assert all(each.startswith(f"{NAME}:") for each in found)


def test_text_that_is_not_yaml_is_told_with_its_line(broken: Broken, library: Path) -> None:
    [found] = broken("title: A Sample", "title: A Sample: again")
    assert found.startswith(f"{NAME}:{line_of(library, 'again')}: is not YAML: mapping values")


def test_every_problem_is_told_at_once(broken: Broken, library: Path) -> None:
    (library / "protocol.yml").unlink()
    found = broken("title: A Sample", "title: no\ncolour: red")
    assert len(found) == 3
    assert "docs/_content/protocol.yml:1: is missing; write it, or restore it from git" in found


def test_ids_are_unique_on_the_whole_site(library: Path) -> None:
    write(library / "papers/twin.yml", paper())
    found = "\n".join(problems(library))
    assert "twin.yml:1: slug: is 'sample', unlike the file; name the file sample.yml" in found
    assert f"twin.yml:1: slug: is 'sample', as in {NAME}; ids are unique on the site" in found
    assert "references.sample-roe2021: is 'sample-roe2021', as in" in found


def test_a_model_answer_that_takes_too_long_is_refused(broken: Broken) -> None:
    found = broken("\n  answer:\n  - en: one here", f"\n  answer:\n  - en: one {'word ' * 180}here")
    assert [each.split(": ", 1)[1] for each in found] == [
        "follow_ups[0].answer: takes 186 words in en; say it in 170"
    ]


def test_a_folder_of_two_letters_is_refused(library: Path) -> None:
    (library.parent / "rl").mkdir()
    what = "is a folder of two letters, which MkDocs takes for a language; rename it"
    assert problems(library) == [f"docs/rl:1: {what}"]


def test_spanish_numbers_equal_english_ones(broken: Broken) -> None:
    assert broken("exact here", "exact 32,768 and 0.5 here") != []
    assert broken("exact aquí", "exact 32\u00a0768 y 0,5 aquí") == []
