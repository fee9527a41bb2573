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


def is_handled(call: ast.Call, where: Where) -> bool:
    """Would a failure to write be caught, here or in one of the calls that lead here?"""
    return any(_catches(level) for level in levels(call, where))


def _catches(level: Level) -> bool:
    block: s.Block | None = level.where.block
    while block is not None:
        if any(_suppresses(event.statement, level.call) for event in block.events if isinstance(event, s.ExitEvent)):
            return True
        owner = block.owner
        if owner is None:
            return False
        handlers = getattr(owner.statement, "handlers", []) if block is owner.arms[0] else []
        if any(catches(handler.type) for handler in handlers):
            return True
        block = owner.block
    return False


def _suppresses(statement: ast.With | ast.AsyncWith, call: ast.Call) -> bool:
    """``with contextlib.suppress(OSError):`` around the call."""
    place = (call.lineno, call.col_offset)
    if place > (statement.end_lineno or 0, statement.end_col_offset or 0):
        return False
    return any(
        isinstance(given := item.context_expr, ast.Call)
        and s.last_name(given.func) == "suppress"
        and (given.end_lineno or 0, given.end_col_offset or 0) <= place
        and any(map(catches, given.args))
        for item in statement.items
    )
