"""A notebook and its paired script have the same findings, and stay in step when both are fixed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from conversions import ipynb, notebook
from test_same_findings import NAMES, SETTINGS, cells, found, what

from flake8_persist import fix

FORMATS = ("percent", "hydrogen")
PAIRED = [name for name in NAMES if not any("# %%" in text for text in cells(name))]  # it would make two of a cell


def pair(name: str, form: str) -> tuple[str, str]:
    """The two files, as jupytext keeps them."""
    book = notebook(cells(name))
    book.metadata["jupytext"] = {"formats": f"ipynb,py:{form}"}
    return ipynb(book), str(jupytext.writes(book, fmt=f"py:{form}"))


def inputs(book: Any) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in book.cells]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", PAIRED)
def test_both_files_have_the_same_findings(name: str, form: str) -> None:
    book, script = pair(name, form)

    assert [what(one) for one in found(book, "x.ipynb")] == [what(one) for one in found(script, "x.py")]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", PAIRED)
def test_a_fix_of_both_files_changes_both_alike(name: str, form: str, tmp_path: Path) -> None:
    book, script = (
        fix(text, filename=filename, settings=SETTINGS).source
        for text, filename in zip(pair(name, form), ("x.ipynb", "x.py"), strict=True)
    )

    as_notebook = nbformat.reads(book, as_version=4)
    assert inputs(jupytext.reads(script, fmt=f"py:{form}")) == inputs(as_notebook)
    (tmp_path / "x.ipynb").write_text(book, encoding="utf-8")
    (tmp_path / "x.py").write_text(script, encoding="utf-8")
    sync = subprocess.run([sys.executable, "-m", "jupytext", "--sync", "x.ipynb"], cwd=tmp_path, capture_output=True)
    assert sync.returncode == 0, sync.stderr
    synced = nbformat.reads((tmp_path / "x.ipynb").read_text(encoding="utf-8"), as_version=4)
    assert inputs(synced) == inputs(as_notebook)
    assert (tmp_path / "x.py").read_text(encoding="utf-8") == script
