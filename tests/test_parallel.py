"""Several processes: the same words in the same order, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flake8_persist import outcomes, parallel
from flake8_persist.cli import main
from flake8_persist.outcomes import Outcome, Task
from flake8_persist.settings import Settings

LOST = "import torch\ntorch.save(m, '{}.pth')\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(40):
        Path(f"a{number:02}.py").write_text(LOST.format(number) if number % 3 else "print()\n")
    Path("a07.py").write_text("import torch\ntorch.save(m, 'a.pth'\n")
    Path("a11.py").write_bytes(b"x = '\xff'\n")
    return tmp_path


@pytest.mark.parametrize("options", [["--check"], ["--diff"], ["--check", "--output-format", "json"]])
def test_any_number_of_processes_says_the_same(
    options: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for jobs in ("1", "3"):
        status = main([*options, "--jobs", jobs, "."])
        said.append((status, *capsys.readouterr()))
    assert said[0] == said[1]
    assert said[0][0] == 2


def test_all_files_are_fixed(folder: Path) -> None:
    assert main(["--quiet", "--jobs", "3", "."]) == 2  # two files cannot be read
    changed = [path.name for path in folder.glob("*.py") if "PERSIST_ROOT" in path.read_text("latin-1")]
    assert len(changed) == sum(number % 3 > 0 for number in range(40)) - 2


def die(data: bytes, name: str, filename: str | None, settings: Settings) -> Outcome:
    if name == "a09.py":
        os._exit(1)
    return outcomes.check(data, name, filename, settings)


def test_a_process_that_dies_costs_no_more_than_an_error_for_its_files(folder: Path) -> None:
    names = [f"a{number:02}.py" for number in range(40)]
    tasks = [Task(name, name, name, Settings(), die) for name in names]
    found = list(parallel.worked_off([(task, None) for task in tasks], 2))
    assert [task.name for task, _ in found] == names
    reports = [outcome.report for _, outcome in found]
    assert "ended unexpectedly" in (reports[9].error or "")
    assert {report.filename for report in reports} == set(names)


@pytest.mark.parametrize("number", ["0", "-1", "two", ""])
def test_a_wrong_number_of_jobs_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", f"--jobs={number}", "."]) == 2
    assert capsys.readouterr().err == (f'persist-fix: argument --jobs: must be a number from 1, not "{number}"\n')


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux lists them")
def test_workers_end_with_a_run_that_is_killed(folder: Path) -> None:
    for number in range(40):
        Path(f"a{number:02}.py").write_text(LOST.format(number) * 300)
    run = subprocess.Popen([sys.executable, "-m", "flake8_persist", "--check", "--jobs", "2", "."], stdout=-3)
    until = time.monotonic() + 60
    while not (workers := children(run.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert workers
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(is_alive, workers))


def children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
