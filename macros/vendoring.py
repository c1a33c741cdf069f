"""Third-party files that stand in this repository, as `macros/vendor/manifest.json` lists them."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from macros.model.base import Content
from macros.publish.tools import run

MANIFEST = "macros/vendor/manifest.json"
FOLDERS = ("macros/vendor", "overrides/assets/vendor")


class VendoredFile(Content):
    """A file as it was fetched."""

    source: str
    """Where it stands in its package."""
    sha256: str


class BundledFile(Content):
    """A module that esbuild made of the part of a package that we use."""

    entry: str
    """Our own module, which says what that part is."""
    sha256: str


class Package(Content):
    """A package of which we keep some files."""

    name: str
    version: str
    registry: Literal["npm", "debian"]
    """An npm package is also pinned in `package.json`, for `npm ci` to fetch."""
    licence: str
    folder: str
    """Where the files are kept, named after the thing and its version."""
    files: Mapping[str, VendoredFile | BundledFile]


class Manifest(Content):
    """Everything that is vendored."""

    packages: Sequence[Package]


def read_manifest(root: Path) -> Manifest:
    """Read the manifest of the repository at `root`."""
    return Manifest.model_validate_json((root / MANIFEST).read_bytes())


def verify(root: Path) -> list[str]:
    """Say what differs between the manifest and the files; an empty list is what one wants."""
    return [*_unlike(root), *_unlisted(root)]


def refresh(root: Path) -> list[str]:
    """Fetch every listed file again, and say what differs from the manifest.

    A new version is taken in two steps: its number here and in `package.json`, then, once one
    has looked at what came, the hashes that this returns.
    """
    problems = []
    with TemporaryDirectory() as scratch:
        for package in read_manifest(root).packages:
            source = _FETCH[package.registry](package, root, Path(scratch))
            if isinstance(source, str):
                problems.append(f"{package.folder}: {source}")
                continue
            folder = root / package.folder
            folder.mkdir(parents=True, exist_ok=True)
            for name, file in package.files.items():
                if isinstance(file, BundledFile):
                    _bundle(root, file.entry, folder / name)
                else:
                    shutil.copyfile(source / file.source, folder / name)
    return [*problems, *verify(root)]


def _unlike(root: Path) -> Iterator[str]:
    for package in read_manifest(root).packages:
        for name, file in package.files.items():
            path = root / package.folder / name
            if not path.is_file():
                yield f"{package.folder}/{name}: is missing; run make vendor"
                continue
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            if sha256 != file.sha256:
                yield (
                    f"{package.folder}/{name}: has sha256 {sha256}, not {file.sha256!r};"
                    f" run make vendor, or mend {MANIFEST}"
                )


def _unlisted(root: Path) -> Iterator[str]:
    listed = set()
    for package in read_manifest(root).packages:
        for name, file in package.files.items():
            listed.add(root / package.folder / name)
            if isinstance(file, BundledFile):
                listed.add(root / file.entry)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path not in listed and path != root / MANIFEST:
                yield f"{path.relative_to(root)}: is not in {MANIFEST}; list it, or remove it"


def _bundle(root: Path, entry: str, target: Path) -> None:
    """Bundle one of our entries; the same releases of package and esbuild give the same bytes."""
    run(
        root / "node_modules/.bin",
        "esbuild",
        entry,
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=inline",
        "--banner:js=// @ts-nocheck",
        "--target=es2022",
        f"--outfile={target}",
        within=root,
    )


def _fetch_npm(package: Package, root: Path, _scratch: Path) -> Path | str:
    """Return the package that `npm ci` has laid down and checked."""
    folder = root / "node_modules" / package.name
    if not folder.is_dir():
        return "is not in node_modules; add it to package.json"
    version = json.loads((folder / "package.json").read_bytes())["version"]
    if version != package.version:
        return f"is {version} in node_modules; pin {package.version} in package.json"
    return folder


def _fetch_debian(package: Package, _root: Path, scratch: Path) -> Path | str:
    """Download and unpack without installing; Debian alone has the means."""
    if not shutil.which("apt-get"):
        return "is a package of Debian, fetched only there; left as it is"
    command = ["apt-get", "-qq", "-oAPT::Sandbox::User=root", "download", package.name]
    subprocess.run(command, cwd=scratch, check=True)  # noqa: S603 - its name is from our manifest
    (archive,) = scratch.glob(f"{package.name}_*.deb")
    command = ["dpkg-deb", "--extract", str(archive), str(scratch / package.name)]
    subprocess.run(command, check=True)  # noqa: S603
    return scratch / package.name


_FETCH = {"npm": _fetch_npm, "debian": _fetch_debian}
