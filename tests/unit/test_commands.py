"""What an author sees when a content file is bad: every problem, code 1, no traceback, no page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project, and break one paper in two places."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    shutil.copy(ROOT / "Makefile", copy)
    shutil.copytree(ROOT / "requirements", copy / "requirements")
    shutil.copy(ROOT / "package-lock.json", copy)
    paper = copy / "docs/_content/papers/dpo.yml"
    text = paper.read_text(encoding="utf-8")
    broken = text.replace("order: 3", "order: three\ncolour: red", 1)
    assert broken != text
    paper.write_text(broken, encoding="utf-8")
    (copy / ".venv").symlink_to(sys.prefix)
    return copy


@pytest.mark.parametrize("target", ["build", "serve"])
def test_make_stops_before_the_first_page(project: Path, target: str) -> None:
    installed = (".venv/.site", ".venv/.dev", "node_modules/.done")
    make = ["make", *(f"--old-file={stamp}" for stamp in installed), target]
    run = subprocess.run(
        make, cwd=project, env=os.environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode != 0
    told = [line for line in run.stderr.splitlines() if line.startswith("docs/")]
    assert "docs/_content/papers/dpo.yml" in told[0]
    assert "questions/dpo.yml" not in run.stderr
    assert "colour: is not a field here; remove it, or check its spelling" in run.stderr
    assert "order: is 'three'" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "macros", "check"],
        ["-m", "mkdocs", "build", "--strict", "--quiet"],
        ["-m", "mkdocs", "serve", "--dev-addr", "localhost:0"],
    ],
)
def test_bad_content_ends_with_code_1(project: Path, command: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert (
        "colour: is not a field here; remove it, or check its spelling" in run.stdout + run.stderr
    )
    assert "Traceback" not in run.stdout + run.stderr
    assert not (project / "site").exists()
