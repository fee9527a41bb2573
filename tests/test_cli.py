from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import toy_engine

from flake8_persist import __version__, api, cli
from flake8_persist.rules.registry import RULES
from flake8_persist.settings import Settings

FIXABLE = "x = 1\nsave('a')\n"
FIXED = "x = 1\nsave(ROOT + 'a')\n"
STUCK = "x = 1\nstuck('a')\n"
CLEAN = "x = 1\n"


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(api, "analyze", toy_engine.analyze)
    monkeypatch.setattr(api, "fix", toy_engine.fix)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Exit status, standard output and standard error of a command line."""

    def run(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


Run = Callable[..., tuple[int, str, str]]


def write(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.py").write_bytes(text.encode())


def read(name: str) -> str:
    return Path(f"{name}.py").read_bytes().decode()


@pytest.mark.parametrize(
    ("source", "mode", "status", "left"),
    [
        (CLEAN, [], 0, CLEAN),
        (CLEAN, ["--check"], 0, CLEAN),
        (CLEAN, ["--diff"], 0, CLEAN),
        ("", [], 0, ""),
        (FIXABLE, [], 1, FIXED),
        (FIXABLE, ["--check"], 1, FIXABLE),
        (FIXABLE, ["--diff"], 1, FIXABLE),
        (FIXABLE, ["--check", "--diff"], 1, FIXABLE),
        (STUCK, [], 1, STUCK),
        (STUCK, ["--check"], 1, STUCK),
        (STUCK, ["--diff"], 1, STUCK),
        ("unreadable", [], 2, "unreadable"),
        ("unreadable", ["--check"], 2, "unreadable"),
        ("unreadable", ["--diff"], 2, "unreadable"),
        ("crash", [], 2, "crash"),
        ("crash", ["--check"], 2, "crash"),
    ],
)
def test_exit_status_and_what_is_left_in_the_file(
    source: str, mode: list[str], status: int, left: str, run: Run
) -> None:
    write(a=source)
    assert run(*mode, "a.py")[0] == status
    assert read("a") == left


def test_a_fix_is_told_file_by_file_and_in_all(run: Run) -> None:
    write(a=FIXABLE, b=FIXABLE * 2, c=CLEAN)
    assert run(".") == (1, "Fixed 1 finding in a.py\nFixed 2 findings in b.py\nFixed 3 findings in 2 files\n", "")


def test_what_remains_after_a_fix_is_reported_with_the_reason(run: Run) -> None:
    write(a=FIXABLE + STUCK)
    assert run("--output-format", "concise", "a.py")[1] == (
        "Fixed 1 finding in a.py\n"
        "a.py: left alone: line 2: read before it is written\n"
        "a.py:4:1: PST202 stuck loses it\n"
        "1 finding in 1 file\n"
    )


def test_check_reports_and_sums_up(run: Run) -> None:
    write(a=FIXABLE, b=STUCK)
    assert run("--check", ".") == (
        1,
        "a.py:2:1: PST101 save loses it\n"
        "  |\n"
        "2 | save('a')\n"
        "  | ^^^^\n"
        "  = help: move it (persist-fix a.py does it)\n"
        "\n"
        "b.py:2:1: PST202 stuck loses it\n"
        "  |\n"
        "2 | stuck('a')\n"
        "  | ^^^^^\n"
        "\n"
        "2 findings in 2 files, 1 can be fixed with persist-fix\n",
        "",
    )


def test_diff_prints_what_would_change_and_says_the_rest_elsewhere(run: Run) -> None:
    write(a=FIXABLE, b=STUCK)
    status, out, err = run("--diff", "--output-format", "concise", ".")
    assert status == 1
    assert out == "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n x = 1\n-save('a')\n+save(ROOT + 'a')\n"
    assert err == (
        "Would fix 1 finding in a.py\n"
        "b.py: left alone: line 2: read before it is written\n"
        "b.py:2:1: PST202 stuck loses it\n"
        "1 finding in 1 file\n"
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_the_diffs_of_a_run_can_be_applied(run: Run) -> None:
    write(a=FIXABLE, b=FIXABLE.rstrip("\n"), c=FIXABLE.replace("\n", "\r\n"))
    diff = run("--diff", ".")[1].encode()
    subprocess.run(["patch", "--binary", "-s", "-p1"], input=diff, check=True)
    assert (read("a"), read("b"), read("c")) == (FIXED, FIXED.rstrip("\n"), FIXED.replace("\n", "\r\n"))


def test_other_files_are_looked_at_after_one_that_fails(run: Run) -> None:
    write(a="crash", b="unreadable", c=FIXABLE)
    status, out, _ = run("--output-format", "concise", "a.py", "missing.py", "b.py", "c.py")
    assert status == 2
    assert read("c") == FIXED
    assert out.splitlines() == [
        "a.py:1:1: PST900 internal error: RecursionError: maximum recursion depth exceeded; please report",
        "missing.py:1:1: PST900 No such file or directory",
        "b.py:1:1: PST900 not valid Python",
        "Fixed 1 finding in c.py",
        "3 files could not be analysed",
    ]


def test_an_undecodable_file_fails_alone(run: Run) -> None:
    Path("a.py").write_bytes(b"x = '\xff\xfe'\n")
    write(b=FIXABLE)
    status, out, _ = run("a.py", "b.py")
    assert status == 2
    assert "a.py:1:1: PST900 " in out
    assert "internal error" not in out
    assert read("b") == FIXED


def test_a_file_that_cannot_be_written_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cli, "replace_file", refuse)
    write(a=FIXABLE)
    status, out, _ = run("--output-format", "concise", "a.py")
    assert status == 2
    assert "a.py:1:1: PST900 cannot be written: Permission denied\n" in out
    assert "Fixed" not in out


def test_a_directory_without_python_files_is_worth_a_word(run: Run) -> None:
    Path("empty").mkdir()
    assert run("empty") == (0, "", "persist-fix: no Python files or notebooks in empty\n")


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("source", "status", "fixed"),
    [(CLEAN, 0, CLEAN), (FIXABLE, 1, FIXED), (STUCK, 1, STUCK), ("unreadable", 2, "unreadable"), ("crash", 2, "crash")],
)
def test_standard_input_is_fixed_on_its_way(
    source: str, status: int, fixed: str, type_in: Callable[[bytes], None], run: Run
) -> None:
    type_in(source.encode())
    assert run("-")[:2] == (status, fixed)


def test_words_about_standard_input_go_to_standard_error(type_in: Callable[[bytes], None], run: Run) -> None:
    type_in((FIXABLE + STUCK).encode())
    assert "Fixed 1 finding in <stdin>\n" in run("-")[2]


def test_every_byte_of_standard_input_that_cannot_be_read_comes_out(
    type_in: Callable[[bytes], None], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    type_in(b"\xff\xfe\r\n")
    assert cli.main(["-"]) == 2
    assert capsysbinary.readouterr().out == b"\xff\xfe\r\n"


def test_standard_input_can_be_checked_under_a_name(type_in: Callable[[bytes], None], run: Run) -> None:
    type_in(FIXABLE.encode())
    assert run("--check", "--output-format", "concise", "--stdin-filename", "src/a.py", "-")[1] == (
        "src/a.py:2:1: PST101 save loses it\n1 finding in 1 file, 1 can be fixed with persist-fix\n"
    )


def test_standard_input_can_be_a_stream_of_text(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(FIXABLE))
    assert run("-")[1] == FIXED


def test_a_report_for_programs_holds_nothing_else(run: Run) -> None:
    write(a=FIXABLE + STUCK)
    status, out, err = run("--output-format", "json", "--statistics", "a.py")
    assert [entry["code"] for entry in json.loads(out)] == ["PST202"]
    assert status == 1
    assert "Fixed 1 finding in a.py\n" in err
    assert "1 PST202 " in err


def test_github_annotations(run: Run) -> None:
    write(a=FIXABLE)
    assert run("--check", "--output-format", "github", "a.py")[1] == (
        "::error file=a.py,line=2,col=1,title=PST101::save loses it\n"
    )


def test_the_report_can_go_to_a_file(run: Run) -> None:
    write(a=FIXABLE)
    assert run("--check", "--output-format", "concise", "--output-file", "report.txt", "a.py") == (1, "", "")
    assert Path("report.txt").read_text(encoding="utf-8").startswith("a.py:2:1: PST101 save loses it\n")


def test_a_report_file_that_cannot_be_written_is_an_error_before_anything_is_done(run: Run) -> None:
    write(a=FIXABLE)
    status, out, err = run("--output-file", "missing/report.txt", "a.py")
    assert (status, out) == (2, "")
    assert err == "persist-fix: missing/report.txt: cannot be written: No such file or directory\n"
    assert read("a") == FIXABLE


def test_statistics_count_codes(run: Run) -> None:
    write(a=FIXABLE + STUCK, b=FIXABLE)
    lines = run("--check", "--statistics", "--output-format", "concise", ".")[1].splitlines()
    assert lines[-3:] == [
        f"2 PST101 {RULES['PST101'].name}",
        f"1 PST202 {RULES['PST202'].name}",
        "3 findings in 2 files, 2 can be fixed with persist-fix",
    ]


def test_quiet_leaves_the_findings(run: Run) -> None:
    write(a=FIXABLE + STUCK)
    assert run("--quiet", "--output-format", "concise", "a.py") == (1, "a.py:4:1: PST202 stuck loses it\n", "")


def test_verbose_tells_of_files_comments_and_crashes(run: Run) -> None:
    write(a="# noqa noqa\n", b="crash")
    err = run("--verbose", "--check", ".")[2]
    assert "a.py: looking\n" in err
    assert "a.py: 2 findings silenced by noqa comments\n" in err
    assert "\nRecursionError: maximum recursion depth exceeded\n" in err


@pytest.mark.parametrize(
    ("choice", "environment", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "auto"], {"FORCE_COLOR": ""}, False),
    ],
)
def test_color(
    choice: list[str], environment: dict[str, str], colored: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write(a=FIXABLE)
    assert ("\x1b[" in run("--check", *choice, "a.py")[1]) is colored


@pytest.mark.skipif(os.name == "nt", reason="such names do not exist there")
def test_no_name_is_obeyed_by_the_terminal(run: Run) -> None:
    for name in ("\x1b[2Ja\n.py", os.fsdecode(b"b\xff.py")):
        Path(name).write_text(FIXABLE + STUCK)
    _, out, err = run("--verbose", ".")
    assert {character for character in out + err if not character.isprintable()} == {"\n"}
    assert "Fixed 1 finding in \\x1b[2Ja\\n.py\n" in out


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        ([], "name files or directories"),
        (["--no-such-option", "a.py"], "unrecognized arguments: --no-such-option"),
        (["--output-format", "yaml", "a.py"], "invalid choice: 'yaml'"),
        (["--environment", "colabb", "a.py"], 'did you mean "colab"?'),
        (["--select", "E501", "a.py"], "argument --select: "),
        (["--quiet", "--verbose", "a.py"], "not allowed with"),
        (["--config", "missing.toml", "a.py"], "missing.toml: no such file"),
        (["--explain", "PST110"], 'there is no code "PST110"; did you mean "PST1'),
    ],
)
def test_wrong_usage_is_named(argv: list[str], problem: str, run: Run) -> None:
    write(a=FIXABLE)
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert problem in err
    assert read("a") == FIXABLE


def test_a_wrong_configuration_is_one_line_on_standard_error(run: Run) -> None:
    write(a=FIXABLE)
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nrooot = 'x'\n")
    status, out, err = run("a.py")
    assert (status, out) == (2, "")
    assert "pyproject.toml: [tool.flake8-persist] has no key 'rooot'" in err
    assert err.count("\n") == 1
    assert read("a") == FIXABLE


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"persist-fix {__version__}\n", "")


def test_help(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert "--output-format" in out


@pytest.mark.parametrize("code", ["PST101", "pst101"])
def test_explain(code: str, run: Run) -> None:
    status, out, _ = run("--explain", code)
    assert status == 0
    assert out.startswith("PST101 ")


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Settings]]:
    """The settings that a command line leads to, for each file."""

    def settings_of(*argv: str) -> dict[str, Settings]:
        seen: dict[str, Settings] = {}

        def analyze(source: str, *, filename: str, settings: Settings) -> Any:
            seen[filename] = settings
            return toy_engine.analyze(source)

        monkeypatch.setattr(api, "analyze", analyze)
        assert cli.main(["--check", *argv]) == 0
        return seen

    return settings_of


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], Settings()),
        (["--select", "PST1,PST202"], Settings(select=("PST1", "PST202"))),
        (["--select", "PST1", "--select=PST2"], Settings(select=("PST1", "PST2"))),
        (["--ignore", "PST1"], Settings(ignore=("PST1",))),
        (["--extend-select", "PST2"], Settings(extend_select=("PST2",))),
        (["--root", "/mnt/x"], Settings(root="/mnt/x")),
        (["--environment", "kaggle"], Settings(environment="kaggle")),
        (["--unsafe-fixes"], Settings(unsafe_fixes=True)),
    ],
)
def test_options_become_settings(
    argv: list[str], expected: Settings, settings_of: Callable[..., dict[str, Settings]]
) -> None:
    write(a=CLEAN)
    assert settings_of(*argv, "a.py") == {"a.py": expected}


def test_the_command_line_counts_more_than_the_nearest_table(settings_of: Callable[..., dict[str, Settings]]) -> None:
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[tool.flake8-persist]\nroot = '/sub'\nselect = ['PST1']\n")
    Path("sub/a.py").write_text(CLEAN)
    write(a=CLEAN)
    assert settings_of("--select", "PST2", ".") == {
        "a.py": Settings(select=("PST2",)),
        "sub/a.py": Settings(select=("PST2",), root="/sub"),
    }


def test_excluded_files_are_not_searched_but_may_be_named(settings_of: Callable[..., dict[str, Settings]]) -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['a.py']\n")
    write(a=CLEAN, b=CLEAN)
    assert list(settings_of(".")) == ["b.py"]
    assert list(settings_of("a.py")) == ["a.py"]


def test_an_interrupt_ends_with_its_own_status(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "fix", interrupt)
    write(a=FIXABLE)
    assert run("a.py") == (130, "", "persist-fix: interrupted\n")
