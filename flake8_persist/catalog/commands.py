"""What shell commands do with the files that they name: ``commands.csv``, one row a command.

``command`` is the program, and words that must be among its arguments (``gsutil cp``, ``python train.py``, ``yolo
train`` for ``yolo mode=train``); of ``needs`` one must be there too. ``first``, ``others`` and ``last`` say what
happens at an operand by its place; ``first`` may say so of several, and an empty ``first`` or ``last`` is like
``others``. ``outputs`` are options whose value is written to, ``inputs`` options whose value is read, ``sent`` options
whose value is taken elsewhere (``-F@`` for what stands behind an ``@`` there), ``values`` options whose value is none
of our business; what stands behind a ``directory`` option is relative to its value. What is taken elsewhere is so only
after the command ``until`` of the same program: ``git push``, after ``git add``. ``default`` is where the command
writes without an output option, or what it takes elsewhere if it is told nothing; ``@script`` is the directory of a
Python script, ``@input`` a file beside the first input, of another suffix, and ``option`` names the option that puts
that directory elsewhere. Where there are ``tasks``, a command writes to the directory below the default that is called
as its task (``yolo detect train``, ``task=detect``).
"""

from __future__ import annotations

import csv
import functools
import os
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.catalog.model import Api, Artifact, Direction, Kind, Shape

REMOTE = "remote"  # an operand on another machine, or no path at all
SEND = "send"  # one that is written to, here or on another machine: what is read for the latter is taken elsewhere
SCRIPT = "@script"
INPUT = "@input"

SAME_PROGRAM = {"python3": "python", "pip3": "pip"}


class ShellCommand(NamedTuple):
    program: str
    words: tuple[str, ...]
    needs: frozenset[str]
    until: str
    first: tuple[str, ...]
    others: str
    last: str
    outputs: frozenset[str]
    inputs: frozenset[str]
    sent: frozenset[str]
    values: frozenset[str]
    directory: frozenset[str]
    default: str
    tasks: frozenset[str]
    option: str
    artifact: Artifact

    def role(self, number: int, count: int) -> str:
        """What happens at operand ``number`` of ``count``: a direction, ``remote``, ``send`` or nothing."""
        if number < len(self.first) and (count > number + 1 or self.last in ("", self.first[number])):
            return self.first[number]
        if number == count - 1 and self.last:
            return self.last
        return self.others

    def accepts(self, arguments: Sequence[str]) -> bool:
        """Is this row about a call with these arguments?"""
        if self.needs and self.needs.isdisjoint(argument.partition("=")[0] for argument in arguments):
            return False
        return all(any(_is(argument, word) for argument in arguments) for word in self.words)


def _is(argument: str, word: str) -> bool:
    return argument in (word, f"mode={word}") or argument.endswith(f"/{word}")


def shell_command(program: str, arguments: Sequence[str]) -> ShellCommand | None:
    """The row for a command line, the most particular one, with the options of the most general one as well.

    None: nothing is known of it.
    """
    program = program.rpartition("/")[2]
    rows = _commands().get(SAME_PROGRAM.get(program, program), ())
    fitting = sorted((row for row in rows if row.accepts(arguments)), key=lambda row: len(" ".join(row.words)))
    if not fitting:
        return None
    general, particular = fitting[0], fitting[-1]
    outputs = general.outputs - particular.inputs - particular.values  # what a script reads is no output of it
    return particular._replace(outputs=particular.outputs | outputs, inputs=particular.inputs | general.inputs)


@functools.cache
def programs() -> frozenset[str]:
    """The names of all programs of which something is known."""
    known = _commands().keys()
    return frozenset((*known, *(name for name, same in SAME_PROGRAM.items() if same in known)))


@functools.cache
def _commands() -> dict[str, list[ShellCommand]]:
    path = os.path.join(os.path.dirname(__file__), "commands.csv")
    found: dict[str, list[ShellCommand]] = {}
    with open(path, encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            program, *words = row["command"].split()
            found.setdefault(program, []).append(
                ShellCommand(
                    program,
                    tuple(words),
                    frozenset(row["needs"].split()),
                    row["until"],
                    tuple(row["first"].split()),
                    row["others"],
                    row["last"],
                    frozenset(row["outputs"].split()),
                    frozenset(row["inputs"].split()),
                    frozenset(row["sent"].split()),
                    frozenset(row["values"].split()),
                    frozenset(row["directory"].split()),
                    row["default"],
                    frozenset(row["tasks"].split()),
                    row["option"],
                    Artifact(row["artifact"]),
                )
            )
    return found


@functools.cache
def shell_api(name: str, direction: Direction, artifact: Artifact) -> Api:
    """The row that stands for what a shell command does at one of its words."""
    return Api(
        name=name,
        kind=Kind.FUNCTION,
        parameter="",
        position=None,
        default=None,
        mode=None,
        artifact=artifact,
        direction=direction,
        shape=Shape.FILE_OR_DIR,
        creates_parents=direction is Direction.WRITE and artifact is Artifact.CHECKPOINT,
        moves=True,
    )
