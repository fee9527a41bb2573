"""The survey of the documentation finds what ``analyze`` finds, on one machine and on a cluster."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from running import FIXTURES, run, titled

from flake8_persist import analyze

COPIES = 10
SOURCES = {path.name: path.read_bytes().decode() for path in sorted(FIXTURES.glob("*.py"))} | {"bad.py": "open("}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script, and a data set of several parts."""
    place = tmp_path_factory.mktemp("survey")
    (place / "survey.py").write_text(titled("at-scale.md")["survey.py"], encoding="utf-8")
    (place / "notebooks.parquet").mkdir()
    for number in range(COPIES):
        rows = [(f"{number}/{name}", source) for name, source in SOURCES.items()]
        part = pd.DataFrame(rows, columns=["path", "source"])
        part.to_parquet(place / "notebooks.parquet" / f"part.{number}.parquet")
    return place


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, int]]:
    return sorted(
        (f"{number}/{name}", found.code, found.span.line)
        for name, source in SOURCES.items()
        for found in analyze(source, filename=f"0/{name}").entries
        for number in range(COPIES)
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    options = ["--no-dashboard"]
    commands = [
        ["scheduler", "--host", "127.0.0.1", "--port", str(port), *options],
        *[["worker", address, "--nthreads", "1", *options] for _ in range(2)],
    ]
    processes = [
        subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=tmp_path, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    yield address
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(30)


def survey(place: Path, out: str, *address: str) -> list[tuple[str, str, int]]:
    status, output = run(sys.executable, "survey.py", "notebooks.parquet", out, *address, cwd=place)
    assert status == 0, output
    found = pd.read_parquet(place / out)
    return sorted(found[["path", "code", "line"]].itertuples(index=False, name=None))


def test_on_one_machine(place: Path, expected: list[tuple[str, str, int]]) -> None:
    assert survey(place, "local.parquet") == expected


def test_on_a_cluster(place: Path, expected: list[tuple[str, str, int]], cluster: str) -> None:
    assert survey(place, "cluster.parquet", cluster) == expected
