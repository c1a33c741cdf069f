"""What a reader keeps of the site: the service worker with its list of files, and a manifest."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.content import Library
from macros.model.base import LANGUAGES, Bilingual, Language
from macros.publish.tools import run

MANIFEST = "manifest.webmanifest"
LIMIT = 24_000_000
"""Bytes, uncompressed: a site of four papers has some 13 MB, of which 2 MB are transferred."""
_KEPT = re.compile(
    r"(.*/)?index\.html|assets/(?!social/).*|(es/)?manifest\.webmanifest"
    r"|pagefind/(?!wasm\.unknown).*"
)


def write_worker(site: Path, source: Path, tools: Path) -> None:
    """Bundle the service worker into `sw.js`, with every file that it keeps."""
    script = run(tools, "esbuild", source, "--bundle", "--minify", "--format=iife")
    files = json.dumps(release_files(site), separators=(",", ":"))
    script = script.replace('JSON.parse("RELEASE_FILES")', files)
    (site / "sw.js").write_text(script, encoding="utf-8")


def release_files(site: Path) -> Mapping[str, list[tuple[str, str]]]:
    """Return the path and the hash of every file to keep: what `all` read, and each language.

    A site larger than `LIMIT` is kept in part, pages of papers last; a page that is not in the
    list is kept when it is visited.
    """
    files: dict[str, list[tuple[str, str]]] = {"all": [], **{each: [] for each in LANGUAGES}}
    room = LIMIT
    for path in sorted(_kept(site), key=lambda path: (_is_paper(path), path)):
        content = (site / path).read_bytes()
        room -= len(content)
        if room < 0 and _is_paper(path):
            continue
        digest = hashlib.sha256(content).hexdigest()[:16]
        files[_reader_of(path)].append((path.removesuffix("index.html"), digest))
    return files


def _kept(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and _KEPT.fullmatch(path):
            yield path


def _is_paper(path: str) -> bool:
    return re.fullmatch(r"(es/)?(papers|practice)/[^/]+/index\.html", path) is not None


def _reader_of(path: str) -> str:
    """Return the language whose readers need a file, or `all`; Pagefind names the language too."""
    for language in LANGUAGES:
        name = Path(path).name
        if name.startswith((f"{language}_", f"wasm.{language}.", f"pagefind.{language}_")):
            return language
    if path.startswith("es/"):
        return "es"
    return "en" if path.endswith("index.html") else "all"


def write_web_manifests(site: Path, library: Library) -> None:
    """Write the manifest of each language beside its home page."""
    for language in LANGUAGES:
        folder = site if language == "en" else site / language
        text = web_manifest(library.strings, language)
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def web_manifest(strings: Mapping[str, Bilingual], language: Language) -> str:
    """Return the manifest with which a browser installs the site, https://www.w3.org/TR/appmanifest/."""
    home = "./"
    root = "../" if language == "es" else "./"
    return json.dumps(
        {
            "name": strings["app.name"][language],
            "short_name": "Paper Drill",
            "description": strings["theme.description"][language],
            "lang": language,
            "dir": "ltr",
            "id": home,
            "start_url": home,
            "scope": root,
            "display": "standalone",
            "background_color": "#fbfaf6",
            "theme_color": "#fbfaf6",
            "icons": list(_icons(root)),
            "shortcuts": [
                {"name": strings[f"nav.{page}"][language], "url": f"{home}{page}/"}
                for page in ("papers", "cards", "progress")
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _icons(root: str) -> Iterable[Mapping[str, str]]:
    yield {"src": f"{root}assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"}
    for name, size, purpose in (
        ("192", 192, "any"),
        ("512", 512, "any"),
        ("maskable-512", 512, "maskable"),
    ):
        yield {
            "src": f"{root}assets/icons/icon-{name}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
