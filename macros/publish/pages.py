"""Every page as readers get it: styles within, hashed names, and what it may load said."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from macros.publish.assets import FONT, SCRIPT, STYLESHEET, Assets
from macros.publish.policy import policy_of

_ROOT = re.compile(r'<link rel="icon"[^>]* href="([^"]*)assets/')
"""The way from a page to the site's root, as the page itself says it."""
_PRELOAD = re.compile(r'<link rel="preload" href="[^"]*"[^>]*>\s*')
_CHARSET = '<meta charset="utf-8">'
_STYLE = re.compile(r' style="([^"]*)"')
_BETWEEN_LINES = re.compile(r"\n\s*\n")


def finish_pages(pages: Sequence[Path], assets: Assets) -> None:
    """Write every page anew."""
    styles: set[str] = set()
    for page in pages:
        styles.update(_STYLE.findall(page.read_text(encoding="utf-8")))
    numbers = {style: number for number, style in enumerate(sorted(styles))}
    for page in pages:
        html = finished(page.read_text(encoding="utf-8"), assets, numbers)
        page.write_text(html, encoding="utf-8")


def finished(html: str, assets: Assets, numbers: Mapping[str, int]) -> str:
    """Return a page with its styles within it, hashed names, and its Content-Security-Policy.

    The policy admits no `style` attributes, which come with equations: Temml sets the space around
    cells and symbols. They become rules, by their numbers, and all pages are given all of them: so
    few texts of styles are on the site that one header can name the hash of each.
    """
    found = _ROOT.search(html)
    if not found:
        raise SystemExit("Inconsistent: a page without an icon does not say where the root is")
    root = found[1]

    def within(link: re.Match[str]) -> str:
        if "media=" in link[0]:
            [media] = re.findall(r'media="[^"]*"', link[0])
            return f'<style id="dark" {media}>{assets.dark}</style>\n'
        return ""

    rules = "".join(f"[data-style='{number}']{{{style}}}" for style, number in numbers.items())
    html = _STYLE.sub(lambda found: f' data-style="{numbers[found[1]]}"', html)
    styles = f"<style>{assets.styles.replace(assets.font, root + assets.font)}{rules}</style>\n"
    first = STYLESHEET.search(html)
    if not first:
        raise SystemExit("Inconsistent: a page without a stylesheet")
    html = html[: first.start()] + styles + STYLESHEET.sub(within, html[first.start() :])
    if "<math" in html:
        html = html.replace(root + FONT, root + assets.font)
    else:
        html = _PRELOAD.sub("", html)
    html = html.replace(root + SCRIPT, root + assets.script)
    html = html.replace("<site-update ", f'<site-update worker="{root}sw.js" ')
    html = _BETWEEN_LINES.sub("\n", html)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of([html])}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n    {policy}", 1)
