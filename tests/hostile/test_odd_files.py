"""Files that are no files, names that are more than names: one line about each, and the others are looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog import no_hang

from flake8_persist.cli import main

LOST = "import torch\ntorch.save(m, 'a.pt')\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and such names do not exist there")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with no_hang():
        yield


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Exit status, standard output and standard error."""

    def run(*argv: str) -> tuple[int, str, str]:
        status = main(["--environment", "colab", "--output-format", "concise", *argv])
        out, err = capsysbinary.readouterr()
        return status, out.decode(errors="surrogateescape"), err.decode()

    return run


def is_fixed(name: str) -> bool:
    return "PERSIST_ROOT" in Path(name).read_text()


def put(kind: str, name: str) -> None:
    """Something under that name that cannot be read to its end."""
    match kind:
        case "pipe":
            os.mkfifo(name)
        case "device":
            os.symlink("/dev/zero", name)
        case "directory":
            os.mkdir(name)
        case "loop":
            os.symlink(name, name)


@pytest.mark.parametrize("mode", [[], ["--check"], ["--diff"], ["--add-noqa"]])
@pytest.mark.parametrize("kind", ["pipe", "device", "loop"])
def test_what_is_no_file_is_said_and_the_others_are_looked_at(kind: str, mode: list[str], run: Run) -> None:
    put(kind, "a.py")
    Path("b.py").write_text(LOST)
    status, out, err = run(*mode, "a.py", "/dev/zero", "/dev/stdin", "b.py")
    said = [line.partition(":1:1: PST900 ")[::2] for line in (out + err).splitlines() if "PST900" in line]
    reason = "Too many levels of symbolic links" if kind == "loop" else "not a regular file"
    assert said[:2] == [("a.py", reason), ("/dev/zero", "not a regular file")]
    assert status == 2
    assert is_fixed("b.py") is (mode == [])
    assert "b.py" in out + err


@pytest.mark.parametrize("kind", ["pipe", "device", "directory", "loop"])
@pytest.mark.parametrize("name", [".gitignore", ".flake8", "setup.cfg", "tox.ini"])
def test_what_stands_in_the_place_of_an_optional_file_is_passed_over(name: str, kind: str, run: Run) -> None:
    put(kind, name)
    Path("b.py").write_text(LOST)
    assert run(".")[0] == 1
    assert is_fixed("b.py")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("pipe", "not a regular file"),
        ("device", "not a regular file"),
        ("directory", "Is a directory"),
        ("loop", "Too many levels of symbolic links"),
    ],
)
def test_what_stands_in_the_place_of_the_configuration_is_an_error(kind: str, reason: str, run: Run) -> None:
    put(kind, "pyproject.toml")
    Path("b.py").write_text(LOST)
    status, out, err = run(".")
    assert (status, out) == (2, "")
    assert err == f"persist-fix: {Path('pyproject.toml').absolute()}: cannot be read: {reason}\n"
    assert not is_fixed("b.py")


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_baseline_is_a_file(kind: str, run: Run) -> None:
    put(kind, "known.json")
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nbaseline = 'known.json'\n")
    Path("b.py").write_text(LOST)
    status, out, err = run(".")
    assert (status, out) == (2, "")
    assert err.endswith("known.json: the baseline cannot be read: not a regular file\n")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a = " * 100_000, "[tool.flake8-persist\x1b[2J"])
def test_a_configuration_that_cannot_be_parsed_is_one_line(text: str, run: Run) -> None:
    Path("pyproject.toml").write_text(f"# flake8-persist\n{text}")
    Path("a.py").write_text("x = 1\n")
    status, out, err = run(".")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err[:-1].isprintable()


def test_links_that_lead_back_end_nowhere(run: Run) -> None:
    Path("a/b/c").mkdir(parents=True)
    Path("a/b/c/d.py").write_text(LOST)
    for place, target in (("a/up", ".."), ("a/b/top", str(Path.cwd())), ("a/b/c/self", "self")):
        os.symlink(target, place, target_is_directory=True)
    assert run(".")[:2] == (1, "Fixed 1 finding in a/b/c/d.py\n")
    assert run("a/up", "a/b/top")[0] == 0


def test_a_file_behind_two_names_is_fixed_once(run: Run) -> None:
    Path("a.py").write_text(LOST)
    os.symlink("a.py", "b.py")
    assert run("b.py", "a.py")[:2] == (1, "Fixed 1 finding in b.py\n")
    assert os.path.islink("b.py")
    assert is_fixed("a.py")


def test_directories_may_be_deep(run: Run) -> None:
    top = os.getcwd()
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    Path("a.py").write_text(LOST)
    os.chdir(top)
    assert run("--check", ".")[0] == 1


ODD_NAMES = {
    "line end": "a\nb.py",
    "escape": "\x1b]0;title\x07\x1b[31m.py",
    "command": "::error::x%0A::warning::y.py",
    "older command": "##[error]x.py",
    "option": "--check.py",
    "blanks": " a b\t.py",
    "quotes": "a'\"`$(id).py",
    "right to left": "\u202eyp.a.py",
    "no UTF-8": os.fsdecode(b"\xff\xfe\x80.py"),
    "long": "a" * 240 + ".py",
    "format": "%s{0}%(x)s.py",
    "glob": "[a]*?.py",
}


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("mode", [[], ["--check"], ["--diff"], ["--verbose", "--statistics", "--jobs", "2"]])
def test_a_name_is_only_a_name(name: str, mode: list[str], run: Run) -> None:
    Path(ODD_NAMES[name]).write_text(LOST)
    for number in range(10 if mode[-1:] == ["2"] else 0):
        Path(f"z{number}.py").write_text("x = 1\n")
    status, out, err = run(*mode, ".")
    assert status == 1
    assert is_fixed(ODD_NAMES[name]) is (mode[:1] not in (["--check"], ["--diff"]))
    words = err if "--diff" in mode else out + err
    assert {character for character in words if not character.isprintable()} <= {"\n"}
    assert not any(line.startswith(("::", "##")) for line in words.splitlines())
    assert [entry for entry in os.listdir() if entry.endswith(".tmp")] == []


def test_big_files_are_looked_at(run: Run) -> None:
    size = 10_000_000
    line = "x = [1, 2, 3]  # a line that says nothing of files\n"
    Path("big.py").write_text(line * (size // len(line)))
    Path("literal.py").write_text(f"import torch\np = '{'x' * size}'\ntorch.save(m, 'a.pt')\n")
    status, out, _ = run("--check", ".")
    assert (status, out) == (1, out)
    assert out.startswith("literal.py:3:1: PST101 ")


@pytest.mark.parametrize(
    "data", [b"\0" * 100_000, b"\xff" * 100_000, bytes(range(256)) * 100, b"\x7fELF\x02\x01\x01\0"]
)
@pytest.mark.parametrize("name", ["a.py", "a.ipynb"])
def test_bytes_that_are_no_text_are_left_as_they_are(name: str, data: bytes, run: Run) -> None:
    Path(name).write_bytes(data)
    Path("b.py").write_text(LOST)
    status, out, _ = run(".")
    assert status == 2
    assert [line for line in out.splitlines() if line.startswith(f"{name}:1:1: PST900 ")]
    assert Path(name).read_bytes() == data
    assert is_fixed("b.py")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_report_that_finds_no_room_is_one_line(tmp_path: Path) -> None:
    Path("a.py").write_text(LOST)
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "flake8_persist", "--check", "a.py"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert result.returncode == 2
    assert result.stderr == b"persist-fix: cannot write the report: No space left on device\n"
