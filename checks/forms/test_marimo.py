"""marimo itself takes a notebook, and runs it, before and after a fix."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import marimo_notebooks
import pytest
from conversions import ipynb, notebook
from marimo._convert.converters import MarimoConvert  # no public function gives what marimo would save
from test_same_findings import NAMES, cells, found, what

from flake8_persist import fix
from flake8_persist.settings import Settings

SETTINGS = Settings(environment="colab")
# What marimo keeps as text, or as a comment, is in these: %%writefile, %%capture, %cd in a block, x = !cmd.
LOSSY = {"mounted", "sales", "scripted", "writer", "segmentation"}
FILES = marimo_notebooks.ALL


def saved(text: str) -> str:
    """As marimo would write the notebook."""
    return str(MarimoConvert.from_py(text).to_py())


def converted(name: str) -> str:
    return str(MarimoConvert.from_ipynb(ipynb(notebook(cells(name)))).to_py())


def run(text: str, directory: Path) -> tuple[str, set[str]]:
    """What the notebook prints, and the files that it leaves below ``kept``."""
    directory.mkdir()
    (directory / "book.py").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PERSIST_ROOT": str(directory / "kept")}
    command = [sys.executable, "book.py"]
    done = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = {str(path.relative_to(directory / "kept")) for path in (directory / "kept").rglob("*") if path.is_file()}
    return done.stdout, kept


@pytest.mark.parametrize("name", sorted(set(NAMES) - LOSSY))
def test_a_converted_notebook_has_the_findings_of_the_notebook(name: str) -> None:
    expected = found(ipynb(notebook(cells(name))), "x.ipynb")

    findings = found(converted(name), "x.py")

    assert sorted(map(str, map(what, findings))) == sorted(map(str, map(what, expected)))


@pytest.mark.parametrize("name", sorted(set(NAMES) - LOSSY))
def test_a_fix_writes_what_marimo_would_write(name: str) -> None:
    text = converted(name)

    result = fix(text, filename="x.py", settings=SETTINGS)

    assert saved(result.source) == result.source
    original = fix(ipynb(notebook(cells(name))), filename="x.ipynb", settings=SETTINGS)
    assert sorted(str(what(one)) for one in result.remaining) == sorted(str(what(one)) for one in original.remaining)


@pytest.mark.parametrize("name", FILES)
def test_a_notebook_is_as_marimo_writes_it(name: str) -> None:
    assert saved(FILES[name]) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_fixed_notebook_runs_as_before_and_keeps_what_it_writes(name: str, tmp_path: Path) -> None:
    result = fix(FILES[name], filename="book.py", settings=SETTINGS)
    written = {finding.path for finding in result.fixed}

    printed, kept = run(FILES[name], tmp_path / "before")
    printed_then, kept_then = run(result.source, tmp_path / "after")

    assert result.remaining == ()
    assert written
    assert (printed, kept) == (printed_then, set())
    assert kept_then == written
    assert ast.dump(ast.parse(saved(result.source))) == ast.dump(ast.parse(result.source))
    assert not fix(result.source, filename="book.py", settings=SETTINGS).changed
