"""The Content-Security-Policy: what a page may load and run, https://www.w3.org/TR/CSP3/."""

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(?P<text>.*?)</style>", re.DOTALL)
_RUNS = re.compile(r"^(?!.*\bsrc=)(?!.*\btype=.?application/)")
"""A script within the page that the browser runs; a block of JSON is data."""


def policy_of(pages: Iterable[str]) -> str:
    """Return the policy under which these pages work, and nothing more does."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for page in pages:
        for script in _SCRIPT.finditer(page):
            if _RUNS.search(script["attributes"]):
                scripts.add(_hash(script["text"]))
        styles.update(_hash(style["text"]) for style in _STYLE.finditer(page))
    return policy(scripts, styles)


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy that admits what stands within pages by its hash."""
    directives = {
        "default-src": ["'none'"],
        # Pagefind searches with WebAssembly, which has a keyword of its own; eval stays forbidden.
        "script-src": ["'self'", *sorted(scripts), "'wasm-unsafe-eval'"],
        "style-src": [*sorted(styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
