"""When an access happens: which of two comes first, and what leads to it."""

from __future__ import annotations

import ast
from bisect import bisect_right

from flake8_persist.analysis.access import Access, Target
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.companions import Members
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.subject import Subject

_HANDED_ON_DEEP = 4
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Moments:
    """Which of two accesses to a place comes first. A helper has one order for all callers, but their lines tell."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._functions = [
            statement
            for statement in subject.tree.body
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        self._starts = [statement.lineno for statement in self._functions]

    def begins(self, layout: Layout, members: Members) -> int | None:
        """The line of the module that leads to the first write of a group; None where that is not known."""
        ways = [
            self._lines(layout.accesses[index], target, may_be_called=True)
            for index, targets in members.items()
            if layout.accesses[index].direction is Direction.WRITE
            for target in targets
        ]
        return min((way[0] for way in ways), default=None) if all(ways) else None

    def earlier(self, first: Access, one: Target, second: Access, other: Target) -> bool:
        if first is second:
            return False
        lines, others = self._lines(first, one, may_be_called=True), self._lines(second, other, may_be_called=False)
        shared = min(len(lines), len(others))
        if lines[:shared] != others[:shared]:  # else one is done within the line of the other: open(written(path))
            return lines < others
        return first.order < second.order

    def _lines(self, access: Access, target: Target, *, may_be_called: bool) -> list[int]:
        """The lines on the way from the module to the access; empty where nobody is known to lead there.

        ``may_be_called``: the methods of a callback, say, which nobody is seen to call, count from the line on at which
        its object is made.
        """
        way = [*reversed(target.callers), access.node.lineno]
        function = self._function_at(way[0])
        if function is None:
            return way
        is_followed = may_be_called or not isinstance(function, ast.ClassDef)
        before = self._way_to(function, _HANDED_ON_DEEP) if is_followed else []
        return [*before, *way] if before else []

    def _way_to(self, function: _Function, depth: int) -> list[int]:
        """The lines that lead to the one place where a function is handed on, as in ``study.optimize(objective)``, or
        where a class has an object made.
        """
        is_called = isinstance(function, ast.ClassDef) or depth < _HANDED_ON_DEEP
        uses = [load for load in self._subject.loads(function.name) if self._is_given(load, is_called)]
        if len(uses) != 1 or not depth:
            return []
        line = uses[0].lineno
        outer = self._function_at(line)
        if outer is None:
            return [line]
        before = [] if outer is function else self._way_to(outer, depth - 1)
        return [*before, line] if before else []

    def _is_given(self, load: ast.expr, may_be_called: bool) -> bool:
        holder = self._subject.parents[load]
        return isinstance(holder, ast.keyword) or (
            isinstance(holder, ast.Call) and (may_be_called or holder.func is not load)
        )

    def _function_at(self, line: int) -> _Function | None:
        number = bisect_right(self._starts, line) - 1
        found = self._functions[number] if number >= 0 else None
        return found if found is not None and line <= (found.end_lineno or found.lineno) else None
