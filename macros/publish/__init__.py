"""From what MkDocs built to what readers get: `python -m macros publish SITE`.

Each step reads and writes the folder of the site; the order is that of `publish`.
"""

from pathlib import Path

from macros.content import Library
from macros.publish.assets import bundle
from macros.publish.offline import write_web_manifests, write_worker
from macros.publish.pages import finish_pages
from macros.publish.search import write_search

WORKER = "overrides/assets/js/worker/service-worker.js"


def publish(site: Path, library: Library, root: Path) -> None:
    """Finish a built site in place.

    Args:
        site: what `mkdocs build` wrote.
        library: the content that it was built from.
        root: the project, with the programs that npm installed, and the service worker.
    """
    tools = root / "node_modules/.bin"
    pages = sorted(site.rglob("*.html"))
    finish_pages(pages, bundle(site, pages, tools))
    write_search(site, tools)
    write_web_manifests(site, library)
    write_worker(site, root / WORKER, tools)
