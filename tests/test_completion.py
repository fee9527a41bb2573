"""Shells complete options, their values, and files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_persist.cli import main


def completed(script: str, *words: str, cwd: Path) -> list[str]:
    """What bash offers for the last of ``words``."""
    line = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _shtab_persist_fix persist-fix"
    command = f'{script}\n{line}\nprintf "%s\\n" "${{COMPREPLY[@]}}"'
    run = subprocess.run(["bash", "-c", command], cwd=cwd, capture_output=True, text=True, check=True)
    return run.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--unsa"], ["--unsafe-fixes"]),
        (["--environment", "kag"], ["kaggle"]),
        (["--output-format", "sa"], ["sarif"]),
        (["--explain", "PST10"], ["PST101", "PST102", "PST103", "PST104"]),
        (["trai"], ["train.py"]),
        (["--config", "own"], ["own.toml"]),
    ],
)
def test_bash_offers_what_begins_so(
    words: list[str], expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("shtab")
    for name in ("train.py", "own.toml"):
        (tmp_path / name).touch()
    assert main(["--print-completion", "bash"]) == 0
    assert completed(capsys.readouterr().out, "persist-fix", *words, cwd=tmp_path) == expected


def test_an_unknown_shell_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["--print-completion", "bahs"]) == 2
    assert 'not "bahs"; did you mean "bash"?' in capsys.readouterr().err


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["--print-completion", "bash"]) == 2
    assert "install flake8-persist[completion]" in capsys.readouterr().err


def test_a_run_costs_nothing_for_it() -> None:
    code = "import sys; from flake8_persist.cli import main; main(['--check', '-']); print('shtab' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], input="", capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
