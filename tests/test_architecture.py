"""Each room of the house imports only from rooms before it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import flake8_persist

PACKAGE = Path(flake8_persist.__file__).parent

ROOMS = (
    *("notebooks", "catalog", "environments", "triage", "analysis", "rules", "inspection"),
    *("codemod", "fixing", "reports", "api", "silencing", "baselines", "nbqa", "plugin", "shell"),
)
SHELL = {
    *("arguments", "caching", "cli", "completion", "diffs", "discovery"),
    *("libcst_command", "merged", "outcomes", "output", "parallel", "progress", "__main__"),
}
BASELINES = {"baseline", "recorded", "replacing"}
FOR_ALL = {
    "",
    "collector",
    "nodes",
    "patterns",
    "printable",
    "reading",
    "settings",
    "stored_notebooks",
}  # "" is the package itself: the version
FOR_SHELLS = {"configuration", "flake8_files", "keys"}  # the plugin and the command line
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    """The room of a module, named relative to the package: ``rules.model`` is in ``rules``."""
    first = module.partition(".")[0]
    return "shell" if first in SHELL else "baselines" if first in BASELINES else first


def imports(path: str) -> Iterator[str]:
    """What a module imports, also inside functions: full names."""
    for node in ast.walk(ast.parse((PACKAGE / path).read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            assert node.module is not None
            for alias in node.names:
                submodule = PACKAGE.parent.joinpath(*node.module.split("."), alias.name)
                is_module = submodule.is_dir() or submodule.with_suffix(".py").is_file()
                yield f"{node.module}.{alias.name}" if is_module else node.module


def own_imports(path: str) -> set[str]:
    """What a module imports of the package, relative to it."""
    return {
        name.removeprefix("flake8_persist").removeprefix(".")
        for name in imports(path)
        if name.split(".")[0] == "flake8_persist"
    }


def name_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").removesuffix("__init__").replace("/", ".")


def allowed_rooms(place: str) -> set[str]:
    if place in FOR_ALL:
        return FOR_ALL
    if place in FOR_SHELLS:
        return {*FOR_ALL, *FOR_SHELLS, "catalog", "environments", "rules"}
    before = {*ROOMS[: ROOMS.index(place) + 1], *FOR_ALL}
    return before | FOR_SHELLS if place in {"baselines", "plugin", "shell"} else before


@pytest.mark.parametrize("path", [path for path in MODULES if path != "__init__.py"])
def test_a_module_imports_only_from_rooms_before_its_own(path: str) -> None:
    place = room(name_of(path))
    outside = {name for name in own_imports(path) if room(name) not in allowed_rooms(place)}
    assert not outside, f"{path} imports {sorted(outside)}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("codemod/")])
def test_the_codemod_knows_nothing_of_apis_and_of_the_analysis_only_its_results(path: str) -> None:
    results = {"analysis.access", "analysis.text", "analysis.paths", "catalog.model"}  # and the words they are told in
    outside = {name for name in own_imports(path) if room(name) in {"catalog", "analysis"}} - results
    assert not outside, f"{path} imports {sorted(outside)}"


def test_libcst_is_imported_by_the_codemod_and_its_way_in_alone() -> None:
    importers = {path for path in MODULES if any(name.split(".")[0] == "libcst" for name in imports(path))}
    assert {room(name_of(path)) for path in importers - {"libcst_command.py"}} <= {"codemod"}


def test_every_room_is_known() -> None:
    assert {room(name_of(path)) for path in MODULES} <= {*ROOMS, *FOR_ALL, *FOR_SHELLS}


@pytest.mark.parametrize("name", ["analysis", "codemod"])
def test_the_map_of_a_big_room_has_every_module(name: str) -> None:
    described = (PACKAGE / name / "__init__.py").read_text(encoding="utf-8")
    modules = {path.stem for path in (PACKAGE / name).glob("*.py")} - {"__init__"}
    assert set(re.findall(r"``([a-z_]+)``", described)) == modules
