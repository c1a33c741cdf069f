"""What crawlers ask for first."""

import gzip
from pathlib import Path

from macros.content import Library


def write_robots(site: Path, _library: Library, origin: str) -> None:
    """Write `robots.txt`, which names the sitemap, and pack the sitemap again without its time.

    MkDocs puts the day of the build into the packed file, and two builds would differ.
    """
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {origin}/sitemap.xml", ""]
    (site / "robots.txt").write_text("\n".join(lines), encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_bytes()
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap, mtime=0))
