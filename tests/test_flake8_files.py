"""``persist-fix`` heeds what flake8's own file says of PST codes, as flake8 does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flake8_persist import flake8_files
from flake8_persist.cli import main
from flake8_persist.configuration import ConfigurationError, of_command_line
from flake8_persist.settings import Settings

LOST = 'open("a.txt", "w")\n'


@pytest.fixture(autouse=True)
def _working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(options: str, file: str = "setup.cfg") -> None:
    Path(file).write_text(f"[flake8]\n{options}\n", encoding="utf-8")


def settings(path: str = "a.py", **typed: Any) -> Settings:
    return of_command_line(None, typed).settings_for(path)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("max-line-length = 100", Settings()),
        ("select = E,F", Settings()),
        ("select = E,F,PST1, PST2", Settings(select=("PST1", "PST2"))),
        ("select = P", Settings(select=("PST",))),
        ("ignore = E501\nextend-ignore = PST13", Settings(ignore=("PST13",))),
        ("extend-select = PST901", Settings(extend_select=("PST901",))),
        ("persist-environment = kaggle", Settings(environment="kaggle")),
        ("persist_root = /mnt/team", Settings(root="/mnt/team")),
        ("persist-persistent-paths = /mnt/a,\n    /mnt/b", Settings(persistent_paths=("/mnt/a", "/mnt/b"))),
        ("per-file-ignores = a.py: E501", Settings()),
        ("per-file-ignores = a.py: E501,PST1", Settings(ignore=("PST1",))),
        ("per-file-ignores =\n    b.py c.py: PST2\n    a.py,b.py: PST1 E1\n", Settings(ignore=("PST1",))),
        ("per-file-ignores = ./*.py: PST1", Settings(ignore=("PST1",))),
        ("per-file-ignores = sub/*: PST1", Settings()),
    ],
)
def test_what_speaks_of_our_codes_is_heeded(options: str, expected: Settings) -> None:
    write(options)
    assert settings() == expected


def test_the_first_file_with_a_section_counts_and_none_above_it() -> None:
    write("ignore = PST2")
    Path("sub").mkdir()
    Path("sub/setup.cfg").write_text("[metadata]\nname = flake8-example\n")
    found = flake8_files.find("sub")
    assert found is not None
    assert found.overrides == {"ignore": ("PST2",)}
    write("ignore = PST3", "sub/tox.ini")
    write("ignore = PST4", "sub/.flake8")
    found = flake8_files.find("sub")
    assert found is not None
    assert found.overrides == {"ignore": ("PST3",)}


def test_it_counts_more_than_the_table_and_less_than_the_command_line() -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nroot = '/table'\nenvironment = 'kaggle'\n")
    write("persist-root = /flake8")
    assert settings() == Settings(root="/flake8", environment="kaggle")
    assert settings(root="/typed") == Settings(root="/typed", environment="kaggle")


def test_a_file_that_the_user_names_is_read_alone() -> None:
    Path("own.toml").write_text("[tool.flake8-persist]\nenvironment = 'kaggle'\n")
    write("persist-root = /flake8")
    assert of_command_line("own.toml", {}).settings_for("a.py") == Settings(environment="kaggle")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ("persist-extra-apis = f(p)", "'persist-extra-apis' is not read: extra-apis has its place in pyproject.toml"),
        ("persist-rot = /x", "there is no 'persist-rot'; did you mean \"persist-root\"?"),
        ("persist-root = x", 'persist-root = "x": must be an absolute path'),
        ("select = PST7", "begins none"),
        ("per-file-ignores = : PST1", "per-file-ignores must be files, a colon, and codes"),
        ("per-file-ignores = a.py", "per-file-ignores names no codes for a.py"),
        ("ignore = E1\nignore = E2", "option 'ignore' in section 'flake8' already exists"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(options: str, problem: str) -> None:
    write(options)
    with pytest.raises(ConfigurationError) as error:
        settings()
    assert str(error.value).startswith(str(Path("setup.cfg").resolve()))
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_flake8_cannot_read_is_passed_over_as_by_flake8() -> None:
    Path("setup.cfg").write_text("flake8\n")
    Path("tox.ini").write_bytes(b"[flake8]\n\xff = 1\n")
    write("ignore = PST2", ".flake8")
    assert settings() == Settings(ignore=("PST2",))


@pytest.mark.parametrize(
    "options",
    [
        "exclude = vendor",
        "extend-exclude = vendor/*.py,\n  old_*.py",
        "per-file-ignores = vendor/*: PST1",
        "per-file-ignores = old_*.py, b.py: PST111",
        "select = PST2",
        "ignore = PST11",
        "extend-ignore = PST",
        "persist-environment = local",
    ],
)
def test_both_programs_report_the_same(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("vendor").mkdir()
    for file in ("a.py", "b.py", "old_a.py", "vendor/c.py"):
        Path(file).write_text(LOST)
    write(options if "select" in options else f"{options}\nextend-select = PST")
    run = [sys.executable, "-m", "flake8", "."]
    theirs = subprocess.run(run, capture_output=True, text=True, check=False).stdout

    main(["--check", "--quiet", "--output-format", "concise", "."])

    ours = capsys.readouterr().out
    found = sorted(line.split(": ")[0].removeprefix("./") for line in ours.splitlines())
    assert found == sorted(line.split(": ")[0].removeprefix("./") for line in theirs.splitlines() if " PST" in line)
    assert len(found) < 4


def test_what_is_shown_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("persist-root = /flake8\nexclude = vendor")
    assert main(["--show-settings", "."]) == 0
    out = capsys.readouterr().out
    file = Path("setup.cfg").resolve()
    assert f'root = "/flake8"  # {file}' in out
    assert f"# exclude and per-file-ignores of {file} hold as well" in out
