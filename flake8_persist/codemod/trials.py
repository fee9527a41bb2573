"""What a program makes of a path that moves, before and after: found out by doing it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from flake8_persist.analysis.access import Lookup
from flake8_persist.codemod import operating
from flake8_persist.codemod.beginnings import Beginning, Beginnings
from flake8_persist.codemod.escapes import stands_behind
from flake8_persist.codemod.operating import UNCLEAR, Value
from flake8_persist.codemod.subject import Subject
from flake8_persist.nodes import last_name

_LOADS = 40  # uses of a name for what a path was taken apart into
_DEEP = 30


class Material(NamedTuple):
    """What a trial is made with."""

    subject: Subject
    lookup: Lookup
    beginnings: Beginnings


class Trial:
    """The program with one root, and one choice of the values that its expressions may have."""

    def __init__(
        self,
        material: Material,
        root: str,
        number: int,
        inline: Collection[ast.expr],
        *,
        stays: bool,
        is_top: bool = False,
    ) -> None:
        """``inline`` are the texts that move as well; where it ``stays``, only what is made of a literal moves;
        ``is_top``: a walk is at the directory where it began.
        """
        self._subject = material.subject
        self._lookup = material.lookup
        self._beginnings = material.beginnings
        self._root = root
        self._number = number
        self._inline = inline
        self._stays = stays
        self._is_top = is_top
        self._changed: set[Beginning] = set()

    def agrees(self, node: ast.expr, depth: int = 0) -> bool:
        """Is what comes of an expression the same before and after, or the same path, as far as it can be followed?"""
        pair = self._pair(node)
        if pair[0] is UNCLEAR:
            return True
        while (outer := self._outer(node)) is not None and (further := self._made(outer))[0] is not UNCLEAR:
            node, pair = outer, further
        if self._is_same(*pair):
            return pair[0] == pair[1] or not stands_behind(self._subject, node)
        if depth < 3 and isinstance(pair[0], list | tuple):
            return self._agrees_later(node, pair, depth)
        return False

    def _agrees_later(self, node: ast.expr, pair: tuple[Value, Value], depth: int) -> bool:
        """What a path was taken apart into may be kept under a name: then that is asked of the uses of the name."""
        statement = self._subject.parents[node]
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            return False
        target = statement.targets[0]
        if isinstance(target, ast.Tuple | ast.List):
            return self._agree_from_the_end(target, pair)
        if not isinstance(target, ast.Name) or self._subject.assigned.get(target.id) is not node:
            return False
        loads = self._subject.loads(target.id)
        outer = [self._outer(load) for load in loads]
        return len(loads) <= _LOADS and all(one is not None and self.agrees(one, depth + 1) for one in outer)

    def _agree_from_the_end(self, target: ast.Tuple | ast.List, pair: tuple[Value, Value]) -> bool:
        """``*_, name = path.split("/")``."""
        first = target.elts[0]
        if not isinstance(first, ast.Starred) or self._subject.loads(last_name(first.value)):
            return False
        count = len(target.elts) - 1
        old, new = pair
        assert isinstance(old, list | tuple)
        assert isinstance(new, list | tuple)
        return not count or (len(old) >= count and self._is_same(list(old[-count:]), list(new[-count:])))

    def _outer(self, node: ast.expr) -> ast.expr | None:
        """The expression around one that goes on with its value."""
        holder = self._subject.parents[node]
        if isinstance(holder, ast.Starred):
            holder = self._subject.parents[holder]
        if isinstance(holder, ast.Attribute):
            call = self._subject.parents[holder]
            return call if isinstance(call, ast.Call) and call.func is holder else holder
        if isinstance(holder, ast.Subscript | ast.Compare | ast.Call | ast.BinOp):
            return holder
        return None

    def _is_same(self, old: Value, new: Value) -> bool:
        if isinstance(old, re.Match) and isinstance(new, re.Match):
            return self._is_same(old.groups(), new.groups())
        if type(old) is not type(new):
            return False
        if isinstance(old, list | tuple) and isinstance(new, list | tuple):
            return len(old) == len(new) and all(map(self._is_same, old, new))
        if old == new:
            return True
        if isinstance(old, str | PurePosixPath):
            return any(one.has_moved(str(old), str(new)) for one in self._changed)
        return False

    # the values, as they are and as they would be

    def _pair(self, node: ast.expr, depth: int = 0) -> tuple[Value, Value]:
        found = self._made(node, depth) if depth <= _DEEP else (UNCLEAR, UNCLEAR)
        if found[0] is UNCLEAR:
            found = self._held(node)
        if found[0] is not UNCLEAR or not isinstance(node, ast.Name) or node.id not in self._subject.assigned:
            return found
        return self._pair(self._subject.assigned[node.id], depth + 1) if depth <= _DEEP else found

    def _made(self, node: ast.expr, depth: int = 0) -> tuple[Value, Value]:
        """What an operation makes of its operands."""
        match node:
            case ast.Constant(value=str(value)):
                moves = node in self._inline or (node in self._beginnings.literals and not self._stays)
                return (value, self._moved(value) if moves else value)
            case ast.Constant(value=value):
                return value, value
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                return _both(lambda *items: list(items), *(self._pair(one, depth + 1) for one in elements))
            case ast.Call():
                return self._called(node, depth)
            case ast.Attribute(value=owner, attr=name) if name == "parts":
                return _both(operating.attribute, self._pair(owner, depth + 1), name)
            case ast.Subscript(value=owner, slice=index):
                return self._subscript(owner, index, depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _both(lambda one: operating.attempted(lambda: -one), self._pair(operand, depth + 1))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._operated(op, left, right, depth)
            case ast.BinOp(left=left, op=op, right=right):
                return self._operated(op, left, right, depth)
        return UNCLEAR, UNCLEAR

    def _held(self, node: ast.expr) -> tuple[Value, Value]:
        """What the analysis knows of an expression."""
        helds = self._lookup.texts(node, self._subject.around(node))
        if not helds:
            return UNCLEAR, UNCLEAR
        held = helds[min(self._number, len(helds) - 1)]
        old = self._beginnings.sample(held.text, is_top=self._is_top)
        is_base = self._stays and len(held.text.pieces) == 1
        new = old if is_base or self._beginnings.literal(held.text) is None else self._moved(old)
        return (PurePosixPath(old), PurePosixPath(new)) if held.is_path else (old, new)

    def _moved(self, text: str) -> str:
        beginning = self._beginnings.of(text, self._root)
        self._changed.add(beginning)
        return beginning.new + text[len(beginning.old) :]

    def _called(self, call: ast.Call, depth: int) -> tuple[Value, Value]:
        arguments = [self._argument(one, depth) for one in call.args]
        keywords = {one.arg: self._pair(one.value, depth + 1) for one in call.keywords if one.arg is not None}
        name = self._lookup.name(call.func, self._subject.around(call.func))
        owner = self._pair(call.func.value, depth + 1) if isinstance(call.func, ast.Attribute) and not name else None
        found: list[Value] = []
        for side in (0, 1):
            given = [value for one in arguments for value in one[side]]
            named = {key: pair[side] for key, pair in keywords.items()}
            if UNCLEAR in given or UNCLEAR in named.values() or len(keywords) < len(call.keywords):
                found.append(UNCLEAR)
            elif owner is None:
                found.append(operating.called(name, given, named))
            elif isinstance(call.func, ast.Attribute):
                found.append(operating.method(owner[side], call.func.attr, given, named))
        return found[0], found[1]

    def _argument(self, node: ast.expr, depth: int) -> tuple[Sequence[Value], Sequence[Value]]:
        if not isinstance(node, ast.Starred):
            old, new = self._pair(node, depth + 1)
            return [old], [new]
        old, new = self._pair(node.value, depth + 1)
        if isinstance(old, list | tuple) and isinstance(new, list | tuple):
            return old, new
        return [UNCLEAR], [UNCLEAR]

    def _subscript(self, owner: ast.expr, index: ast.expr, depth: int) -> tuple[Value, Value]:
        value = self._pair(owner, depth + 1)
        if not isinstance(index, ast.Slice):
            return _both(_item, value, self._pair(index, depth + 1))
        places = (index.lower, index.upper, index.step)
        bounds = [(None, None) if one is None else self._pair(one, depth + 1) for one in places]
        return _both(lambda one, *at: UNCLEAR if UNCLEAR in at else _item(one, slice(*at)), value, *bounds)

    def _operated(
        self, op: ast.operator | ast.cmpop, left: ast.expr, right: ast.expr, depth: int
    ) -> tuple[Value, Value]:
        function = operating.OPERATORS.get(type(op).__name__)
        if function is None:
            return UNCLEAR, UNCLEAR
        pairs = self._pair(left, depth + 1), self._pair(right, depth + 1)
        return _both(lambda one, other: operating.attempted(function, one, other), *pairs)


def _both(function: object, *arguments: object) -> tuple[Value, Value]:
    """A function of the values before, and of those after; what is no pair is the same in both."""
    assert callable(function)
    sides: list[Value] = []
    for side in (0, 1):
        given = [one[side] if isinstance(one, tuple) and len(one) == 2 else one for one in arguments]
        sides.append(UNCLEAR if UNCLEAR in given else function(*given))
    return sides[0], sides[1]


def _item(owner: Value, index: Value) -> Value:
    if not isinstance(owner, str | list | tuple | re.Match):
        return UNCLEAR
    return operating.attempted(lambda: owner[index])  # type: ignore[index, call-overload]
