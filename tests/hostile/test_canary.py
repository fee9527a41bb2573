"""What is looked at is never run or imported, nor is anything that lies beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "open({place!r}, 'a').write(__name__ + chr(10))\n"
LOST = "import torch\ntorch.save(m, 'a.pt')\n"
MODULES = ("sitecustomize", "usercustomize", "conftest", "setup", "__init__", "torch", "numpy", "libcst", "json", "ast")
COMMANDS = {
    "check": ["persist-fix", "--check"],
    "fix": ["persist-fix"],
    "diff": ["persist-fix", "--diff"],
    "silence": ["persist-fix", "--add-noqa"],
    "in several processes": ["persist-fix", "--jobs", "2"],
    "baseline": ["persist-fix", "--write-baseline", "known.json"],
    "settings": ["persist-fix", "--show-settings"],
    "flake8": ["flake8"],
    "flake8 in several processes": ["flake8", "--jobs", "2"],
}


def lay(place: str) -> None:
    """Files of every kind that would leave a note if anything ran them."""
    canary = CANARY.format(place=place)
    for name in MODULES:
        Path(f"{name}.py").write_text(canary + LOST)
    Path("package").mkdir()
    Path("package/__init__.py").write_text(canary + LOST)
    for number in range(10):
        Path(f"program{number}.py").write_text(f"{canary}{LOST}!{sys.executable} canary.py\nos.system({canary!r})\n")
    Path("export.py").write_text(f"# In[1]:\n\n\n{canary}{LOST}get_ipython().system('touch {place}')\n")
    Path("app.py").write_text(f"import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    {canary}    return\n")
    cell = {"cell_type": "code", "source": f"{canary}!touch {place}\n{LOST}", "outputs": [], "metadata": {}}
    Path("book.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    Path("pyproject.toml").write_text(
        "[tool.flake8-persist]\nenvironment = 'colab'\nextra-apis = ['canary.save(path)', 'torch.canary(path)']\n"
    )
    Path("setup.cfg").write_text("[tool:pytest]\naddopts = --import-mode=prepend\n")
    Path("a.pth").write_text(f"import os; {canary}")


def test_the_canary_would_sing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    lay(str(tmp_path / "note"))
    subprocess.run([sys.executable, "conftest.py"], capture_output=True, check=False, timeout=120)
    assert "__main__" in (tmp_path / "note").read_text().split()


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    lay(str(tmp_path / "note"))
    tool, *options = COMMANDS[name]
    command = [os.path.join(os.path.dirname(sys.executable), tool), *options, "."]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    result = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in result.stderr
    assert result.returncode in (0, 1, 2)
    assert os.listdir(tmp_path) == ["work"]
    assert not list(work.rglob("__pycache__"))
