from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from flake8_persist.patterns import matches

PATHS = (
    "a.py",
    "setup.py",
    "build/a.py",
    "docs/a.py",
    "docs/b.txt.py",
    "docs/build/x/y.py",
    "src/docs/a.py",
    "src/pkg/a b.py",
    "src/pkg/[x].py",
    "src/x/pkg/z.py",
)

MEANINGS = [
    ("*.py", PATHS),
    ("a.py", ("a.py", "build/a.py", "docs/a.py", "src/docs/a.py")),
    ("/a.py", ("a.py",)),
    ("docs/*.py", ("docs/a.py", "docs/b.txt.py")),
    ("docs", ("docs/a.py", "docs/b.txt.py", "docs/build/x/y.py", "src/docs/a.py")),
    ("docs/", ("docs/a.py", "docs/b.txt.py", "docs/build/x/y.py", "src/docs/a.py")),
    ("a.py/", ()),
    ("/docs", ("docs/a.py", "docs/b.txt.py", "docs/build/x/y.py")),
    ("**/build", ("build/a.py", "docs/build/x/y.py")),
    ("src/**/pkg", ("src/pkg/a b.py", "src/pkg/[x].py", "src/x/pkg/z.py")),
    ("docs/**", ("docs/a.py", "docs/b.txt.py", "docs/build/x/y.py")),
    ("?.py", ("a.py", "build/a.py", "docs/a.py", "docs/build/x/y.py", "src/docs/a.py", "src/x/pkg/z.py")),
    ("[x-z].py", ("docs/build/x/y.py", "src/x/pkg/z.py")),
    ("[!a].py", ("docs/build/x/y.py", "src/x/pkg/z.py")),
    (r"\[x\].py", ("src/pkg/[x].py",)),
    ("a b.py  ", ("src/pkg/a b.py",)),
    ("src*pkg", ()),
    ("# a.py", ()),
    ("", ()),
    ("/", ()),
]


@pytest.mark.parametrize(("pattern", "expected"), MEANINGS)
def test_what_a_pattern_matches(pattern: str, expected: tuple[str, ...]) -> None:
    assert tuple(path for path in PATHS if matches([pattern], path)) == expected


def test_a_later_pattern_takes_back_what_an_earlier_one_matched() -> None:
    assert [path for path in PATHS if not matches(["*.py", "!setup.py"], path)] == ["setup.py"]


def test_what_is_outside_of_the_directory_of_the_patterns_is_not_matched() -> None:
    assert not matches(["*.py"], "../a.py")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("pattern", [pattern for pattern, _ in MEANINGS if pattern])
def test_git_reads_the_pattern_alike(pattern: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text(pattern + "\n")
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    command = ["git", "-C", str(tmp_path), "-c", "core.excludesFile=", "check-ignore", "--no-index", "--stdin", "-z"]
    asked = "\0".join(PATHS).encode()
    ignored = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=False).stdout.decode().split("\0")
    assert [path for path in PATHS if matches([pattern], path)] == ignored[:-1]
