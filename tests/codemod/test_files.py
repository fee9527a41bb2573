"""Files replaced as a whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flake8_persist.codemod.files import replace_file


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_bytes(b"old\n")
    return path


def test_the_file_gets_exactly_the_new_bytes(program: Path) -> None:
    replace_file(program, b"\xef\xbb\xbfnew\r\n")
    assert program.read_bytes() == b"\xef\xbb\xbfnew\r\n"
    assert os.listdir(program.parent) == ["program.py"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o2770])
def test_the_mode_stays(program: Path, mode: int) -> None:
    program.chmod(mode)
    replace_file(program, b"new\n")
    assert stat.S_IMODE(program.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser may give files away")
def test_the_owner_stays(program: Path) -> None:
    os.chown(program, 12345, 23456)
    replace_file(program, b"new\n")
    assert (program.stat().st_uid, program.stat().st_gid) == (12345, 23456)


def test_a_link_stays_a_link(program: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.py"
    link.parent.mkdir()
    link.symlink_to(Path("..") / "program.py")
    replace_file(link, b"new\n")
    assert os.readlink(link) == os.path.join("..", "program.py")
    assert program.read_bytes() == b"new\n"
    assert os.listdir(link.parent) == ["link.py"]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "missing.py", b"new\n")
    assert os.listdir(tmp_path) == []


def test_a_file_that_may_not_be_written_is_left_alone(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError, match=r"program\.py"):
        replace_file(program, b"new\n")
    assert program.read_bytes() == b"old\n"


@pytest.mark.parametrize("function", ["replace", "fsync", "chmod"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    program: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(program, b"new\n")
    assert program.read_bytes() == b"old\n"
    assert os.listdir(program.parent) == ["program.py"]


def test_what_a_killed_run_left_is_removed(program: Path) -> None:
    (program.parent / ".program.py.persist-fix-abc123.tmp").write_bytes(b"half")
    (program.parent / ".other.py.persist-fix-abc123.tmp").write_bytes(b"half")
    replace_file(program, b"new\n")
    assert sorted(os.listdir(program.parent)) == [".other.py.persist-fix-abc123.tmp", "program.py"]
