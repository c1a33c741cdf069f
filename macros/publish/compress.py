"""Text compressed once, so that a host has only to send it."""

import gzip
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

SUFFIXES = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
"""What is text. Pagefind's pieces, fonts and pictures are compressed already."""
WORTH_BYTES = 1000
"""What is smaller fits into one packet as it is."""
BROTLI_QUALITY = 9
"""11, the most there is, makes a paper smaller by a tenth, and takes seventeen times as long."""

# No name and no time: the same text gives the same bytes on any day.
_WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": lambda text: brotli.compress(text, quality=BROTLI_QUALITY),
    ".gz": lambda text: gzip.compress(text, compresslevel=9, mtime=0),
}


def compress(site: Path) -> None:
    """Write `<file>.br` and `<file>.gz` beside every text that is smaller by it."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # MkDocs packs the day of the build into it
    texts = [file for file in site.rglob("*") if file.suffix in SUFFIXES]
    # Both libraries let go of Python's lock while they work.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_compress, texts))


def _compress(file: Path) -> None:
    text = file.read_bytes()
    if len(text) < WORTH_BYTES:
        return
    stat = file.stat()
    for suffix, way in _WAYS.items():
        packed = way(text)
        if len(packed) < len(text):
            target = file.with_name(file.name + suffix)
            target.write_bytes(packed)
            # Hosts send the time of the file that they send: it is the same in every encoding.
            os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))
