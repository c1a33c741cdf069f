"""Many formulas at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros import mathml
from macros.content import Library, read_library
from macros.mathml import TexError, prepare_tex, render_tex
from macros.model.base import LANGUAGES
from macros.parity import RULES
from macros.render import Renderer


@pytest.fixture
def library() -> Library:
    return read_library(Path(__file__).parents[2] / "docs/_content", RULES)


def test_a_formula_that_does_not_parse_spoils_no_other() -> None:
    prepare_tex([("a_1", False), (r"\frac{a", False), ("a_1", True)])
    assert render_tex("a_1").startswith("<math><msub>")
    assert 'display="block"' in render_tex("a_1", display=True)
    with pytest.raises(TexError, match="expected '}'"):
        render_tex(r"\frac{a")


def test_formulas_that_take_too_long_are_told_from_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mathml, "_PATIENCE_S", 1e-9)
    monkeypatch.setattr(mathml, "_rendered", {})
    prepare_tex([("x", False), ("y", False)])
    with pytest.raises(TexError, match=r"^it is not set within"):
        render_tex("y")


def test_formulas_are_set_where_an_event_loop_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathml, "_rendered", {})
    mathml._engine.cache_clear()  # noqa: SLF001 - whoever asks first makes it

    async def render() -> str:
        return render_tex("x")

    # In a thread of its own: Playwright leaves a loop running in that of the tests.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, render()).result().startswith("<math>")


def test_pages_ask_for_no_formula_that_the_check_did_not_prepare(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mathml, "_engine", lambda: pytest.fail("a page calls V8"))
    renderer = Renderer(library)
    slugs = {
        "paper": [paper.slug for paper in library.papers],
        "whiteboard": [board.slug for board in library.whiteboards],
    }
    for template, each in slugs.items():
        for slug in each:
            for language in LANGUAGES:
                name = f"{'es/' if language == 'es' else ''}{template}/{slug}"
                assert renderer.page(template, slug, f"{name}.md", f"{name}/")
