"""`_headers` and `_redirects`, as Netlify and Cloudflare read them, and what is compressed."""

import gzip
import re
from collections.abc import Iterator, Mapping
from hashlib import shake_256
from pathlib import Path

import brotli
import pytest

from macros.publish.compress import SUFFIXES, WORTH_BYTES, compress
from macros.publish.hosting import ASK_AGAIN, FOR_EVER, TLS, caching_of, headers_of
from macros.publish.missing import in_spanish

LINE = 2000
RULES = 100
"""What Cloudflare admits."""


@pytest.fixture
def rules(site: Path) -> dict[str, list[str]]:
    """Return the headers under each pattern."""
    found: dict[str, list[str]] = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) <= LINE
        if line.startswith(" "):
            found[list(found)[-1]].append(line.strip())
        else:
            assert line not in found
            found[line] = []
    return found


def matching(rules: Mapping[str, list[str]], path: str) -> list[str]:
    """Return what all the patterns that match say, as hosts do."""
    return [
        header
        for pattern, headers in rules.items()
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path)
        for header in headers
    ]


def served(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.suffix not in {".br", ".gz"} and file.name[0] != "_":
            yield file.relative_to(site).as_posix()


def test_hosts_admit_as_many_rules_at_a_thousand_papers(rules: Mapping[str, list[str]]) -> None:
    assert len(rules) <= RULES
    assert not any("papers" in pattern for pattern in rules), "rules grow with the papers"


def test_the_styles_of_pages_have_few_texts(rules: Mapping[str, list[str]]) -> None:
    [policy] = (each for each in rules["/*"] if each.startswith("Content-Security-Policy:"))
    depths = ("/", "./", "../", "../../", "../../../")
    assert policy.split("style-src")[1].split(";")[0].count("sha256") <= len(depths) + 1


def test_every_file_is_given_each_header_once(rules: Mapping[str, list[str]], site: Path) -> None:
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    always = {f"{name}: {value}" for name, value in (headers_of(pages) | TLS).items()}
    kept = 0
    for path in served(site):
        given = matching(rules, f"/{path}")
        caching = {f"Cache-Control: {FOR_EVER}"} if caching_of(path) == FOR_EVER else set()
        kept += len(caching)
        assert sorted(given) == sorted(always | caching), path
    assert kept > 10


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("assets/main-ZSOVX2QQ.js", FOR_EVER),
        ("assets/math-35d6fb0b33.woff2", FOR_EVER),
        ("pagefind/fragment/en_1a2b3c4.pf_fragment", FOR_EVER),
        ("pagefind/pagefind.en_99ae488b7a.pf_meta", FOR_EVER),
        ("assets/favicon.svg", ASK_AGAIN),
        ("assets/icon-192.png", ASK_AGAIN),
        ("assets/social/en-papers-chinchilla.png", ASK_AGAIN),
        ("index.html", ASK_AGAIN),
        ("sw.js", ASK_AGAIN),
        ("manifest.webmanifest", ASK_AGAIN),
        ("feed.xml", ASK_AGAIN),
        ("index.json", ASK_AGAIN),
        ("pagefind/pagefind-entry.json", ASK_AGAIN),
        ("pagefind/pagefind.js", ASK_AGAIN),
        ("pagefind/wasm.en.pagefind", ASK_AGAIN),
    ],
)
def test_only_what_is_named_after_its_content_is_kept(path: str, caching: str) -> None:
    assert caching_of(path) == caching


def test_every_page_is_found_where_it_would_stand_under_en(
    site: Path, pages: Mapping[str, Path]
) -> None:
    lines = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    found = [line.split() for line in lines]
    for address in pages:
        if address.startswith("/es/"):
            continue
        targets = [
            target.replace(":splat", address.removeprefix(target.removesuffix(":splat")))
            for path, target, status in found
            if status == "301"
            and re.fullmatch(re.escape(path).replace(r"/\*", "/.*") + "/?", f"/en{address}")
        ]
        assert targets == [address]
    assert found[-1] == ["/es/*", "/es/404.html", "404"]


def test_no_redirect_can_lead_to_another_host(site: Path) -> None:
    for line in (site / "_redirects").read_text(encoding="utf-8").splitlines():
        assert not line.split()[1].startswith("/:splat"), line


def test_every_text_is_compressed_and_unpacks_to_itself(site: Path) -> None:
    texts = [site / path for path in served(site) if Path(path).suffix in SUFFIXES]
    assert len(texts) > 40
    for text in texts:
        packed = {suffix: text.with_name(text.name + suffix) for suffix in (".br", ".gz")}
        if text.stat().st_size < WORTH_BYTES:
            assert not any(file.exists() for file in packed.values()), text
            continue
        whole = text.read_bytes()
        assert brotli.decompress(packed[".br"].read_bytes()) == whole
        assert gzip.decompress(packed[".gz"].read_bytes()) == whole
        assert all(file.stat().st_size < len(whole) for file in packed.values())
        assert {file.stat().st_mtime for file in packed.values()} == {text.stat().st_mtime}


def test_what_does_not_get_smaller_is_left_as_it_is(tmp_path: Path) -> None:
    noise = shake_256(b"as even as it gets").digest(2 * WORTH_BYTES)
    written = {
        "short.txt": b"a" * (WORTH_BYTES - 1),
        "long.txt": b"a" * WORTH_BYTES,
        "noise.txt": noise,
        "picture.png": b"a" * WORTH_BYTES,
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    compress(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {
        *written,
        "long.txt.br",
        "long.txt.gz",
    }
    assert (tmp_path / "long.txt.gz").read_bytes()[3:8] == bytes(5), "no name, no time"


def test_a_404_page_without_spanish_is_an_error() -> None:
    with pytest.raises(SystemExit, match=r"^Inconsistent: 404\.html says nothing in Spanish$"):
        in_spanish("<html lang='en'><h1>Not found</h1>")
