"""The figures of our site beside Material and Starlight, both untouched, with the same text.

It prints, and asserts nothing: a figure depends on the machine, a test must not.
"""

import argparse
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.lighthouse import measure, serve
from benchmarks.sites import PEERS, SCRATCH, Cost, Site, ours

PAGES = ["/", "/papers/dpo/", "/es/papers/dpo/", "/protocol/", "/cards/"]
WEIGHED = {
    "paper": "papers/*/",
    "home": "",
    "papers": "papers/",
    "cards": "cards/",
    "corrections": "corrections/",
    "glossary": "glossary/",
}
"""The pages whose bytes are printed; of several, their median."""
DECIMALS = {"LCP s": 2, "CLS": 2, "build s": 1, "CPU s": 1}
CONTENTS = """\
build s    from nothing to a folder to publish, start of the tool included. Ours: `make build`, with
           all it checks and publishes. Material: `mkdocs build`, with its search index.
           Starlight: `astro build`, with Pagefind's. The text of the other two is that of our
           pages as Markdown: both languages, mathematics as words.
CPU s      the time of all its processes on all cores, which a busy machine changes less.
ms/page    `build s`, divided by the pages.
most MB    the most memory that one process of the build held at a time."""
WEIGHTS = """\
… kB       HTML of the English page before compression: a paper (median of all), home, the indexes
           of papers, cards and corrections, the glossary."""
AUDITS = """\
Lighthouse simulates a slow phone. LCP: largest contentful paint. TBT: total blocking time.
CLS: layout shift. kB: as sent, gzip -6, with the fonts and images of a first visit."""


def main() -> None:
    """Build, measure, and print each row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=["lighthouse", "scaling"], help="one of the two tables")
    parser.add_argument("--runs", type=int, default=3, help="of each measurement; their median")
    parser.add_argument("--pages", nargs="+", default=PAGES, help="addresses for Lighthouse")
    parser.add_argument(
        "--papers", nargs="+", type=int, default=[100, 400, 1000], help="how many, for scaling"
    )
    parser.add_argument(
        "--beside", nargs="*", type=int, default=[400], help="which of them the others build too"
    )
    options = parser.parse_args()
    shutil.rmtree(SCRATCH, ignore_errors=True)
    if options.only != "scaling":
        compare(options.pages, options.runs)
    if options.only != "lighthouse":
        scale(options.papers, options.beside, options.runs)


def compare(addresses: Sequence[str], runs: int) -> None:
    """Print what the three sites cost to build, and what Lighthouse says of their pages."""
    with ExitStack() as stack:
        sites: list[tuple[str, Site]] = []
        print(f"The site as it is; medians of {runs}.\n{CONTENTS}\n")
        table = Table(12)
        for site in _sites(SCRATCH / "compare", None, peers=True):
            url = stack.enter_context(serve(site.built))
            sites.append((url, site))
            table.row([site.name], cost_of(site, site.build(url, runs)))
        print(f"\n{AUDITS}\n")
        table = Table(24, 12)
        for address in addresses:
            for url, site in sites:
                table.row([address, site.name], measure(f"{url}{address}", runs))
    print()


def scale(numbers: Sequence[int], beside: Sequence[int], runs: int) -> None:
    """Print what a build and a page cost with many papers."""
    print(f"Made-up papers, in two languages; medians of {runs}.\n{CONTENTS}\n{WEIGHTS}\n")
    table = Table(8, 12)
    for papers in numbers:
        folder = SCRATCH / f"papers-{papers}"
        for site in _sites(folder, papers, peers=papers in beside):
            cost = site.build("http://localhost", runs)
            table.row([str(papers), site.name], cost_of(site, cost) | weights_of(site.built))
        shutil.rmtree(folder)


def _sites(folder: Path, papers: int | None, *, peers: bool) -> Iterator[Site]:
    """Yield our site, and after it was built those of the others, which take their text from it."""
    first = ours(folder / "ours", papers)
    yield first
    for write in PEERS if peers else ():
        yield write(folder / write.__name__, first.built, "http://localhost")


def cost_of(site: Site, cost: Cost) -> dict[str, float]:
    """Return the columns of a build."""
    pages = len(list(site.built.rglob("index.html")))
    return {
        "pages": pages,
        "build s": cost.seconds,
        "CPU s": cost.cpu_seconds,
        "ms/page": 1000 * cost.seconds / pages,
        "most MB": cost.megabytes,
    }


def weights_of(built: Path) -> dict[str, float]:
    """Return the kilobytes of some pages."""
    found = {name: list(built.glob(f"{place}index.html")) for name, place in WEIGHED.items()}
    return {
        f"{name} kB": median(page.stat().st_size for page in pages) / 1000
        for name, pages in found.items()
    }


class Table:
    """Prints rows as they come, the names of the columns above the first."""

    def __init__(self, *widths: int) -> None:
        """Take the widths of the columns that say what a row is about."""
        self._widths = widths
        self._begun = False

    def row(self, labels: Sequence[str], figures: Mapping[str, float]) -> None:
        """Print a row."""
        places = {name: max(9, len(name) + 2) for name in figures}
        if not self._begun:
            names = (f"{name:>{place}}" for name, place in places.items())
            print(" " * sum(self._widths), *names, sep="")
            self._begun = True
        heads = (f"{label:{width}}" for label, width in zip(labels, self._widths, strict=True))
        cells = (
            f"{figure:{places[name]}.{DECIMALS.get(name, 0)}f}" for name, figure in figures.items()
        )
        print(*heads, *cells, sep="", flush=True)


if __name__ == "__main__":
    main()
