from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import toy_engine

from flake8_persist import __version__, api, cli
from flake8_persist.codemod import files
from flake8_persist.configuration import Configurations
from flake8_persist.reports.formats import FORMATS
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
    monkeypatch.setattr(api, "preview", toy_engine.preview)


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
        "a.py:1:1: PST900 internal error: ZeroDivisionError: division by zero; please report",
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

    monkeypatch.setattr(files, "replace_file", refuse)
    write(a=FIXABLE)
    status, out, _ = run("--output-format", "concise", "a.py")
    assert status == 2
    assert "a.py:1:1: PST900 cannot be written: Permission denied\n" in out
    assert "Fixed" not in out
    assert out.endswith("\n1 file could not be written\n")


def test_a_directory_without_python_files_is_worth_a_word(run: Run) -> None:
    Path("empty").mkdir()
    assert run("empty") == (0, "", "persist-fix: no Python files or notebooks in empty\n")


def test_a_directory_of_which_all_is_left_out_is_worth_another_word(run: Run) -> None:
    Path("vendor/build").mkdir(parents=True)
    Path("vendor/b.py").write_text(FIXABLE)
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['vendor/']\n")
    nothing = "persist-fix: no Python files or notebooks in vendor but what is left out (--verbose names it)\n"
    assert run("--check", "vendor") == (0, "", nothing)
    left_out = "vendor/b.py: excluded\nvendor/build: a directory that is searched only if it is named\n"
    assert run("--check", "--verbose", "vendor") == (0, "", left_out + nothing)


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
        "::error file=a.py,line=2,col=1,endColumn=20,title=PST101::save loses it\n"
    )


