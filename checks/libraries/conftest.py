"""A check for people, not for every test run: call real libraries and see whether the catalogue is right about them.

``tox -e libraries`` installs them all; ``python -m pytest checks/libraries`` tries those that are installed.
``--parents-found FILE`` writes down what was found for rows whose column ``parents`` is empty.
"""

from __future__ import annotations

import csv
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from disk import Stage
from tally import tallies

_ROOT = Path(tempfile.mkdtemp(prefix="libraries-"))
_HOME = _ROOT / "home"
_TEMPORARY = _ROOT / "temporary"
_RUNS = itertools.count()

# Libraries read these when they are imported, so it has to be done before any test is collected.
os.environ.update(
    HOME=str(_HOME),
    TMPDIR=str(_TEMPORARY),
    HF_HUB_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    HF_DATASETS_OFFLINE="1",
    KERAS_BACKEND="torch",
    CUDA_VISIBLE_DEVICES="",
    MPLBACKEND="agg",
    TOKENIZERS_PARALLELISM="false",
)
for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HF_HOME", "TORCH_HOME", "KERAS_HOME"):
    os.environ.pop(variable, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--parents-found", metavar="FILE", help="write name,parents for rows that do not say it yet")


def pytest_configure() -> None:
    for folder in (_HOME, _TEMPORARY):
        folder.mkdir(parents=True)
    tempfile.tempdir = str(_TEMPORARY)


def pytest_unconfigure() -> None:
    shutil.rmtree(_ROOT, ignore_errors=True)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    here = _ROOT / "runs" / str(next(_RUNS))
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    yield Stage(here, _HOME, _TEMPORARY)
    shutil.rmtree(here, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reports = [
        report
        for outcome in ("passed", "failed", "skipped", "error")
        for report in terminalreporter.getreports(outcome)
        if isinstance(report, pytest.TestReport)
    ]
    libraries = tallies(reports)
    terminalreporter.section("the catalogue and the libraries")
    terminalreporter.line(f"{'release':36} {'APIs':>5} {'agree':>6} {'disagree':>9} {'parents found':>14}")
    for one in libraries:
        terminalreporter.line(one.line())
    parents = sorted(libraries[-1].parents)
    if config.getoption("parents_found"):
        with open(config.getoption("parents_found"), "w", newline="") as file:
            csv.writer(file).writerows([("name", "parents"), *parents])
