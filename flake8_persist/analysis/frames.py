"""A frame is one way in which a scope is entered: from which call, with which ``self``."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.scopes import Block, Scope

if TYPE_CHECKING:
    from flake8_persist.analysis.invocation import Arguments
    from flake8_persist.analysis.values import Value


class Frame:
    """Compared by identity; :class:`Frames` hands out one for each way in."""

    __slots__ = ("call", "closure", "depth", "rank", "receiver", "row", "scope")

    def __init__(
        self, scope: Scope, closure: Frame | None, call: CallSite | None, receiver: Value | None, depth: int
    ) -> None:
        self.scope = scope
        self.closure = closure  # the frame of the scope around this one
        self.call = call  # None: nobody in the file is known to call it here
        self.receiver = receiver  # what ``self`` is
        self.depth = depth  # how many calls deep
        self.rank = 0  # how many other ways into the scope were known before
        self.row: Value | None = None  # the item of one round of a comprehension


class Where(NamedTuple):
    """A point of the program in one frame: what an expression needs to be evaluated."""

    block: Block
    point: int
    frame: Frame


class CallSite(NamedTuple):
    """A call that leads into a frame."""

    call: ast.Call
    where: Where
    given: Arguments | None = None  # what it passes, where that is not what stands between its parentheses
    via: ast.AST | None = None  # then, what tells it from other ways in: the partial


class Frames:
    """The frames of one analysis."""

    def __init__(self, module: Scope) -> None:
        self.module = Frame(module, None, None, None, 0)
        self._known: dict[tuple[object, ...], Frame] = {}
        self._ways_in: Counter[Scope] = Counter()

    def enter(
        self,
        scope: Scope,
        closure: Frame | None,
        call: CallSite | None = None,
        receiver: Value | None = None,
        row: Value | None = None,
        number: int = 0,
    ) -> Frame:
        """The frame of a scope for one way in; ``row`` is the item of a comprehension's round ``number``."""
        key = (
            id(scope),
            id(closure),
            id(call.call) if call else 0,
            id(call.where.frame) if call else 0,
            id(call.via) if call else 0,
            number,
            _identity(receiver),
        )
        frame = self._known.get(key)
        if frame is None or frame.row != row or (call is not None and frame.call != call):
            depth = call.where.frame.depth + 1 if call else (closure.depth if closure else 0)
            frame = self._known[key] = Frame(scope, closure, call, receiver, depth)
            frame.row = row
            frame.rank = self._ways_in[scope]
            self._ways_in[scope] += 1
        return frame


def _identity(receiver: Value | None) -> object:
    origin = getattr(receiver, "origin", None)
    return (type(receiver).__name__, id(origin), id(getattr(receiver, "frame", None)))
