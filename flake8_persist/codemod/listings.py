"""Commands that list a directory, and with what they find the program goes on: ``files = !ls``, ``!find . -delete``.

What has moved is not among it any more. Where a listing is only shown, nothing goes wrong.
"""

from __future__ import annotations

import ast
import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.access import Target
from flake8_persist.analysis.text import text
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.relations import Location, Relation, located, relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.nodes import last_name

if TYPE_CHECKING:
    from flake8_persist.notebooks.shell import Command

FOUND_BY_COMMAND = "a command looks for files where it lies, and the program goes on with what that finds"

_LISTING = frozenset({"ls", "find", "du", "tree"})
_GOING_ON = frozenset(
    {"xargs", "while", "zip", "tar", "cpio", "tee", "python", "python3", "parallel", "sh", "bash", "read"}
)
_ACTIONS = frozenset({"-delete", "-ok", "-fprint"})
_EXECUTING = ("-exec", "-execdir")
_SHOWING = frozenset({"echo", "printf", "ls", "du", "cat", "wc", "head", "tail", "grep", "file", "stat", "md5sum"})
_CAPTURING = frozenset({"getoutput", "check_output", "popen"})
_RUNNING = frozenset({"run", "Popen", "call", "check_call", "system"})
_WITHIN = re.compile(r"(?:\$\(|`)\s*((?:ls|find|du|tree)\b[^)`]*)")
_VARIABLE = re.compile(r"[{$`]")


class _Listing(NamedTuple):
    call: ast.Call
    directory: Location
    names: tuple[str, ...]  # patterns; empty: whatever there is


class Listings:
    """The listings of a program that are more than shown."""

    def __init__(
        self, subject: Subject, layout: Layout, start: str | None, lines: Sequence[tuple[ast.Call, str]]
    ) -> None:
        """``lines`` are what shells are given."""
        self._subject = subject
        self._layout = layout
        self._start = start or ""
        self._lines = lines

    def miss(self, members: Mapping[int, Sequence[Target]]) -> bool:
        """Would one not find any more what moves?"""
        moved = [(index, target) for index, targets in members.items() for target in targets]
        places = [(self._layout.accesses[index].node, self._layout.absolute(target)) for index, target in moved]
        return any(
            self._finds(listing, place)
            for listing in self._all
            if not any(node is listing.call and place == listing.directory for node, place in places)  # it moves, too
            for _, place in places
        )

    def _finds(self, listing: _Listing, place: Location) -> bool:
        if relation(place, listing.directory) is not Relation.BELOW:
            return False
        name = posixpath.basename(place.shown)
        return not listing.names or "{" in name or any(fnmatch.fnmatchcase(name, one) for one in listing.names)

    @cached_property
    def _all(self) -> list[_Listing]:
        return [
            _Listing(call, located(text(where)), names)
            for call, line in self._lines
            if any(program in line for program in _LISTING)
            for command in self._used(call, line)
            for where, names in self._looked_through(command)
        ]

    def _used(self, call: ast.Call, line: str) -> Iterator[Command]:
        from flake8_persist.notebooks.shell import commands  # of use where a program has commands

        every = commands(line)
        is_captured = _is_captured(call)
        for number, command in enumerate(every):
            if not command.words or command.words[0].text not in _LISTING:
                continue
            is_kept = any(one.op.lstrip("1").startswith(">") for one in command.redirects)
            if is_captured or is_kept or _acts(command) or _is_piped(line, every, number):
                yield command
        for found in _WITHIN.finditer(line):
            yield from commands(found[1])

    def _looked_through(self, command: Command) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The directories, and the patterns by which names are looked for in them."""
        words = [word.text for word in command.words[1:]]
        names: tuple[str, ...] = ()
        if command.words[0].text == "find":
            first = next((number for number, word in enumerate(words) if word.startswith(("-", "(", "!"))), len(words))
            names = tuple(value for option, value in pairwise(words) if option in ("-name", "-iname"))
            words = words[:first]
        operands = [word for word in words if not word.startswith("-")]
        for operand in operands or ["."]:
            if not _VARIABLE.search(operand) and "*" not in operand:
                yield posixpath.normpath(posixpath.join(self._start, operand)), names


def _acts(command: Command) -> bool:
    words = [word.text for word in command.words]
    executed = [behind for option, behind in pairwise(words) if option in _EXECUTING]
    return not _ACTIONS.isdisjoint(words) or not _SHOWING.issuperset(executed)


def _is_captured(call: ast.Call) -> bool:
    name = last_name(call.func)
    if name in _CAPTURING:
        return True
    return name in _RUNNING and any(
        (one.arg == "capture_output" and not (isinstance(one.value, ast.Constant) and not one.value.value))
        or one.arg == "stdout"
        for one in call.keywords
    )


def _is_piped(line: str, every: Sequence[Command], number: int) -> bool:
    """Does its output go into what does something with it?"""
    for before, behind in pairwise(every[number:]):
        if not before.words or not behind.words:
            return False
        between = line[before.words[-1].end : behind.words[0].start]
        if "|" not in between or "||" in between:
            return False
        if behind.words[0].text in _GOING_ON:
            return True
    return False
