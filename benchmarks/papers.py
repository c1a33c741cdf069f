"""Made-up papers, to see what the site costs when there are many.

Each is one of the papers of the site under another name, with a word of its own in every text and
a mark in every formula: equal texts would be read, set and turned into MathML only once.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PARTS = ("docs", "macros", "overrides", "mkdocs.yml", "Makefile")
"""What a build of the site reads."""
_TEX = re.compile(r"(?<!\\)\$([^$]+)\$")
_CITE = re.compile(r"\{@([a-z0-9-]+)")


def write_project(source: Path, folder: Path, papers: int | None) -> None:
    """Copy the project of `source` into `folder`, with as many papers in all as asked for.

    The pages that new papers ask for are not there yet: `python -m macros stubs` writes them.
    """
    for name in PARTS:
        part = source / name
        if part.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(part, folder / name, ignore=ignored)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(part, folder / name)
    content = folder / "docs/_content/papers"
    real = [yaml.load(each.read_bytes(), yaml.CSafeLoader) for each in sorted(content.iterdir())]
    for number in range(len(real), papers or 0):
        like = real[number % len(real)]
        paper = made_up(like, number)
        _write(content / f"{paper['slug']}.yml", paper)
        asked = folder / "docs/_content/questions"
        bank = yaml.load((asked / f"{like['slug']}.yml").read_bytes(), yaml.CSafeLoader)
        _write(asked / f"{paper['slug']}.yml", made_up_bank(bank, number))


def _write(path: Path, data: Mapping[str, Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file, yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def made_up(paper: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return a paper that no other number has, and that `python -m macros check` accepts."""
    word = _word(number)
    varied: dict[str, Any] = _vary(paper, word)
    return varied | {
        "slug": f"{paper['slug']}-{word}",
        "order": number + 1,
        "title": f"{paper['title']} {word.title()}",
        "short": f"{paper['short']} {word.title()}",
        "references": {
            f"{key}-{word}": reference for key, reference in paper["references"].items()
        },
    }


def made_up_bank(bank: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return what is asked about such a paper; its neighbours are those of the real one."""
    word = _word(number)
    varied: dict[str, Any] = _vary(bank, word)
    return varied | {"of": f"{bank['of']}-{word}"}


def _word(number: int) -> str:
    """Return a word of one's own for a number: numerals would have to agree with the text."""
    return "".join(f"{'bcdfghjklm'[int(digit)]}a" for digit in str(number))


def _vary(value: Any, word: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _vary(each, word, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_vary(each, word, key) for each in value]
    if key in {"tex", "shape"} and value:
        return _vary_tex(value, word)
    if key in {"en", "es"}:
        text = _TEX.sub(lambda tex: f"${_vary_tex(tex[1], word)}$", value)
        # A dash and no space: model answers have a limit of words.
        cited = _CITE.sub(rf"\g<0>-{word}", text)
        return f"{word.title()}—{cited}"
    return f"{value}-{word}" if key == "cite" else value


def _vary_tex(tex: str, word: str) -> str:
    return f"{tex}{{}}_{{{word}}}"
