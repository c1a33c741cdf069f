"""Scripts, styles and fonts: bundled, without what no page uses, named after their content."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from macros.publish.tools import run

STYLESHEET = re.compile(r'<link rel="stylesheet" href="(?P<href>[^"]*)"[^>]*>\s*')
_TAG_OR_SCRIPT = re.compile(r"<script>.*?</script>|<[a-z][^>]*", re.DOTALL)
SCRIPT = "assets/js/main.js"
FONT = "assets/fonts/math.woff2"
_BEFORE_BUNDLING = ("assets/js", "assets/css", "assets/vendor", "assets/fonts")
_MATERIALS = ("assets/javascripts", "assets/stylesheets", "assets/images")
"""Material's own files, which no page refers to any more."""
_BROWSERS = "chrome109,firefox115,safari16"


class Assets(NamedTuple):
    """What pages are given instead of the files that they name."""

    styles: str
    """One stylesheet; addresses in it are relative to the site's root."""
    dark: str
    """The colours of the dark, which hold where the page says."""
    script: str
    """Where the bundled script stands, from the site's root."""
    font: str
    """Where the font of the mathematics stands, from the site's root."""


def bundle(site: Path, pages: Sequence[Path], tools: Path) -> Assets:
    """Bundle what the pages load, write it under `assets/`, and remove what it was made from."""
    home = (site / "index.html").read_text(encoding="utf-8")
    sheets = [each["href"] for each in STYLESHEET.finditer(home)]
    font = named_after_content(site, FONT)
    script = _bundle_script(site, tools)
    *always, dark = (site / sheet for sheet in sheets)
    used = _words_of(pages) | set(re.findall(r"[\w-]+", (site / script).read_text("utf-8")))
    styles = _without_unused(always, used, tools).replace(f"../fonts/{Path(FONT).name}", font)
    assets = Assets(
        styles=_minified(styles, tools),
        dark=_minified(dark.read_text(encoding="utf-8"), tools),
        script=script,
        font=font,
    )
    for folder in (*_BEFORE_BUNDLING, *_MATERIALS):
        shutil.rmtree(site / folder, ignore_errors=True)
    return assets


def named_after_content(site: Path, name: str) -> str:
    """Copy a file to a name that holds its hash, so that caches may keep it for ever."""
    source = site / name
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:10]
    target = f"assets/{source.stem}-{digest}{source.suffix}"
    shutil.copyfile(source, site / target)
    return target


def _bundle_script(site: Path, tools: Path) -> str:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "bundle.json"
        run(
            tools,
            "esbuild",
            SCRIPT,
            "--bundle",
            "--minify",
            "--splitting",
            "--format=esm",
            "--legal-comments=eof",
            f"--target={_BROWSERS}",
            "--entry-names=[name]-[hash]",
            "--outdir=assets",
            f"--metafile={report}",
            # The hash in a name tells of the path to each module too.
            within=site,
        )
        outputs = json.loads(report.read_bytes())["outputs"]
    [entry] = (name for name, output in outputs.items() if output.get("entryPoint") == SCRIPT)
    return f"assets/{Path(entry).name}"


def _words_of(pages: Iterable[Path]) -> set[str]:
    """Return every word within tags and scripts of the pages: whatever a selector may name."""
    pieces: set[str] = set()
    for page in pages:
        pieces.update(_TAG_OR_SCRIPT.findall(page.read_text(encoding="utf-8")))
    return set(re.findall(r"[\w-]+", "\n".join(pieces)))


def _without_unused(sheets: Iterable[Path], used: Iterable[str], tools: Path) -> str:
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.css"
        whole.write_text("\n".join(each.read_text("utf-8") for each in sheets), encoding="utf-8")
        words = Path(folder) / "words.txt"
        words.write_text("\n".join(sorted(used)), encoding="utf-8")
        out = Path(folder) / "out"
        run(
            tools,
            "purgecss",
            "--css",
            whole,
            "--content",
            words,
            "--keyframes",
            "--font-face",
            "--variables",
            "--output",
            out,
        )
        return (out / whole.name).read_text(encoding="utf-8")


def _minified(styles: str, tools: Path) -> str:
    arguments = ("--loader=css", "--minify", f"--target={_BROWSERS}")
    return run(tools, "esbuild", *arguments, text=styles).strip().removeprefix('@charset "UTF-8";')
