from __future__ import annotations

import os
from pathlib import Path

import pytest

from flake8_persist.discovery import Candidate, discover


@pytest.fixture(autouse=True)
def _working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def touch(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def write(path: str, text: str) -> None:
    touch(path)
    Path(path).write_text(text)


def found(*paths: str, excluded: str = "") -> list[str]:
    candidates = discover(paths, lambda path, directory: bool(excluded) and path == excluded)
    return [candidate.path for candidate in candidates]


def test_a_directory_is_searched_for_python_files_in_order_of_name() -> None:
    touch("b.py", "a.py", "a/z.py", "c/b/a.py", "notes.txt", "a.pyc")
    assert found(".") == ["a/z.py", "a.py", "b.py", "c/b/a.py"]


def test_paths_keep_the_beginning_that_the_user_gave_them(tmp_path: Path) -> None:
    touch("src/a.py")
    assert found("src") == ["src/a.py"]
    assert found(str(tmp_path)) == [str(tmp_path / "src/a.py")]


def test_a_named_file_is_taken_whatever_it_is_called() -> None:
    touch("script", "build/a.py")
    write(".gitignore", "*\n")
    assert found("script", "build/a.py") == ["script", "build/a.py"]


def test_a_file_is_taken_once() -> None:
    touch("src/a.py")
    assert found("src/a.py", "src", "./src/a.py") == ["src/a.py"]


@pytest.mark.parametrize(
    "directory",
    [
        ".git",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".tox",
        ".nox",
        "build",
        "dist",
        "x.egg-info",
        "site-packages",
        ".ipynb_checkpoints",
    ],
)
def test_directories_that_hold_no_sources_of_the_project_are_not_searched(directory: str) -> None:
    touch(f"src/{directory}/a.py", "src/a.py")
    assert found(".") == ["src/a.py"]


def test_such_a_directory_is_searched_when_it_is_named() -> None:
    touch("build/a.py")
    assert found("build") == ["build/a.py"]


@pytest.mark.parametrize("path", ["src/a.py", "src"])
def test_what_the_configuration_excludes_is_left_out(path: str) -> None:
    touch("src/a.py", "b.py")
    assert found(".", excluded=path) == ["b.py"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".gitignore": "a.py\n"}, ["src/b.py"]),
        ({".gitignore": "*.py\n!b.py\n"}, ["src/b.py"]),
        ({".gitignore": "src/\n"}, []),
        ({".gitignore": "*.py\n", "src/.gitignore": "!a.py\n"}, ["src/a.py"]),
        ({".gitignore": "/a.py\n"}, ["src/a.py", "src/b.py"]),
        ({"src/.gitignore": "/a.py\n"}, ["src/b.py"]),
        ({".git/info/exclude": "a.py\n"}, ["src/b.py"]),
    ],
)
def test_what_git_ignores_is_left_out(files: dict[str, str], expected: list[str]) -> None:
    touch("src/a.py", "src/b.py", ".git/HEAD")
    for path, text in files.items():
        write(path, text)
    assert found(".") == expected


def test_ignore_files_count_without_a_repository_too() -> None:
    touch("a.py", "b.py")
    write(".gitignore", "a.py\n")
    assert found(".") == ["b.py"]


def test_ignore_files_above_a_searched_directory_count_up_to_the_top_of_the_repository() -> None:
    touch("repository/.git/HEAD", "repository/src/a.py", "repository/src/b.py", "repository/src/c.py")
    write("repository/.gitignore", "/src/a.py\n")
    write(".gitignore", "b.py\n")
    assert found("repository/src") == ["repository/src/b.py", "repository/src/c.py"]


def test_symbolic_links_in_a_directory_are_not_followed() -> None:
    touch("outside/x.py", "src/a.py")
    os.symlink("..", "src/loop")
    os.symlink("../outside/x.py", "src/link.py")
    os.symlink("nowhere", "src/broken.py")
    assert found("src") == ["src/a.py"]
    assert found("src/link.py") == ["src/link.py"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_only_regular_files_are_read() -> None:
    touch("src/a.py")
    os.mkfifo("src/pipe.py")
    assert found("src") == ["src/a.py"]
    assert list(discover(["src/pipe.py"], lambda *_: False)) == [Candidate("src/pipe.py", "not a regular file")]


def test_a_missing_path_is_a_problem() -> None:
    (candidate,) = discover(["missing.py"], lambda *_: False)
    assert candidate == Candidate("missing.py", "No such file or directory")


def test_a_name_that_cannot_exist_is_a_problem() -> None:
    (candidate,) = discover(["a\0.py"], lambda *_: False)
    assert candidate.problem


def test_a_directory_that_cannot_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    touch("src/secret/a.py", "src/z.py")
    scandir = os.scandir

    def refuse(path: str) -> object:  # file modes do not stop root, as whom CI often runs
        if os.path.basename(path) == "secret":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(discover(["src"], lambda *_: False)) == [
        Candidate("src/secret", "cannot be searched: Permission denied"),
        Candidate("src/z.py"),
    ]


def test_what_is_left_out_is_told_with_the_reason() -> None:
    touch("a.py", "build/x.py", ".git/HEAD", "__pycache__/x.py", "ignored.py", "notes.txt", "old/x.py", "z.py")
    write(".gitignore", "ignored.py\n")
    os.symlink("a.py", "link.py")
    os.symlink("old", "other")
    os.symlink("loop", "loop")
    os.symlink("loop.py", "loop.py")
    os.symlink("notes.txt", "text")
    told: list[tuple[str, str]] = []
    candidates = discover(["."], lambda path, _: path == "old", lambda *passed_over: told.append(passed_over))
    assert [candidate.path for candidate in candidates] == ["a.py", "z.py"]
    assert told == [
        ("build", "a directory that is searched only if it is named"),
        ("ignored.py", "ignored by git"),
        ("link.py", "a symbolic link"),
        ("loop.py", "a symbolic link"),
        ("old", "excluded"),
        ("other", "a symbolic link"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_source_that_is_no_file_is_told_of() -> None:
    touch("src/a.py")
    os.mkfifo("src/pipe.py")
    told: list[tuple[str, str]] = []
    assert len(list(discover(["src"], lambda *_: False, lambda *passed_over: told.append(passed_over)))) == 1
    assert told == [("src/pipe.py", "not a regular file")]


def test_notebooks_are_found_like_programs() -> None:
    touch("src/a.ipynb")
    assert list(discover(["src/a.ipynb"], lambda *_: False)) == [Candidate("src/a.ipynb")]
    assert list(discover(["src"], lambda *_: False)) == [Candidate("src/a.ipynb")]
