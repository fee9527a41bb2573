"""The hooks, installed by pre-commit from a repository as users have it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import LOST, ROOT, git, run

NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": LOST}],
}


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of this project as it is now, with a tag."""
    place = tmp_path_factory.mktemp("hooks") / "flake8-persist"
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()
    for name in listed:
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    git("init", "--quiet", cwd=place)
    git("add", "--all", cwd=place)
    git("commit", "--quiet", "-m", "A release", cwd=place)
    git("tag", "v1", cwd=place)
    return place


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where pre-commit keeps what it installs: once for all checks."""
    return {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")), "PRE_COMMIT_COLOR": "never"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "train.py").write_text(LOST, encoding="utf-8")
    (tmp_path / "book.ipynb").write_text(json.dumps(NOTEBOOK, indent=1) + "\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text(LOST, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.flake8-persist]\nexclude = ["vendor/"]\n', encoding="utf-8")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "old.py").write_text(LOST, encoding="utf-8")
    git("init", "--quiet", cwd=tmp_path)
    git("add", "--all", cwd=tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("hook", "reported"),
    [
        ("flake8-persist", ["train.py:3:1: PST111"]),
        ("persist-check", ["book.ipynb:cell 1:3:1: PST111", "train.py:3:1: PST111"]),
    ],
)
def test_a_hook_that_checks(hook: str, reported: list[str], hooks: Path, home: dict[str, str], project: Path) -> None:
    status, out = run("pre-commit", "try-repo", hooks, hook, "--ref", "v1", "--all-files", cwd=project, env=home)
    assert status == 1, out
    assert (
        sorted(
            line.partition(" PST")[0] + line[line.index(" PST") :][:7] for line in out.splitlines() if ": PST" in line
        )
        == reported
    )


def test_the_hook_that_repairs_stops_the_commit_once(hooks: Path, home: dict[str, str], project: Path) -> None:
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: v1\n    hooks:\n      - id: persist-fix\n      - id: persist-check\n",
        encoding="utf-8",
    )
    git("add", "--all", cwd=project)
    assert run("pre-commit", "install", cwd=project, env=home)[0] == 0
    commit = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-m", "Train")

    status, out = run(*commit, cwd=project, env=home)
    assert status == 1, out
    assert "files were modified by this hook" in out
    for name in ("train.py", "book.ipynb"):
        assert "PERSIST_ROOT" in (project / name).read_text(encoding="utf-8")
    for name in ("notes.txt", "vendor/old.py"):
        assert (project / name).read_text(encoding="utf-8") == LOST

    git("add", "--all", cwd=project)
    status, out = run(*commit, cwd=project, env=home)
    assert status == 0, out


def test_what_the_documentation_shows_has_hooks_that_exist() -> None:
    import yaml
    from running import titled

    shown = yaml.safe_load(titled("pre-commit.md")[".pre-commit-config.yaml"])
    declared = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repo in shown["repos"] for hook in repo["hooks"]} <= declared
    for hook in declared:
        assert f"`{hook}`" in (ROOT / "docs" / "pre-commit.md").read_text(encoding="utf-8")
