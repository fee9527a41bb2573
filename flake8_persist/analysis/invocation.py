"""A call of something known, with its arguments evaluated."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import Literal, Origin, Text, text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator


class Arguments:
    """The values of the arguments of a call."""

    def __init__(self, positional: tuple[v.Value, ...], keywords: dict[str, v.Value], complete: bool = True) -> None:
        self._positional = positional
        self._keywords = keywords
        self.complete = complete  # no * or ** of unknown length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Arguments):
            return NotImplemented
        mine, theirs = ((one.positional, one.keywords, one.complete) for one in (self, other))
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]

    @property
    def positional(self) -> tuple[v.Value, ...]:
        return self._positional

    @property
    def keywords(self) -> dict[str, v.Value]:
        return self._keywords

    def get(self, position: int | None, name: str) -> v.Value | None:
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return self.keywords.get(name)


class Unevaluated(Arguments):
    """Arguments without ``*`` and ``**``: most are never asked for, so each is evaluated when it is."""

    def __init__(self, evaluator: Evaluator, node: ast.Call, where: Where) -> None:
        super().__init__((), {})
        self._evaluator = evaluator
        self._node = node
        self._where = where

    @property
    def positional(self) -> tuple[v.Value, ...]:
        return tuple([self._evaluator.value(argument, self._where) for argument in self._node.args])

    @property
    def keywords(self) -> dict[str, v.Value]:
        value, where = self._evaluator.value, self._where
        return {keyword.arg: value(keyword.value, where) for keyword in self._node.keywords if keyword.arg is not None}

    def get(self, position: int | None, name: str) -> v.Value | None:
        if position is not None and position < len(self._node.args):
            return self._evaluator.value(self._node.args[position], self._where)
        for keyword in self._node.keywords:
            if keyword.arg == name:
                return self._evaluator.value(keyword.value, self._where)
        return None


class Call(NamedTuple):
    evaluator: Evaluator
    node: ast.Call
    arguments: Arguments
    where: Where
    row: int = 0  # of a command, below the call, in whose text it stands

    def first(self) -> v.Value:
        return self.arguments.get(0, "") or v.UNKNOWN

    @property
    def directory(self) -> Text | None:
        """The working directory at this call."""
        known = self.evaluator.directories.get((self.node, self.where.frame))
        if known is not None:
            return known
        start = self.evaluator.environment.start_directory
        return None if start is None else text(start)

    def given(self, path: str) -> Text:
        """A directory of the machine, which comes from the call itself."""
        return Text((Literal(path, Origin(self.node, self.node, 0, len(path))),))


Handler = Callable[[Call], v.Value]
