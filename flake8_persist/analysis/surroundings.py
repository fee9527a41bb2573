"""What stands around a call, and around the calls that lead there: loops, and handlers of errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.silence import catches

_INLINE = (s.ScopeKind.COMPREHENSION, s.ScopeKind.CLASS)


class Level(NamedTuple):
    """One function on the way to a call: the place in it, and the call that stands there."""

    where: Where
    call: ast.Call


class Loop(NamedTuple):
    statement: ast.For | ast.AsyncFor | ast.While
    where: Where  # just before it


def levels(call: ast.Call, where: Where) -> Iterator[Level]:
    """The place of a call, and that of each call that leads there, innermost first."""
    while True:
        yield Level(where, call)
        scope, frame = where.block.scope, where.frame
        if scope.kind in _INLINE and scope.block is not None and frame.closure is not None:
            where = Where(scope.block, scope.point, frame.closure)
        elif frame.call is not None:
            call, where = frame.call.call, frame.call.where
        else:
            return


def is_run(call: ast.Call, where: Where) -> bool:
    """Does the module itself lead there? Else the function is one that somebody else calls."""
    *_, last = levels(call, where)
    return last.where.block.scope.kind is s.ScopeKind.MODULE


def loops(call: ast.Call, where: Where) -> list[Loop]:
    """The loops that the call runs in, innermost first."""
    found: list[Loop] = []
    for level in levels(call, where):
        block = level.where.block
        while (owner := block.owner) is not None:
            statement = owner.statement
            if block is not owner.orelse and isinstance(statement, ast.For | ast.AsyncFor | ast.While):
                found.append(Loop(statement, Where(owner.block, owner.point, level.where.frame)))
            block = owner.block
    return found


class Handlers:
    """Who in one program catches a failure to write."""

    def __init__(self) -> None:
        self._suppressing: dict[s.Block, list[s.ExitEvent]] = {}

    def catch(self, call: ast.Call, where: Where) -> bool:
        """Would it be caught, around the call or around one of those that lead there?"""
        return any(self._catch(level) for level in levels(call, where))

    def _catch(self, level: Level) -> bool:
        block: s.Block | None = level.where.block
        while block is not None:
            if any(_suppresses(end, level) for end in self._ends(block)):
                return True
            owner = block.owner
            if owner is None:
                return False
            handlers = getattr(owner.statement, "handlers", []) if block is owner.arms[0] else []
            if any(catches(handler.type) for handler in handlers):
                return True
            block = owner.block
        return False

    def _ends(self, block: s.Block) -> list[s.ExitEvent]:
        """The ends of what suppresses errors of a write in a block."""
        if block not in self._suppressing:
            ends = (event for event in block.events if isinstance(event, s.ExitEvent))
            self._suppressing[block] = [end for end in ends if _suppressor(end.item)]
        return self._suppressing[block]


def _suppressor(item: ast.withitem) -> bool:
    """``contextlib.suppress(OSError)``."""
    given = item.context_expr
    return isinstance(given, ast.Call) and s.last_name(given.func) == "suppress" and any(map(catches, given.args))


def _suppresses(end: s.ExitEvent, level: Level) -> bool:
    """Is the call behind what suppresses, and before its end?"""
    given = end.item.context_expr
    begin = (given.end_lineno or 0, given.end_col_offset or 0)
    return begin <= (level.call.lineno, level.call.col_offset) and level.where.point < end.point
