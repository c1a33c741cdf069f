"""Where things live, and who may import whom; arrows point one way only."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MACROS = ROOT / "macros"
JS = ROOT / "overrides/assets/js"
CSS = ROOT / "overrides/assets/css"
PYTHON = sorted(MACROS.rglob("*.py"))
SCRIPTS = sorted(JS.rglob("*.js"))
STYLES = sorted(CSS.rglob("*.css"))

ONLY_HOME = {
    "mkdocs": "__init__.py",
    "yaml": "content.py",
    "jinja2": "render.py",
    "markdown": "elements.py",
    "py_mini_racer": "mathml.py",
    "fontTools": "fonts.py",
    "resvg_py": "publish/typeset.py",
    "brotli": "publish/compress.py",
}
"""Whatever came from others is known to one module."""

WRITERS = {
    MACROS / "__main__.py",
    MACROS / "vendoring.py",
    *(MACROS / "publish").glob("*.py"),
}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "copyfile", "rmtree"}

MAY_IMPORT = {
    "main.js": {"elements", "core", "store"},
    "elements": {"elements", "core", "store", "vendor"},
    "store": {"store", "core", "vendor"},
    "core": {"core", "vendor"},
}

BROWSER = re.compile(
    r"(?<![\w.$'\"])(window|document|navigator|location|globalThis|self|crypto|performance|fetch"
    r"|(?:local|session)Storage|indexedDB|customElements|HTMLElement|BroadcastChannel"
    r"|set(?:Timeout|Interval)|requestAnimationFrame|Date\.now|Math\.random|new Date\(\))\b(?!\s*:)"
    r"|new Date\(\)"
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"])//[^\n]*", re.DOTALL)
IMPORT = re.compile(
    r"""^(?:import|export)\s+(?:[\w*{][^'"()=;]*\sfrom\s+)?['"]([^'"]+)['"]"""
    r"""|\bimport\(\s*['"]([^'"]+)['"]""",
    re.MULTILINE,
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)} imports relatively; write the whole name"
            yield node.module or ""


def own_imports(path: Path) -> set[Path]:
    names = {name for name in python_imports(path) if name.split(".")[0] == "macros"}
    files = {ROOT / f"{name.replace('.', '/')}.py" for name in names - {"macros"}}
    return {file if file.exists() else file.with_suffix("") / "__init__.py" for file in files}


def code_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def script_imports(path: Path) -> Iterator[Path]:
    for found in IMPORT.finditer(code_of(path)):
        target = found[1] or found[2]
        assert target.startswith("."), f"{named(path)} imports {target!r}; a browser wants a path"
        yield (path.parent / target).resolve()


def layer_of(script: Path) -> str:
    where = script.relative_to(JS.parent).parts
    return "vendor" if where[0] == "vendor" else where[1]


def test_there_is_something_to_look_at() -> None:
    assert PYTHON
    assert SCRIPTS
    assert STYLES


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_each_library_is_imported_in_one_module_alone(path: Path) -> None:
    tops = {name.split(".")[0] for name in python_imports(path)}
    for library in tops & ONLY_HOME.keys():
        assert path == MACROS / ONLY_HOME[library], f"{library} is known to {ONLY_HOME[library]}"


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_python_imports_point_downwards(path: Path) -> None:
    targets = own_imports(path)
    tops = {MACROS / "__init__.py", MACROS / "__main__.py"}
    assert not targets & tops, "nothing imports the entry points"
    model = MACROS / "model"
    if model in path.parents:
        assert all(model in target.parents for target in targets)


def test_python_imports_make_no_circle() -> None:
    TopologicalSorter({path: own_imports(path) for path in PYTHON}).prepare()


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_only_commands_write_files(path: Path) -> None:
    if path in WRITERS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in WRITING, f"{named(path)}:{node.lineno} writes"
        if isinstance(node, ast.Name):
            assert node.id != "open", f"{named(path)}:{node.lineno} opens; read by Path.read_text"


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_script_imports_point_downwards(path: Path) -> None:
    for target in script_imports(path):
        assert target.is_file(), f"{named(path)} imports {target}, which is not there"
        assert layer_of(target) in MAY_IMPORT[layer_of(path)], f"{named(path)} imports {target}"


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_elements_meet_only_through_events(path: Path) -> None:
    if layer_of(path) != "elements":
        return
    for target in script_imports(path):
        assert "extends HTMLElement" not in code_of(target), f"{named(path)} imports an element"


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_core_knows_no_browser_clock_or_chance(path: Path) -> None:
    if layer_of(path) == "core":
        assert BROWSER.findall(code_of(path)) == [], "make it an argument"


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_only_main_defines_elements(path: Path) -> None:
    if path != JS / "main.js":
        assert not re.search(r"\bcustomElements\.define\(|\b[A-Z]\w*\.define\(", code_of(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_only_the_store_says_indexeddb(path: Path) -> None:
    if layer_of(path) != "store":
        assert not re.search(r"\bindexedDB\b|\bopenDB\b", code_of(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_an_element_is_named_as_its_file(path: Path) -> None:
    for name in re.findall(r"class (\w+) extends HTMLElement", code_of(path)):
        words = path.stem.split("-")
        assert len(words) > 1, "a tag has two words"
        assert name == "".join(map(str.capitalize, words)) + "Element"


@pytest.mark.parametrize("path", [*PYTHON, *SCRIPTS, *STYLES], ids=named)
def test_a_file_holds_one_idea(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, "past 250 lines a file usually holds two ideas"


def test_no_folder_of_pages_is_taken_for_a_language() -> None:
    short = {path.name for path in (ROOT / "docs").rglob("??") if path.is_dir()}
    assert short == {"es"}, "mkdocs-static-i18n takes a two-letter folder for a language"


def test_no_folder_of_tests_hides_a_module() -> None:
    folders = {path.name for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    assert not folders & {"macros", "site"}
