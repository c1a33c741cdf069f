"""Programs from npm that publish the site."""

import os
import subprocess
import sys
from pathlib import Path


def run(
    tools: Path,
    name: str,
    *arguments: str | Path,
    text: str | None = None,
    within: Path | None = None,
) -> str:
    """Run one of npm's programs and return what it printed.

    Args:
        tools: the `.bin` folder of npm.
        name: of the program.
        arguments: of the program.
        text: what it reads from its standard input.
        within: the folder that it runs in, where its output tells of that.

    Raises:
        SystemExit: with the program's own words, where it fails.
    """
    node = Path(sys.executable).parent  # of this virtual environment
    done = subprocess.run(  # noqa: S603  the names stand in this package
        [tools / name, *arguments],
        env=os.environ | {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        input=text,
        cwd=within,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name} failed\n{done.stdout}{done.stderr}")
    return done.stdout