def test_the_report_can_go_to_a_file(run: Run) -> None:
    write(a=FIXABLE)
    assert run("--check", "--output-format", "concise", "--output-file", "report.txt", "a.py") == (
        1,
        "1 finding in 1 file, 1 can be fixed with persist-fix\n",
        "",
    )
    assert Path("report.txt").read_text(encoding="utf-8") == "a.py:2:1: PST101 save loses it\n"
    assert sorted(os.listdir()) == ["a.py", "report.txt"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_alone_to_a_file_and_the_rest_to_the_terminal(name: str, run: Run) -> None:
    write(a=FIXABLE)
    chosen = ["--check", "--output-format", name, "--color", "never"]
    status, report, _ = run("--quiet", *chosen, "a.py")
    assert run(*chosen, "--statistics", "--output-file", "report", "a.py") == (
        status,
        f"1 PST101 {RULES['PST101'].name}\n1 finding in 1 file, 1 can be fixed with persist-fix\n",
        "",
    )
    without_time = re.compile('timestamp="[^"]*"|time="[^"]*"')
    assert without_time.sub("", Path("report").read_text(encoding="utf-8")) == without_time.sub("", report)


@pytest.mark.parametrize("name", sorted(name for name, found in FORMATS.items() if not found.for_people))
def test_no_color_is_forced_on_a_program(name: str, run: Run) -> None:
    write(a=FIXABLE)
    assert "\x1b" not in run("--check", "--color", "always", "--output-format", name, "a.py")[1]


def test_an_old_report_stays_where_no_new_one_is_made(run: Run) -> None:
    write(a=FIXABLE)
    Path("report.txt").write_text("old")
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nrooot = 'x'\n")
    assert run("--check", "--output-file", "report.txt", "a.py")[0] == 2
    assert Path("report.txt").read_text() == "old"
    assert sorted(os.listdir()) == ["a.py", "pyproject.toml", "report.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links and modes are others there")
def test_a_report_takes_the_place_of_the_old_one_with_its_mode_and_its_links(run: Run) -> None:
    write(a=FIXABLE)
    Path("real").write_text("old")
    Path("real").chmod(0o640)
    Path("link").symlink_to("real")
    assert run("--check", "--output-file", "link", "a.py")[0] == 1
    assert Path("link").is_symlink()
    assert Path("real").stat().st_mode & 0o777 == 0o640
    assert "PST101" in Path("real").read_text()


@pytest.mark.skipif(os.name == "nt", reason="no such device there")
def test_a_report_can_go_to_a_device(run: Run) -> None:
    write(a=FIXABLE)
    assert run("--check", "--output-file", os.devnull, "a.py")[0] == 1


def recorded(run: Run, **files: str) -> None:
    write(**files)
    assert run("--write-baseline", "known.json", "--quiet", ".") == (0, "", "")


CONCISE = ("--check", "--output-format", "concise", "--baseline", "known.json")


def test_a_baseline_records_and_changes_nothing(run: Run) -> None:
    write(a=FIXABLE + STUCK, b=FIXABLE)
    assert run("--write-baseline", "known.json", ".") == (0, "Recorded 3 findings in 2 files in known.json\n", "")
    assert read("a") == FIXABLE + STUCK
    assert len(json.loads(Path("known.json").read_text())["findings"]) == 3


def test_what_is_recorded_is_not_reported(run: Run) -> None:
    recorded(run, a=FIXABLE + STUCK)
    assert run(*CONCISE, ".") == (0, "no new findings, 2 old not shown\n", "")
    assert run(*CONCISE, "--quiet", ".") == (0, "", "")


def test_what_is_new_is_reported(run: Run) -> None:
    recorded(run, a=FIXABLE)
    write(b=STUCK)
    assert run(*CONCISE, ".")[:2] == (
        1,
        "b.py:2:1: PST202 stuck loses it\n1 finding in 1 file, 1 old not shown\n",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_what_is_recorded(name: str, run: Run) -> None:
    recorded(run, a=FIXABLE)
    status, out, _ = run("--check", "--output-format", name, "--baseline", "known.json", "--quiet", ".")
    assert status == 0
    assert "save loses it" not in out


@pytest.mark.parametrize(
    ("options", "told"), [([], True), (["--select", "PST1"], False), (["--ignore", "PST2"], False)]
)
def test_what_is_recorded_and_gone_is_worth_a_word_where_all_is_looked_for(
    options: list[str], told: bool, run: Run
) -> None:
    recorded(run, a=FIXABLE + STUCK, b=FIXABLE)
    write(a=CLEAN)
    Path("b.py").unlink()
    status, out, _ = run(*CONCISE, *options, ".")
    assert status == 0
    line = "3 recorded findings are gone: write the baseline again with --write-baseline\n"
    assert out == (line if told else "")


def test_files_that_are_not_looked_at_have_lost_nothing(run: Run) -> None:
    recorded(run, a=FIXABLE, b=FIXABLE)
    assert run(*CONCISE, "a.py")[1] == "no new findings, 1 old not shown\n"


def test_a_fix_repairs_what_is_recorded_and_hides_what_remains(run: Run) -> None:
    recorded(run, a=FIXABLE + STUCK)
    status, out, _ = run("--baseline", "known.json", "--output-format", "concise", "a.py")
    assert status == 1
    assert read("a") == FIXED + STUCK
    assert "PST" not in out
    assert out.endswith(
        "no new findings, 1 old not shown\n1 recorded finding is gone: write the baseline again with --write-baseline\n"
    )


def test_a_diff_says_nothing_of_what_would_be_gone(run: Run) -> None:
    recorded(run, a=FIXABLE)
    assert run("--diff", "--baseline", "known.json", "a.py")[2] == "Would fix 1 finding in a.py\n"


def test_a_new_baseline_is_made_of_everything_whatever_is_recorded(run: Run) -> None:
    recorded(run, a=FIXABLE)
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nbaseline = 'known.json'\n")
    write(b=FIXABLE)
    assert run("--write-baseline", "known.json", ".")[1] == "Recorded 2 findings in 2 files in known.json\n"
    Path("known.json").write_text("damaged")
    assert run("--write-baseline", "known.json", ".")[0] == 0


def test_a_file_that_cannot_be_analysed_is_in_no_baseline(run: Run) -> None:
    write(a="unreadable", b=FIXABLE)
    assert run("--write-baseline", "known.json", "--output-format", "concise", ".") == (
        2,
        "a.py:1:1: PST900 not valid Python\nRecorded 1 finding in 1 file in known.json\n1 file could not be analysed\n",
        "",
    )


def test_a_configured_baseline_belongs_to_the_files_of_its_table(run: Run) -> None:
    Path("sub").mkdir()
    Path("sub/a.py").write_text(FIXABLE)
    assert run("--write-baseline", "sub/known.json", "sub")[0] == 0
    Path("sub/pyproject.toml").write_text("[tool.flake8-persist]\nbaseline = 'known.json'\n")
    write(a=FIXABLE)
    assert run("--check", "--output-format", "concise", ".")[1] == (
        "a.py:2:1: PST101 save loses it\n1 finding in 1 file, 1 can be fixed with persist-fix, 1 old not shown\n"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "known.json: the baseline cannot be read: No such file or directory"),
        ("[]", "known.json: not a baseline: it has no version"),
        ("\xff", "known.json: 'utf-8' codec can't decode byte"),
    ],
)
@pytest.mark.parametrize("configured", [False, True])
def test_a_baseline_that_is_missing_or_damaged_is_an_error_before_anything_is_done(
    configured: bool, text: str | None, problem: str, run: Run
) -> None:
    write(a=FIXABLE)
    if text is not None:
        Path("known.json").write_bytes(text.encode("latin-1"))
    if configured:
        Path("pyproject.toml").write_text("[tool.flake8-persist]\nbaseline = 'known.json'\n")
    status, out, err = run(*([] if configured else ["--baseline", "known.json"]), "a.py")
    assert (status, out) == (2, "")
    assert problem in err
    assert err.count("\n") == 1
    assert read("a") == FIXABLE


