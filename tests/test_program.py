"""``persist-fix`` as other programs run it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flake8_persist import __version__, cli


def program(*argv: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "flake8_persist", *argv]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_python_m_is_the_same_program() -> None:
    assert program("--version").stdout.decode().split() == ["persist-fix", __version__]


def test_a_program_is_checked_then_fixed_then_clean(tmp_path: Path) -> None:
    source = tmp_path / "train.py"
    source.write_text('import torch\n\ntorch.save({}, "model.pth")\n')
    checked = program("--check", "train.py", cwd=tmp_path)
    assert (checked.returncode, checked.stdout[:20]) == (1, b"train.py:3:1: PST101")
    fixed = program("train.py", cwd=tmp_path)
    assert (fixed.returncode, fixed.stdout, fixed.stderr) == (1, b"Fixed 1 finding in train.py\n", b"")
    again = program("train.py", cwd=tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("--check train.py >&-", 1, b""),
        (
            "--check missing.py 2>&-",
            2,
            b"missing.py:1:1: PST900 No such file or directory\n\n1 file could not be analysed\n",
        ),
        ("--no-such-option 2>&-", 2, b""),
        ("--check --output-format concise -q - <&-", 2, b"<stdin>:1:1: PST900 standard input is closed\n"),
    ],
)
def test_a_closed_stream_is_no_reason_to_fall_over(tmp_path: Path, arguments: str, status: int, said: bytes) -> None:
    (tmp_path / "train.py").write_text('import torch\n\ntorch.save({}, "model.pth")\n')
    command = f"'{sys.executable}' -m flake8_persist {arguments}"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (status, said, b"")


def test_an_encoding_without_our_characters_is_no_obstacle() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = program("missing-\u00e9\u2026.py", env=environment)
    assert result.returncode == 2
    assert b"missing-\\xe9\\u2026.py:1:1: PST900" in result.stdout


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no such pipes here")
def test_a_reader_that_has_enough_is_no_reason_to_complain() -> None:
    many = [f"missing{number}.py" for number in range(5000)]
    command = [sys.executable, "-m", "flake8_persist", "--output-format", "concise", *many]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"missing0.py:1:1: PST900 No such file or directory\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == cli.BROKEN_PIPE
