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


class Arguments(NamedTuple):
    """The evaluated arguments of a call."""

    positional: tuple[v.Value, ...]
    keywords: dict[str, v.Value]
    complete: bool = True  # no * or ** of unknown length

    def get(self, position: int | None, name: str) -> v.Value | None:
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return self.keywords.get(name)


class Call(NamedTuple):
    evaluator: Evaluator
    node: ast.Call
    arguments: Arguments
    where: Where

    def first(self) -> v.Value:
        return self.arguments.positional[0] if self.arguments.positional else v.UNKNOWN

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