def test_a_baseline_that_cannot_be_written_is_an_error(run: Run) -> None:
    write(a=FIXABLE)
    assert run("--write-baseline", "missing/known.json", "a.py") == (
        2,
        "",
        "persist-fix: missing/known.json: cannot be written: No such file or directory\n",
    )


def test_neither_baselines_nor_formats_are_loaded_without_need() -> None:
    write(a=CLEAN)
    program = (
        "import sys; from flake8_persist import cli; cli.main(['--check', 'a.py']); "
        "print([name for name in ('baseline', 'recorded', 'merged', 'reports.sarif', 'reports.junit', "
        "'reports.fingerprints') if f'flake8_persist.{name}' in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout.strip() == b"[]"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing/report.txt", "No such file or directory"), (".", "Is a directory")],
)
def test_a_report_file_that_cannot_be_written_is_an_error_before_anything_is_done(
    path: str, reason: str, run: Run
) -> None:
    write(a=FIXABLE)
    status, out, err = run("--output-file", path, "a.py")
    assert (status, out) == (2, "")
    assert err == f"persist-fix: {path}: cannot be written: {reason}\n"
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
    assert "\nZeroDivisionError: division by zero\n" in err


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
        (["--check", ""], "an empty PATH names no file and no directory"),
        (["--zzz", "a.py"], "persist-fix: unknown option --zzz\n"),
        (["-x", "a.py"], "persist-fix: unknown option -x\n"),
        (["--foo", "a.py"], "persist-fix: unknown option --foo\n"),
        (["--outputformat", "json", "a.py"], "unknown option --outputformat: did you mean --output-format?\n"),
        (["a.py", "--chekc"], "unknown option --chekc: did you mean --check?\n"),
        (["--stastics=yes", "a.py"], "unknown option --stastics: did you mean --statistics?\n"),
        (["--output-format", "yaml", "a.py"], "must be one of text, concise, json, "),
        (["--output-format", "jsn", "a.py"], 'not "jsn"; did you mean "json"?'),
        (["--color", "allways", "a.py"], 'must be one of auto, always, never, not "allways"; did you mean "always"?'),
        (["--select", "PTS101", "a.py"], 'did you mean "PST101"?'),
        (["--baseline", "a", "--write-baseline", "b", "a.py"], "not allowed with"),
        (["--write-baseline", "b", "--diff", "a.py"], "--write-baseline does not go with --diff"),
        (["--environment", "colabb", "a.py"], 'did you mean "colab"?'),
        (["--select", "E501", "a.py"], "argument --select: "),
        (["--quiet", "--verbose", "a.py"], "not allowed with"),
        (["--config", "missing.toml", "a.py"], "missing.toml: no such file"),
        (["--check", "--output-file", "a.py"], "name files or directories"),
        (["--check", "--output-file", "a.py", "."], "--output-file would overwrite a program: a.py\n"),
        (["--check", "--output-file", "b.ipynb", "a.py"], "--output-file would overwrite a program: b.ipynb\n"),
        (["--check", "--output-file", "./script", "script"], "--output-file would overwrite a program: ./script\n"),
        (["--write-baseline", "a.py", "."], "--write-baseline would overwrite a program: a.py\n"),
        (["--check", "--output-file", "-", "a.py"], "--output-file takes a file; without it, the report is printed\n"),
        (["--write-baseline", "-", "a.py"], "--write-baseline takes a file, not standard output\n"),
        (["--check", "--output-file", "", "a.py"], "argument --output-file: must name a file\n"),
        (["--write-baseline", " ", "a.py"], "argument --write-baseline: must name a file\n"),
        (["--config", "", "a.py"], "argument --config: must name a file\n"),
        (["--cache-dir", "", "a.py"], "argument --cache-dir: must name a directory\n"),
        (["--stdin-filename", "", "-"], "argument --stdin-filename: must name a file\n"),
        (["--explain", "PST110"], 'there is no code "PST110"; did you mean "PST1'),
        (["--explain", "pst3o1"], 'there is no code "pst3o1"; did you mean "PST301"?\n'),
        (["--explain", "PST301", "PST302"], "--explain takes one code, and nothing else\n"),
        (["--explain", "PST3"], 'there is no code "PST3"; PST301, PST302, PST303 begin so\n'),
    ],
)
def test_wrong_usage_is_named(argv: list[str], problem: str, run: Run) -> None:
    write(a=FIXABLE)
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert problem in err
    assert err.count("\n") == 1
    assert read("a") == FIXABLE


