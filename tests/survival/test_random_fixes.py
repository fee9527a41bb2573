"""Random programs, fixed and run: what they write lands below the root, and what they read is what they wrote.

``PERSIST_PROGRAMS=20000 pytest tests/survival/test_random_fixes.py`` looks at more of them.
"""

from __future__ import annotations

import contextlib
import io
import os
import posixpath
import random
import sys
import types
from collections.abc import Iterator
from typing import NamedTuple
from unittest import mock

import pytest
from machine import ROOT
from random_programs import Author, Seeded
from written_paths import program

from flake8_persist import fix
from flake8_persist.analysis.text import Hole
from flake8_persist.settings import Settings

PROGRAMS = int(os.environ.get("PERSIST_PROGRAMS", "150"))
BATCHES = 10
RUNS = 3
_SETTINGS = Settings(environment="colab", root=ROOT)
_ENDS = (ValueError, IndexError, TypeError, KeyError, NameError, FileNotFoundError)


class Reader(Author):
    """Writes programs that also read, test and show what they wrote."""

    def _write(self, path: str, level: int) -> None:
        self._line(f"open({path}, 'w').write('text')", level)
        follow = self._choices.below(6)
        if follow == 0:
            self._line(f"print(open({path}).read())", level)
        elif follow == 1:
            self._line(f"print(os.path.exists({path}))", level)
        elif follow == 2:
            self._line("print('written')", level)


class Disk:
    """Files that are names with contents, in directories that are always there."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._files: dict[str, str] = {}

    def open(self, path: str | os.PathLike[str], mode: str = "r") -> io.StringIO:
        name = os.fspath(path)
        if not name or name.endswith("/"):  # no file is called so
            raise FileNotFoundError(name)
        place = posixpath.normpath(posixpath.join("/content", name))
        if "w" not in mode:
            if place not in self._files:
                raise FileNotFoundError(name)
            return io.StringIO(self._files[place])
        self.written.append(place)
        self._files[place] = f"{len(self.written)}. text"
        return io.StringIO()

    def exists(self, path: str | os.PathLike[str]) -> bool:
        return posixpath.normpath(posixpath.join("/content", os.fspath(path))) in self._files


class Ran(NamedTuple):
    written: list[str]
    stdout: str
    ended: str  # by which exception, if any


def run(source: str, seed: int) -> Ran:
    chance, disk, shown = random.Random(seed), Disk(), io.StringIO()

    def fail() -> None:
        if chance.random() < 0.5:
            raise ValueError

    space = {
        "__name__": __name__,
        "open": disk.open,
        "coin": lambda: chance.random() < 0.5,
        "word": lambda: chance.choice(("w", "word", "w1")),
        "fail": fail,
        "keep": lambda function: function,
    }
    ended = ""
    with _colab(disk), contextlib.redirect_stdout(shown):
        try:
            exec(compile(source, "<program>", "exec"), space)
        except _ENDS as error:
            ended = type(error).__name__
    return Ran(disk.written, shown.getvalue(), ended)


@contextlib.contextmanager
def _colab(disk: Disk) -> Iterator[None]:
    """On Colab, where mounting says nothing and the root can be written to."""
    drive = types.ModuleType("google.colab.drive")
    drive.mount = lambda point: None  # type: ignore[attr-defined]
    colab = types.ModuleType("google.colab")
    colab.drive = drive  # type: ignore[attr-defined]
    modules = {"google": types.ModuleType("google"), "google.colab": colab, "google.colab.drive": drive}
    with (
        mock.patch.dict(sys.modules, modules),
        mock.patch("os.makedirs"),
        mock.patch("tempfile.TemporaryFile"),
        mock.patch("os.path.exists", disk.exists),
    ):
        yield


def moved(place: str) -> set[str]:
    """Where below the root a file of the machine may go."""
    return {posixpath.normpath(f"{ROOT}/{place.removeprefix(start).lstrip('/')}") for start in ("/content", "/tmp", "")}


def all_known(source: str) -> bool:
    """Does the analysis know where everything is written?"""
    return all(
        target.text.pieces and not isinstance(target.text.pieces[0], Hole)
        for access in program(source).accesses
        for target in access.targets
    )


def check(seed: int) -> int:
    """Whether the program could be fixed: 1 or 0."""
    source = Reader(Seeded(seed)).program()
    result = fix(source, filename="program.py", settings=_SETTINGS)
    assert result.error is None
    if not result.changed:
        return 0
    is_whole = not result.remaining and all_known(source)
    for number in range(RUNS):
        before, after = run(source, number), run(result.source, number)
        story = f"program {seed}, run {number}:\n{source}\n-- fixed --\n{result.source}"
        assert after.ended == before.ended, story
        assert after.stdout == before.stdout, story
        assert len(after.written) == len(before.written), story
        for old, new in zip(before.written, after.written, strict=True):
            assert new in moved(old) or (new == old and not is_whole), story
    return 1


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_programs_do_the_same_below_the_root(batch: int) -> None:
    fixed = sum(check(seed) for seed in range(batch, PROGRAMS, BATCHES))
    assert fixed >= 0.2 * PROGRAMS / BATCHES
