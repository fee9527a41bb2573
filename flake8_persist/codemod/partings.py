"""Where a program takes a path apart that moves: whether it gets what it got before.

A move changes the beginning of a path. ``path.split("/")[-1]`` is the same before and after it, and so is what
``path.removeprefix(OUT)`` leaves where ``OUT`` moves along; ``path.split("/")[1]`` is not. Which it is, is found out
by doing it: with the path as it was, and as it would be below each root that the program may get.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from flake8_persist.analysis.access import Lookup, Span, Target
from flake8_persist.analysis.text import BELOW, LISTED, Hole, Literal, Piece, Text
from flake8_persist.codemod import literals, operating
from flake8_persist.codemod.edits import Replace
from flake8_persist.codemod.escapes import stands_behind
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.operating import UNCLEAR, Value
from flake8_persist.codemod.rewriting import begins, dropped
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.taking_apart import PARTING
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.nodes import last_name

_WAYS = 6  # values of one expression that are tried
_LOADS = 40  # uses of a name for what a path was taken apart into
_SAMPLE = "7"  # for what is not known: most often a number
_LOCAL = "."  # the root where there is no Drive
_DEEP = 30
_LISTINGS = (LISTED, BELOW)


class Parting(NamedTuple):
    """A use of a path that gives something else once the path has moved."""

    literal: ast.expr  # what the path begins with
    path: Text
    repairs: tuple[Replace, ...]  # that make it the same again; none: nothing does

    @property
    def is_found(self) -> bool:
        """Was the path found by a listing, so that it moves with that?"""
        return _is_listed(self.path)


class _Beginning(NamedTuple):
    """How the beginning of a text changes."""

    old: str
    new: str
    name: str = ""  # the first name behind it


class Partings:
    """The partings of the paths that begin with one of the ``moving`` literals."""

    def __init__(
        self,
        subject: Subject,
        lookup: Lookup,
        environment: Environment,
        moving: Iterable[Target],
        root: str,
        name: str,
    ) -> None:
        self._subject = subject
        self._lookup = lookup
        self._environment = environment
        targets = [*moving]
        self._moving = {origin.whole for target in targets if (origin := decisive_origin(target)) is not None}
        named = {_sample(target.text) for target in targets if not _is_listed(target.text)}
        self._written = sorted(one for one in named if "*" not in one)
        self._roots = (root, _LOCAL)
        self._name = name

    def of(self, literal: ast.expr, *, stays: bool = False) -> Sequence[Parting]:
        """Those of the paths that begin with a literal; where it ``stays``, only what is made of it moves."""
        return (self._found_below if stays else self._found).get(literal, ())

    @cached_property
    def _found(self) -> dict[ast.expr, list[Parting]]:
        return self._all(stays=False)

    @cached_property
    def _found_below(self) -> dict[ast.expr, list[Parting]]:
        return self._all(stays=True)

    def _all(self, *, stays: bool) -> dict[ast.expr, list[Parting]]:
        found: dict[ast.expr, list[Parting]] = {}
        for node, operands in self._candidates():
            for operand in operands:
                for number, held in enumerate(self._texts(operand)[:_WAYS]):
                    literal = self._literal(held)
                    if literal is None:
                        continue
                    repairs = self._tried(node, number, stays)
                    if repairs is not None:
                        found.setdefault(literal, []).append(Parting(literal, held, repairs))
        return found

    def _candidates(self) -> Iterator[tuple[ast.expr, list[ast.expr]]]:
        """The expressions that may take a path apart, and those that may be the path."""
        for name in PARTING:
            for call in self._subject.calls.get(name, ()):
                owner = [call.func.value] if isinstance(call.func, ast.Attribute) else []
                yield call, [*owner, *call.args]
        for item in self._subject.outline.nodes(ast.Subscript):
            if isinstance(item.ctx, ast.Load) and _is_place(item.slice):
                yield item, [item.value]
        for attribute in self._subject.outline.nodes(ast.Attribute):
            if attribute.attr == "parts":
                yield attribute, [attribute.value]
        for comparison in self._subject.outline.nodes(ast.Compare):
            if isinstance(comparison.ops[0], ast.In | ast.NotIn):
                yield comparison, comparison.comparators[:1]

    def _texts(self, node: ast.expr) -> list[Text]:
        if isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.Dict | ast.Set):
            return []
        return [held.text for held in self._lookup.texts(node, self._subject.around(node))]

    def _literal(self, path: Text) -> ast.expr | None:
        """The literal that moves and that a text begins with."""
        first = path.pieces[0] if path.pieces else None
        origin = first.origin if isinstance(first, Literal) else None
        if origin is None or not begins(origin) or origin.whole not in self._moving:
            return None
        return origin.whole

    def _tried(self, node: ast.expr, number: int, stays: bool) -> tuple[Replace, ...] | None:
        """What has to be edited to get the same as before; None: nothing has to."""
        if all(_Trial(self, root, number, frozenset(), stays).agrees(node) for root in self._roots):
            return None
        inline = frozenset(() if stays else self._inline(node))
        if inline and all(_Trial(self, root, number, inline, stays).agrees(node) for root in self._roots):
            repairs = [self._repair(one) for one in sorted(inline, key=lambda one: (one.lineno, one.col_offset))]
            return tuple(one for one in repairs if one is not None) if None not in repairs else ()
        return ()

    def _inline(self, node: ast.expr) -> Iterator[ast.Constant]:
        """The texts within an expression that name the beginning of a path: ``"out/"`` of ``p[len("out/"):]``."""
        beginnings = {literal.value for literal in self._moving if isinstance(literal, ast.Constant)}
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.strip("./"):
                text = one.value.rstrip("/")
                if any(str(value).startswith(text) for value in beginnings) and not self._is_pattern(one):
                    yield one

    def _is_pattern(self, node: ast.Constant) -> bool:
        call = self._subject.parents[node]
        return isinstance(call, ast.Call) and self._subject.called(call) in operating.MATCHING

    def _repair(self, literal: ast.Constant) -> Replace | None:
        code = literals.moved(self._subject.source(literal), self._dropped(str(literal.value)), self._name)
        return None if code is None else Replace(Span.of(literal), code)

    def _dropped(self, text: str) -> int:
        value = Text((Literal(text, None),))
        return dropped(Target(value, value, Storage.RELATIVE), self._environment)

    def sample(self, path: Text) -> str:
        """A path as it may be; what a listing finds there, most often the program has written."""
        if _is_listed(path):
            pattern = "".join(_pattern(piece) for piece in path.pieces)
            written = next((one for one in self._written if re.fullmatch(pattern, one)), None)
            if written is not None:
                return written
        return _sample(path)

    def beginning(self, text: str, root: str) -> _Beginning:
        count = self._dropped(text)
        rest = text[count:].lstrip("/")
        old = text[: len(text) - len(rest)]
        return _Beginning(old, f"{root}/" if rest else root, rest.partition("/")[0])


def _is_place(index: ast.expr) -> bool:
    if isinstance(index, ast.Slice):
        return index.lower is not None or index.upper is not None
    return not (isinstance(index, ast.Constant) and isinstance(index.value, str)) and not isinstance(index, ast.Tuple)


class _Trial:
    """The program with one root, and one choice of the values that its expressions may have."""

    def __init__(self, partings: Partings, root: str, number: int, inline: Collection[ast.expr], stays: bool) -> None:
        self._partings = partings
        self._subject = partings._subject
        self._root = root
        self._number = number
        self._inline = inline
        self._stays = stays
        self._beginnings: set[_Beginning] = set()

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
            return any(_has_moved(str(old), str(new), one) for one in self._beginnings)
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
                moves = node in self._inline or (node in self._partings._moving and not self._stays)
                return (value, self._moved(value) if moves else value)
            case ast.Constant(value=value):
                return value, value
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
        helds = self._partings._lookup.texts(node, self._subject.around(node))
        if not helds:
            return UNCLEAR, UNCLEAR
        held = helds[min(self._number, len(helds) - 1)]
        old = self._partings.sample(held.text)
        is_base = self._stays and len(held.text.pieces) == 1
        new = old if is_base or self._partings._literal(held.text) is None else self._moved(old)
        return (PurePosixPath(old), PurePosixPath(new)) if held.is_path else (old, new)

    def _moved(self, text: str) -> str:
        beginning = self._partings.beginning(text, self._root)
        self._beginnings.add(beginning)
        return beginning.new + text[len(beginning.old) :]

    def _called(self, call: ast.Call, depth: int) -> tuple[Value, Value]:
        arguments = [self._argument(one, depth) for one in call.args]
        keywords = {one.arg: self._pair(one.value, depth + 1) for one in call.keywords if one.arg is not None}
        name = self._partings._lookup.name(call.func, self._subject.around(call.func))
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


def _is_listed(path: Text) -> bool:
    """Is it of a listing, or one of many?"""
    return any(isinstance(piece, Hole) and (piece.name in _LISTINGS or piece.wide) for piece in path.pieces)


def _sample(path: Text) -> str:
    unknown = {BELOW: f"/{_SAMPLE}"}
    return "".join(
        piece.text if isinstance(piece, Literal) else unknown.get(piece.name, _SAMPLE) for piece in path.pieces
    )


def _pattern(piece: Piece) -> str:
    if isinstance(piece, Literal):
        return re.escape(piece.text)
    return "/.+" if piece.name == BELOW else "[^/]*"


def _has_moved(old: str, new: str, beginning: _Beginning) -> bool:
    """Is it the same path, below the root now?"""
    start, root = beginning.old, beginning.new.rstrip("/")
    if old.rstrip("/") == start.rstrip("/"):
        return new == root or (bool(old) and new == f"{root}/")
    rest = old[len(start) :]
    first = rest.partition("/")[0]
    is_there = first == beginning.name or (first == rest and beginning.name.startswith(first))
    return is_there and old.startswith(start) and new == f"{root}/{rest}"