def test_options_may_stand_between_paths(run: Run) -> None:
    write(a=CLEAN, b=FIXABLE)
    assert run("a.py", "--check", "b.py", "--quiet", "--output-format", "concise")[:2] == (
        1,
        "b.py:2:1: PST101 save loses it\n",
    )


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
        (["--preamble", "plain"], Settings(preamble="plain")),
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


@pytest.mark.parametrize("named", ["a.py", "./a.py", "vendor/b.py", "vendor"])
def test_with_force_exclude_naming_does_not_help(named: str, run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['a.py', 'vendor/']\n")
    write(a=FIXABLE)
    Path("vendor").mkdir()
    Path("vendor/b.py").write_text(FIXABLE)
    assert run("--check", "--quiet", named)[0] == 1 or named == "vendor"
    assert run("--force-exclude", named) == (0, "", "")
    assert run("--force-exclude", "--verbose", named) == (0, "", f"{named}: excluded\n")


def test_with_force_exclude_other_files_are_looked_at(run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['a.py']\n")
    write(a=FIXABLE, b=FIXABLE)
    assert run("--force-exclude", "a.py", "b.py")[1] == "Fixed 1 finding in b.py\n"
    assert read("a") == FIXABLE


def test_with_force_exclude_standard_input_goes_on_its_way(type_in: Callable[[bytes], None], run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['a.py']\n")
    type_in(FIXABLE.encode())
    assert run("--force-exclude", "--stdin-filename", "a.py", "-") == (0, FIXABLE, "")
    type_in(FIXABLE.encode())
    assert run("--force-exclude", "--check", "--stdin-filename", "a.py", "-") == (0, "", "")


def test_the_hooks_leave_out_what_is_excluded() -> None:
    hooks = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
    entries = re.findall(r"entry: (persist-fix.*)", hooks.read_text(encoding="utf-8"))
    assert entries == ["persist-fix --check --force-exclude", "persist-fix --force-exclude"]


def test_settings_are_shown_with_the_place_that_decides_them(tmp_path: Path, run: Run) -> None:
    table = "root = '/near'\nignore = ['PST2']\nbaseline = 'k.json'\nper-file-ignores = { 'tests/*' = ['PST1'] }\n"
    Path("pyproject.toml").write_text(f"[tool.flake8-persist]\n{table}")
    status, out, err = run("--show-settings", "--root", "/typed", "a.py")
    assert (status, err) == (0, "")
    place = tmp_path / "pyproject.toml"
    assert '# what holds for "a.py"\n[tool.flake8-persist]\nenvironment = "auto"  # default\n' in out
    assert 'root = "/typed"  # command line\n' in out
    assert f'ignore = ["PST2"]  # {place}\n' in out
    assert f'baseline = "{tmp_path / "k.json"}"  # {place}\n' in out
    assert f'per-file-ignores = {{"tests/*" = ["PST1"]}}  # {place}\n' in out


def test_the_settings_that_are_shown_can_be_read_again(run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nexclude = ['b/', '\"']\nignore = []\nroot = '/x'\n")
    Path("again.toml").write_text(run("--show-settings")[1])
    assert Configurations("again.toml").settings_for("a.py") == Configurations().settings_for("a.py")


def test_settings_are_shown_for_each_path(run: Run) -> None:
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[tool.flake8-persist]\nroot = '/sub'\n")
    out = run("--show-settings", ".", "sub")[1]
    assert [line.partition("  ")[0] for line in out.splitlines() if "root" in line] == [
        "# root is not set",
        'root = "/sub"',
    ]


def test_an_interrupt_ends_with_its_own_status(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "fix", interrupt)
    write(a=FIXABLE)
    assert run("a.py") == (130, "", "persist-fix: interrupted\n")
