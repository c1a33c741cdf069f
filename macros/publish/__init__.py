"""From what MkDocs built to what readers get: `python -m macros publish SITE`.

Each step reads and writes the folder of the site; the order is that of `publish`.
"""

from pathlib import Path

from macros.publish.assets import bundle
from macros.publish.pages import finish_pages
from macros.publish.search import write_search


def publish(site: Path, tools: Path) -> None:
    """Finish a built site in place.

    Args:
        site: what `mkdocs build` wrote.
        tools: the `.bin` folder of npm, with esbuild, PurgeCSS and Pagefind.
    """
    pages = sorted(site.rglob("*.html"))
    finish_pages(pages, bundle(site, pages, tools))
    write_search(site, tools)
