"""Workflow files: those of the documentation are what their schemas ask for, and the steps of the action run."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import LOST, ROOT, run, titled

SCHEMAS = {
    ".github/workflows/persist.yml": "vendor.github-workflows",
    ".github/workflows/persist-sarif.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_documented_workflow_fits_its_schema(name: str, tmp_path: Path) -> None:
    file = tmp_path / "workflow.yml"
    file.write_text(titled("ci.md")[name], encoding="utf-8")
    options = ["--data-transform", "gitlab-ci"] if "gitlab" in name else []
    status, out = run("check-jsonschema", "--builtin-schema", SCHEMAS[name], *options, file, cwd=tmp_path)
    assert status == 0, out


@pytest.mark.parametrize(
    ("name", "schema"), [("action.yml", "vendor.github-actions"), (".readthedocs.yaml", "vendor.readthedocs")]
)
def test_a_file_of_the_repository_fits_its_schema(name: str, schema: str) -> None:
    status, out = run("check-jsonschema", "--builtin-schema", schema, ROOT / name, cwd=ROOT)
    assert status == 0, out


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


def test_a_documented_workflow_gives_the_action_inputs_that_it_has() -> None:
    for text in titled("ci.md").values():
        if "uses: example/" in text:
            (job,) = yaml.safe_load(text)["jobs"].values()
            (step,) = (step for step in job["steps"] if step.get("uses", "").startswith("example/"))
            assert set(step["with"]) <= set(action()["inputs"])


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment behind the first step of the action."""
    place = tmp_path_factory.mktemp("runner")
    source = place / "action"
    ignored = shutil.ignore_patterns(".git", ".tox", "__pycache__", "*.egg-info")
    shutil.copytree(ROOT, source, ignore=ignored)
    given = {
        "RUNNER_TEMP": str(place / "temp"),
        "GITHUB_PATH": str(place / "path"),
        "GITHUB_ACTION_PATH": str(source),
    }
    install = action()["runs"]["steps"][0]["run"]
    status, out = run("bash", "-eo", "pipefail", "-c", install, cwd=place, env=given)
    assert status == 0, out
    added = (place / "path").read_text(encoding="utf-8").strip()
    return {"PATH": f"{added}{os.pathsep}{os.environ['PATH']}"}


def check(installed: dict[str, str], cwd: Path, **inputs: str) -> tuple[int, str]:
    """Run the second step as a runner does: inputs become environment variables."""
    defaults = {name: str(one["default"]) for name, one in action()["inputs"].items()}
    step = action()["runs"]["steps"][1]
    values = {**defaults, **{name.replace("_", "-"): value for name, value in inputs.items()}}
    env = {name: values[text.removeprefix("${{ inputs.").removesuffix(" }}")] for name, text in step["env"].items()}
    return run("bash", "-eo", "pipefail", "-c", step["run"], cwd=cwd, env={**installed, **env})


def test_the_action_annotates(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(LOST, encoding="utf-8")
    status, out = check(installed, tmp_path)
    assert status == 1, out
    assert out.startswith("::error ")
    assert "file=train.py,line=3" in out


def test_the_action_takes_paths_arguments_and_a_file(installed: dict[str, str], tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "train.py").write_text(LOST, encoding="utf-8")
    inputs = {"arguments": "--select PST11 --environment colab", "output_format": "sarif", "output_file": "out.sarif"}
    status, out = check(installed, tmp_path, paths="a b", **inputs)
    assert status == 1, out
    results = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == 2


def test_the_action_lets_a_clean_repository_pass(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print(1)\n", encoding="utf-8")
    assert check(installed, tmp_path)[0] == 0
