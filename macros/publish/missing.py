"""The page for what is not found, in Spanish alone, for hosts that look for one in each folder."""

import re
from pathlib import Path

MISSING = "404.html"
_ENGLISH = re.compile(
    r'<(?P<tag>a|section)\b[^>]*\bdata-not-found="en"[^>]*>.*?</(?P=tag)>\s*', re.DOTALL
)
_HEADING = re.compile(r"<h1>(.*?)</h1>")
_LANGUAGE = re.compile(r'<html lang="\w+"')


def write_missing(site: Path) -> None:
    """Write `es/404.html`; the one at the root keeps both languages, for hosts that know no other.

    It needs no script to speak the language of its address (`keepLanguage` in place.js).
    """
    spanish = in_spanish((site / MISSING).read_text(encoding="utf-8"))
    (site / "es" / MISSING).write_text(spanish, encoding="utf-8")


def in_spanish(html: str) -> str:
    """Return the page of both languages with its Spanish half, and the title that says it."""
    html = _ENGLISH.sub("", html)
    heading = _HEADING.search(html)
    if not heading or "data-not-found" not in html:
        raise SystemExit("Inconsistent: 404.html says nothing in Spanish")
    html = html.replace("<title>404", f"<title>{heading[1]}", 1)
    return _LANGUAGE.sub('<html lang="es"', html, count=1)
