"""Links into and out of what moves: Google Drive has none, and a relative one leads on from where it lies."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from flake8_persist.analysis.access import Target
from flake8_persist.analysis.text import Text, text
from flake8_persist.codemod.expressions import text_of
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.relations import Location, Relation, located, relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.telltales import operands
from flake8_persist.codemod.words import RUNNING, runs_commands

LINKED = (
    "a symbolic link lies in its directory or leads there, which would have to move along, and Google Drive has none"
)
HARD_LINKED = "a hard link ties it to another name, which would have to move along, and Google Drive has none"
_HARD = frozenset({"os.link", "pathlib.Path.hardlink_to"})

_LINKING = {"symlink": False, "symlink_to": True}  # is the link what is asked?
_ORDINARY = 2  # arguments: what it leads to, and where it lies


class _Link(NamedTuple):
    place: Location
    leads_to: Location | None  # None: to nothing that is known, or by a whole path, which moves by itself


class Symlinks:
    """The links that a program makes, as far as their texts stand in the source."""

    def __init__(self, subject: Subject, layout: Layout, start: str | None) -> None:
        self._subject = subject
        self._layout = layout
        self._start = start or ""

    def reason(self, members: Mapping[int, Sequence[Target]]) -> str | None:
        """Why the members of a group have to stay."""
        if any(self._layout.accesses[index].api.name in _HARD for index in members):
            return HARD_LINKED
        if not self._all:
            return None
        places = [self._layout.place(index, target) for index, targets in members.items() for target in targets]
        for link in self._all:
            within = (relation(link.place, place) for place in places)
            if any(kind in (Relation.SAME, Relation.BELOW) for kind in within):
                return LINKED
            if link.leads_to is not None and any(
                relation(link.leads_to, place) is not Relation.APART for place in places
            ):
                return LINKED
        return None

    @cached_property
    def _all(self) -> list[_Link]:
        return [
            _Link(located(place), self._led_to(place, target))
            for target, place in (*self._made(), *self._commanded())
            if place.prefix
        ]

    def _made(self) -> Iterator[tuple[Text, Text]]:
        """Where the links lead that calls make, and where they lie."""
        for name, is_asked in _LINKING.items():
            for call in self._subject.calls.get(name, ()):
                owner = [call.func.value] if is_asked and isinstance(call.func, ast.Attribute) else []
                texts = [self._text(one) for one in (*call.args, *owner)]
                if len(texts) >= _ORDINARY:
                    yield texts[0], self._absolute(texts[-1] if is_asked else texts[1])

    def _text(self, path: ast.expr) -> Text:
        assigned = self._subject.assigned.get(path.id) if isinstance(path, ast.Name) else None
        return text_of(self._subject, path if assigned is None else assigned)

    def _commanded(self) -> Iterator[tuple[Text, Text]]:
        """``!ln -s data out/data``"""
        lines = (
            line.value
            for name in RUNNING
            for call in filter(runs_commands, self._subject.calls.get(name, ()))
            for line in call.args
            if isinstance(line, ast.Constant) and isinstance(line.value, str) and "ln " in line.value
        )
        for line in lines:
            words = [word for _, word, program in operands(line) if program == "ln"]
            paths = [word for word in words[1:] if not word.startswith("-")]
            if len(paths) == _ORDINARY:
                yield text(paths[0]), self._absolute(text(paths[1]))

    def _absolute(self, path: Text) -> Text:
        if path.prefix.startswith(("/", "~")) or not path.prefix:
            return path
        if path.constant is not None:
            return text(posixpath.normpath(posixpath.join(self._start, path.constant)))
        return Text((*text(f"{self._start}/").pieces, *path.pieces))

    def _led_to(self, place: Text, target: Text) -> Location | None:
        """Where a relative link leads, if that is another place than the same path says in the working directory."""
        folder = posixpath.dirname(place.prefix)
        path = target.constant
        if path is None or path.startswith(("/", "~")) or folder == self._start:
            return None
        return located(text(posixpath.normpath(posixpath.join(folder, path))))
