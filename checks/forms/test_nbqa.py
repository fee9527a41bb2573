"""The plugin through nbQA, which shows a plugin the Python of a notebook alone: magics and shell lines are hidden."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conversions import FIXTURES, cells_of, ipynb, notebook, plain_fixtures

from flake8_persist import analyze
from flake8_persist.settings import Settings


def _text(name: str) -> str:
    return (FIXTURES / f"{name}.py").read_text(encoding="utf-8")


# nbQA passes over cells that seem to begin with a cell magic, also in a comment.
@pytest.mark.parametrize("name", [name for name in plain_fixtures() if "# %%" not in _text(name)])
def test_nbqa_shows_the_codes_of_the_notebook(name: str, tmp_path: Path) -> None:
    text = ipynb(notebook(cells_of(_text(name))))
    (tmp_path / "book.ipynb").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "nbqa", "flake8 --select PST --persist-environment colab", "book.ipynb"]

    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    findings = analyze(text, filename="book.ipynb", settings=Settings(environment="colab")).findings
    assert re.findall(r"\b(PST\d+)\b", shown) == [finding.code for finding in findings]
