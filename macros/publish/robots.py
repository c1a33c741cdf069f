"""What crawlers ask for first."""

from pathlib import Path

from macros.content import Library


def write_robots(site: Path, _library: Library, origin: str) -> None:
    """Write `robots.txt`, which names the sitemap."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {origin}/sitemap.xml", ""]
    (site / "robots.txt").write_text("\n".join(lines), encoding="utf-8")
