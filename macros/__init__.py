"""The one module that knows the host: it gives MkDocs our macros and our checks."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from mkdocs.exceptions import PluginError

from macros.content import Library, read_library
from macros.elements import HtmlSetAside, set_aside
from macros.linked import Page, Site, linked_data, script
from macros.model.base import Language
from macros.parity import RULES
from macros.problem import BadContent
from macros.render import Renderer


class Host(Protocol):
    """The part of the macros plugin that we use."""

    conf: Any
    page: Any
    macro: Any


def define_env(env: Host) -> None:
    """Check all content before the first page, then offer `show(template, slug)` to the stubs."""
    try:
        library = _library(*_fingerprint(Path(env.conf["docs_dir"]) / "_content"))
    except BadContent as bad:
        raise PluginError(f"the content has problems\n{bad}") from None
    env.conf["markdown_extensions"].append(HtmlSetAside())
    renderer = _renderer(library)

    @env.macro  # type: ignore[untyped-decorator]
    def show(template: str, slug: str | None = None) -> str:
        """Return a page's Markdown."""
        return set_aside(renderer.page(template, slug, env.page.file.src_uri, env.page.file.url))

    # The theme's own words are content too: `strings` reaches overrides/ through `config.extra`.
    env.conf["extra"]["strings"] = library.strings
    # Material names its stylesheet after its content; ours come after it and have the last word.
    for folder in map(Path, env.conf["theme"].dirs):
        for stylesheet in folder.glob("assets/stylesheets/main.*.min.css"):
            address = stylesheet.relative_to(folder).as_posix()
            if address not in env.conf["extra_css"]:  # as the other language's build left it
                env.conf["extra_css"].insert(0, address)
    site = Site(env.conf["site_name"], env.conf["site_url"].rstrip("/"), library)
    env.conf["extra"]["linked_data"] = lambda page: script(linked_data(site, _described(page)))


def _described(page: Any) -> Page:
    """Return what MkDocs knows of a page, in our terms."""
    language: Language = "es" if page.file.src_uri.startswith("es/") else "en"
    path = page.url.removeprefix("./").removeprefix("es/")
    return Page(language, path, page.meta["title"], page.meta.get("description", ""))


def _fingerprint(content: Path) -> tuple[Path, tuple[tuple[Path, int], ...]]:
    files = sorted(content.rglob("*.yml"))
    return content, tuple((file, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=1)
def _library(content: Path, _files: tuple[tuple[Path, int], ...]) -> Library:
    """Read the content once for both languages, and again when a file has changed."""
    return read_library(content, RULES)


_renderer = lru_cache(maxsize=1)(Renderer)
