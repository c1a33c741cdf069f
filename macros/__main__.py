"""`python -m macros …`: what an author, a publisher and a maintainer run."""

import argparse
import sys
from pathlib import Path

from macros.content import Library, read_library
from macros.fonts import characters_of, subset
from macros.parity import RULES
from macros.problem import BadContent
from macros.publish import publish
from macros.stubs import stubs
from macros.vendoring import refresh

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FONT = ROOT / "overrides/assets/fonts/math.woff2"
FULL_FONT = ROOT / "macros/vendor/latin-modern-math-1.959/latinmodern-math.otf"


def main(arguments: list[str] | None = None) -> int:
    """Run a sub-command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read all content and print every problem")
    commands.add_parser("stubs", help="write the page of every paper and whiteboard")
    commands.add_parser("vendor", help="fetch the vendored files again and verify them")
    finish = commands.add_parser("publish", help="finish a built site, in place")
    finish.add_argument("site", type=Path)
    fonts = commands.add_parser("fonts", help="cut the maths font to what a built site shows")
    fonts.add_argument("site", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "vendor":
        return refresh_vendored()
    if options.command == "fonts":
        write_font(options.site)
        return 0
    # A site that MkDocs has built was held to the rules then.
    rules = () if options.command == "publish" else RULES
    try:
        library = read_library(DOCS / "_content", rules)
    except BadContent as bad:
        print(bad, file=sys.stderr)
        return 1
    if options.command == "stubs":
        write_stubs(library)
    if options.command == "publish":
        publish(options.site, library, ROOT)
    return 0


def refresh_vendored() -> int:
    """Fetch every vendored file again; say what could not be, or is not as the manifest says."""
    problems = refresh(ROOT)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def write_font(site: Path) -> None:
    """Write the maths font with the glyphs that the pages of a built site show."""
    pages = [page.read_text(encoding="utf-8") for page in site.rglob("*.html")]
    characters = set().union(*map(characters_of, pages))
    FONT.parent.mkdir(parents=True, exist_ok=True)
    FONT.write_bytes(subset(FULL_FONT.read_bytes(), characters))


def write_stubs(library: Library) -> None:
    """Write every stub whose text changed, and remove those that nothing asks for."""
    wanted = {DOCS / name: text for name, text in stubs(library).items()}
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    sections = ("papers", "practice", "whiteboard")
    for folder in (*sections, *(f"es/{section}" for section in sections)):
        for path in (DOCS / folder).glob("*.md"):
            if path not in wanted:
                path.unlink()


if __name__ == "__main__":
    sys.exit(main())
