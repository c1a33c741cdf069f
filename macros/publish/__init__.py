"""From what MkDocs built to what readers get: `python -m macros publish SITE`.

Each step reads and writes the folder of the site; the order is that of `publish`.
"""

import re
from pathlib import Path

from macros.content import Library
from macros.publish.assets import bundle
from macros.publish.compress import compress
from macros.publish.feed import write_feeds
from macros.publish.hosting import write_headers, write_redirects
from macros.publish.icons import write_icons
from macros.publish.index import write_index
from macros.publish.missing import write_missing
from macros.publish.offline import write_web_manifests, write_worker
from macros.publish.pages import finish_pages
from macros.publish.robots import write_robots
from macros.publish.search import write_search
from macros.publish.social import write_social

WORKER = "overrides/assets/js/worker/service-worker.js"


def publish(site: Path, library: Library, root: Path) -> None:
    """Finish a built site in place.

    Args:
        site: what `mkdocs build` wrote.
        library: the content that it was built from.
        root: the project, with the programs that npm installed, and the service worker.
    """
    tools = root / "node_modules/.bin"
    origin = origin_of(site)
    for write in (write_robots, write_feeds, write_index, write_icons, write_social):
        write(site, library, origin)
    pages = sorted(site.rglob("*.html"))
    finish_pages(pages, bundle(site, pages, tools))
    write_search(site, tools)
    write_web_manifests(site, library)
    write_worker(site, root / WORKER, tools)
    write_missing(site)
    write_headers(site)
    write_redirects(site)
    compress(site)


def origin_of(site: Path) -> str:
    """Return the address that the home page is published under, without a slash at the end."""
    home = (site / "index.html").read_text(encoding="utf-8")
    canonical = re.search(r'<link rel="canonical" href="([^"]*)/"', home)
    if not canonical:
        raise SystemExit(f"{site} is no site that `mkdocs build` wrote for this project")
    return canonical[1]
