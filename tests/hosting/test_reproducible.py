"""One commit gives the same bytes in any folder, on any day, on any machine."""

import hashlib
import os
import shutil
from pathlib import Path

from tests.conftest import ROOT, build_site

NOT_SOURCE = (".git", ".venv*", "node_modules", "site", "*_cache", "__pycache__", ".bench")


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_two_builds_in_different_places_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "otra carpeta/más honda/project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    before = os.umask(0o077)
    try:
        other = build_site(
            tmp_path / "veröffentlicht",
            copy,
            TZ="Pacific/Kiritimati",  # where it is tomorrow
            LC_ALL="C",
            PYTHONHASHSEED="7",
            SOURCE_DATE_EPOCH="86400",  # what MkDocs takes for the time of the build
        )
    finally:
        os.umask(before)
    first, second = digests(site), digests(other)
    assert first.keys() == second.keys()
    assert {path for path in first if first[path] != second[path]} == set()
    headers = (folder.with_name(f"{folder.name}-headers.conf") for folder in (site, other))
    assert len({file.read_bytes() for file in headers}) == 1
