"""The icons that a phone or a desktop shows for the site, drawn from the favicon."""

import re
from pathlib import Path

from macros.content import Library
from macros.publish.typeset import rasterise

FAVICON = Path(__file__).parents[2] / "overrides/assets/favicon.svg"
_PAPER = "#fbfaf6"
ICONS: dict[str, tuple[int, float, bool]] = {
    "icon-192.png": (192, 1.0, False),
    "icon-512.png": (512, 1.0, False),
    # A launcher cuts what it likes outside a circle of four fifths of the width.
    "icon-maskable-512.png": (512, 0.6, True),
    # iOS rounds the corners itself, and turns what is transparent black.
    "apple-touch-180.png": (180, 0.72, True),
}
"""Width in pixels, how much of it the ring takes, and whether it stands on paper."""


def icon(favicon: str, width: int, share: float, *, on_paper: bool) -> bytes:
    """Return a square PNG of the favicon, `width` pixels wide."""
    found = re.search(r'viewBox="0 0 (\d+) \1">(.*)</svg>', favicon, re.DOTALL)
    if not found:
        raise ValueError("Inconsistent: the favicon is no square that starts at 0 0")
    side = int(found[1])
    margin = side * (1 - share) / 2
    paper = f'<rect width="{side}" height="{side}" fill="{_PAPER}"/>' if on_paper else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{paper}'
        f'<g transform="translate({margin:.3f} {margin:.3f}) scale({share})">{found[2]}</g></svg>'
    )
    return rasterise(svg, width, width)


def write_icons(site: Path, _library: Library, _origin: str) -> None:
    """Write every icon under `assets/icons/` of a built site."""
    folder = site / "assets/icons"
    folder.mkdir(parents=True, exist_ok=True)
    favicon = FAVICON.read_text(encoding="utf-8")
    for name, (width, share, on_paper) in ICONS.items():
        (folder / name).write_bytes(icon(favicon, width, share, on_paper=on_paper))
