"""The search index, split by Pagefind so that a reader loads only the pieces that hold a word."""

import json
from pathlib import Path

from macros.publish.tools import run

_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)
"""Pagefind's own windows; ours is elements/site-search.js."""


def write_search(site: Path, tools: Path) -> None:
    """Index the text of every page, answers excepted, each language apart."""
    run(
        tools,
        "pagefind",
        "--site",
        site,
        "--root-selector",
        "article",
        "--exclude-selectors",
        "[data-search-exclude], annotation, .headerlink",
        "--glob",
        "**/index.html",
    )
    # Pagefind writes languages and characters in any order, and two builds would differ.
    entry = site / "pagefind/pagefind-entry.json"
    said = json.loads(entry.read_bytes())
    said["include_characters"].sort()
    entry.write_text(json.dumps(said, sort_keys=True), encoding="utf-8")
    for pattern in _UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
