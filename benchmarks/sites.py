"""How each of the three sites is built, and what that costs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.papers import write_project
from benchmarks.peers import write_material, write_starlight

ROOT = Path(__file__).parents[1]
SCRATCH = ROOT / "benchmarks/.bench"
"""Below `benchmarks/`, since Astro looks for its packages in the folders above a site."""
STAMPS = (".venv/.site", ".venv/.dev", "node_modules/.done")
"""What `make build` needs first, and a copy of the project borrows."""


@dataclass(frozen=True)
class Cost:
    """What a build takes; medians of several runs."""

    seconds: float
    cpu_seconds: float
    """Of all its processes; a busy machine changes them less."""
    megabytes: float
    """The most memory that one process of it held."""


@dataclass(frozen=True)
class Site:
    """A site to build and to serve."""

    name: str
    folder: Path
    built: Path
    """Where its pages are afterwards."""
    command: Sequence[str | Path]
    leftovers: Sequence[str]
    """What a build leaves that would make the next one quicker."""

    def build(self, url: str, runs: int) -> Cost:
        """Build the site, each time as if it were the first."""
        costs = [self._build(url) for _ in range(runs)]
        return Cost(*map(median, zip(*map(astuple, costs), strict=True)))

    def _build(self, url: str) -> Cost:
        for name in self.leftovers:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        inherited = {name: text for name, text in os.environ.items() if "MAKE" not in name}
        surroundings = {
            "SITE_URL": f"{url}/",
            "NO_MKDOCS_2_WARNING": "1",
            "ASTRO_TELEMETRY_DISABLED": "1",
        }
        log = self.folder.with_suffix(".log")
        with log.open("wb") as output:
            started = perf_counter()
            process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=inherited | surroundings,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.name} does not build:\n{log.read_text(encoding='utf-8')[-4000:]}")
        unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kibibytes elsewhere
        return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def ours(folder: Path, papers: int | None = None) -> Site:
    """Copy our project, with made-up papers where more are asked for; `make build` builds it."""
    write_project(ROOT, folder, papers)
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-m", "macros", "stubs"], cwd=folder, check=True)
    command = ["make", *(f"--assume-old={stamp}" for stamp in STAMPS), "build"]
    return Site("ours", folder, folder / "site", command, ["site"])


def material(folder: Path, built: Path, url: str) -> Site:
    """Write the same text as an untouched Material site."""
    write_material(built, folder, url)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Site("Material", folder, folder / "site", command, ["site"])


def starlight(folder: Path, built: Path, url: str) -> Site:
    """Write the same text as an untouched Starlight site."""
    write_starlight(built, folder, url)
    astro = ROOT / "benchmarks/node_modules/astro/bin/astro.mjs"
    leftovers = ["dist", ".astro", "node_modules"]  # the last is Astro's cache
    return Site("Starlight", folder, folder / "dist", ["node", astro, "build"], leftovers)


PEERS: Sequence[Callable[[Path, Path, str], Site]] = (material, starlight)
