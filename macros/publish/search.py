"""The search index, split by Pagefind so that a reader loads only the pieces that hold a word."""

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
    for pattern in _UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
