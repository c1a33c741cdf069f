"""TeX to MathML, by Temml in an embedded V8."""

from functools import cache
from html import escape
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

_TEMML = Path(__file__).parent / "vendor/temml-0.13.5/temml.min.js"
# Temml says `display:block math` inline for the sake of browsers without MathML Core;
# the site's own stylesheet says it once.
_INLINE_DISPLAY = ' style="display:block math;"'


class TexError(ValueError):
    """TeX that does not parse."""


def render_tex(tex: str, *, display: bool = False, label: str | None = None) -> str:
    """Return the MathML of TeX; `label` is what a screen reader says instead of the symbols.

    Raises `TexError`, with Temml's own words, for TeX that does not parse.
    """
    mathml = _render(tex, display)
    if label is None:
        return mathml
    return mathml.replace("<math", f'<math aria-label="{escape(label)}"', 1)


@cache
def _render(tex: str, display: bool) -> str:  # noqa: FBT001 - a cache key cannot be a keyword
    options = {"displayMode": display, "throwOnError": True}
    try:
        mathml = _engine().call("temml.renderToString", tex, options)
    except JSEvalException as error:
        message = str(error).split("ParseError:")[-1].split("\n")[0].strip(" :")
        raise TexError(message) from None
    if "<a " in mathml:
        raise TexError("\\ref and \\eqref name no equation here")
    return str(mathml).replace(_INLINE_DISPLAY, "")


@cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    engine.eval(_TEMML.read_text(encoding="utf-8"))
    return engine
