"""What GitHub runs: pinned by commit, with few rights, by the targets of the Makefile."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
WRITES = {"deploy.yml": {"deploy": {"pages", "id-token"}}}
"""Which job may write what."""
LONGEST = {"nightly.yml": 300}
"""Minutes, where a job is long by intent."""


def steps_of(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values():
        yield from job.get("steps", [])


def test_there_are_workflows() -> None:
    names = [workflow.name for workflow in WORKFLOWS]
    assert names == ["check.yml", "deploy.yml", "nightly.yml"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    for line in workflow.read_text(encoding="utf-8").splitlines():
        if "uses:" in line and "uses: ./" not in line:
            assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_is_a_target_of_the_makefile(workflow: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [step["run"][5:] for step in steps_of(workflow) if step.get("run", "")[:5] == "make "]
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_job_that_deploys_may_write(workflow: Path) -> None:
    said = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert "write" not in said["permissions"].values()
    for name, job in said["jobs"].items():
        writes = {what for what, right in job.get("permissions", {}).items() if right == "write"}
        assert writes == WRITES.get(workflow.name, {}).get(name, set())
        assert "uses" in job or job["timeout-minutes"] <= LONGEST.get(workflow.name, 60)


def test_nothing_is_deployed_that_was_not_checked() -> None:
    [_, deploy, _] = WORKFLOWS
    jobs = yaml.safe_load(deploy.read_text(encoding="utf-8"))["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert set(jobs["deploy"]["needs"]) == {"check", "build"}
