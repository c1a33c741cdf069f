"""What a host says beside the files: what a page may do, how long to keep it, what has moved.

`_headers` and `_redirects` are read by Netlify and Cloudflare; `<site>-headers.conf`, beside the
site and not in it, is read by nginx (hosting/nginx.conf). GitHub Pages reads none of them: there
the policy within each page holds.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.publish.policy import policy_of

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""Keep it, and ask each time whether it is still the same."""

_WHOLE_FOLDERS = ("pagefind/fragment/", "pagefind/index/")
_NAMED_AFTER_CONTENT = re.compile(
    r"assets/[^/]+-([0-9a-f]{10}|[A-Z2-7]{8})\.[a-z0-9]+"  # ours, esbuild's
    r"|pagefind/(fragment|index)/[^/]+"
    r"|pagefind/pagefind\.[a-z]+_[0-9a-f]+\.pf_meta"
)
_COMPRESSED = (".br", ".gz")

_USED = ("autoplay", "clipboard-write", "fullscreen", "screen-wake-lock")
"""Features that a page may ask its reader for; notifications have no policy."""
_DENIED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""For hosts that are reached by https alone."""


def headers_of(pages: Iterable[str]) -> dict[str, str]:
    """Return what is sent with every file of a site that has these pages."""
    features = [f"{name}=(self)" for name in _USED] + [f"{name}=()" for name in _DENIED]
    return {
        # A page cannot say by itself who may frame it.
        "Content-Security-Policy": f"{policy_of(pages)}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(features),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def caching_of(path: str) -> str:
    """Return the Cache-Control of a file, by its path from the site's root."""
    return FOR_EVER if _NAMED_AFTER_CONTENT.fullmatch(path) else ASK_AGAIN


def write_headers(site: Path) -> None:
    """Write the headers for hosts that read `_headers`, and for nginx."""
    headers = headers_of(page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html")))
    rules = {"/*": headers | TLS}
    rules |= {pattern: {"Cache-Control": FOR_EVER} for pattern in kept_for_ever(site)}
    lines = [
        line
        for pattern, says in rules.items()
        for line in (pattern, *(f"  {name}: {value}" for name, value in says.items()))
    ]
    (site / "_headers").write_text("\n".join([*lines, ""]), encoding="utf-8")
    nginx = [f'add_header {name} "{value}" always;\n' for name, value in headers.items()]
    site.with_name(f"{site.name}-headers.conf").write_text("".join(nginx), encoding="utf-8")


def kept_for_ever(site: Path) -> Iterator[str]:
    """Return patterns of what caches may keep; hosts admit only a hundred.

    What no pattern names is left to the host's own rule, which is to ask again: a header that two
    patterns give is sent with both values.
    """
    yield from (f"/{folder}*" for folder in _WHOLE_FOLDERS)
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if (
            caching_of(path) == FOR_EVER
            and not path.startswith(_WHOLE_FOLDERS)
            and not path.endswith(_COMPRESSED)
        ):
            yield f"/{path}"


def write_redirects(site: Path) -> None:
    """Write where `/en/…` is, for who looks for English as for Spanish, and what is not found.

    Each folder is named, since `/en/*` could be made to lead to another host (`/en//elsewhere`).
    Cloudflare finds `es/404.html` by itself, and passes over the rule that tells Netlify.
    """
    folders = sorted(page.parent.name for page in site.glob("*/index.html"))
    moved = [f"/en/{name}/* /{name}/:splat 301" for name in folders if name != "es"]
    lines = ["/en / 301", *moved, "/es/* /es/404.html 404", ""]
    (site / "_redirects").write_text("\n".join(lines), encoding="utf-8")
