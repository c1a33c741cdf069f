"""TeX to MathML, by Temml in an embedded V8."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from pathlib import Path

from py_mini_racer import JSTimeoutException, MiniRacer

Formula = tuple[str, bool]
"""TeX, and whether it stands in display."""

_TEMML = Path(__file__).parent / "vendor/temml-0.13.5/temml.min.js"
# Of each formula: its MathML, or why it has none.
_RENDER_ALL = """
const renderAll = formulas => formulas.map(([tex, displayMode]) => {
  try {
    return [temml.renderToString(tex, {displayMode, throwOnError: true}), null]
  } catch (error) {
    return [null, error.message]
  }
})
"""
# Temml says `display:block math` inline for the sake of browsers without MathML Core;
# the site's own stylesheet says it once.
_INLINE_DISPLAY = ' style="display:block math;"'
_BATCH = 1000
_PATIENCE_S = 10
"""A batch takes a tenth of a second; a formula that defines itself by itself never ends."""

_Outcome = tuple[str | None, str | None]
_rendered: dict[Formula, _Outcome] = {}


class TexError(ValueError):
    """TeX that does not parse."""


def prepare_tex(formulas: Iterable[Formula]) -> None:
    """Render many formulas, for `render_tex` to find: a call of V8 costs more than a formula."""
    wanted = [each for each in dict.fromkeys(formulas) if each not in _rendered]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        _rendered.update(zip(batch, _render_all(batch), strict=True))


def _render_all(batch: list[Formula]) -> list[_Outcome]:
    try:
        outcomes: list[_Outcome] = _engine().call("renderAll", batch, timeout_sec=_PATIENCE_S)
    except JSTimeoutException:
        if len(batch) == 1:
            return [(None, f"it is not set within {_PATIENCE_S} seconds")]
        return [outcome for formula in batch for outcome in _render_all([formula])]
    return outcomes


def render_tex(tex: str, *, display: bool = False, label: str | None = None) -> str:
    """Return the MathML of TeX; `label` is what a screen reader says instead of the symbols.

    Raises `TexError`, with Temml's own words, for TeX that does not parse.
    """
    prepare_tex([(tex, display)])
    mathml, error = _rendered[tex, display]
    if mathml is None:
        raise TexError(str(error).split("\n")[0].strip(" :"))
    if "<a " in mathml:
        raise TexError("\\ref and \\eqref name no equation here")
    mathml = mathml.replace(_INLINE_DISPLAY, "")
    if label is None:
        return mathml
    return mathml.replace("<math", f'<math aria-label="{escape(label)}"', 1)


@cache
def _engine() -> MiniRacer:
    # MiniRacer takes the event loop that runs where it is made for its own, and then cannot be
    # waited for from there. In a thread of its own there is none.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_new_engine).result()


def _new_engine() -> MiniRacer:
    engine = MiniRacer()
    engine.eval(_TEMML.read_text(encoding="utf-8"))
    engine.eval(_RENDER_ALL)
    return engine
