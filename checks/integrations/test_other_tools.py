"""tox, jupytext and libcst, as the documentation shows them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import nbformat
import pytest
from running import FIXTURES, LOST, ROOT, run, titled


def test_an_environment_of_tox(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(LOST, encoding="utf-8")
    shown = titled("ci.md")["tox.ini"]
    assert "deps = flake8-persist\n" in shown
    (tmp_path / "tox.ini").write_text(
        shown.replace("deps = flake8-persist", f"deps = {ROOT}") + f"\n[tox]\nwork_dir = {tmp_path / '.tox'}\n",
        encoding="utf-8",
    )
    status, out = run("tox", "-e", "persist", cwd=tmp_path)
    assert status != 0
    assert "train.py:3:1: PST111" in out
    status, out = run("tox", "-e", "persist", "--", "--environment", "local", "train.py", cwd=tmp_path)
    assert status == 0, out


def test_a_filter_of_jupytext(tmp_path: Path) -> None:
    book = nbformat.v4.new_notebook(
        metadata={"language_info": {"name": "python"}},  # as Colab writes it
        cells=[
            nbformat.v4.new_markdown_cell("# Scores"),
            nbformat.v4.new_code_cell("%time"),
            nbformat.v4.new_code_cell(LOST),
        ],
    )
    nbformat.write(book, tmp_path / "book.ipynb")

    (command,) = re.findall(r"^jupytext .*$", (ROOT / "docs" / "editors.md").read_text(encoding="utf-8"), re.MULTILINE)
    status, out = run(*shlex.split(command), cwd=tmp_path)
    assert status == 0, out
    sources = [cell.source for cell in nbformat.read(tmp_path / "book.ipynb", 4).cells]
    assert any('np.save(f"{PERSIST_ROOT}/scores.npy", np.zeros(3))' in source for source in sources)
    assert "%time" in sources


def test_a_codemod_of_libcst_is_the_repair(tmp_path: Path) -> None:
    command = ("codemod", "--no-format", "-x", "flake8_persist.libcst_command.PersistCommand", "image_classifier.py")
    (tmp_path / "image_classifier.py").write_bytes((FIXTURES / "image_classifier.py").read_bytes())
    status, out = run("python", "-m", "libcst.tool", *command, cwd=tmp_path)
    assert status == 0, out
    fixed = (FIXTURES / "image_classifier.fixed.py").read_bytes()
    assert (tmp_path / "image_classifier.py").read_bytes() == fixed
    assert run("python", "-m", "libcst.tool", *command, cwd=tmp_path)[0] == 0
    assert (tmp_path / "image_classifier.py").read_bytes() == fixed


@pytest.mark.parametrize("name", ["settings.json"])
def test_settings_of_an_editor_are_json(name: str) -> None:
    assert json.loads(titled("editors.md")[name])
