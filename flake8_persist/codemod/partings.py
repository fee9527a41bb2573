"""Where a program takes a path apart that moves: whether it gets what it got before.

A move changes the beginning of a path. ``path.split("/")[-1]`` is the same before and after it, and so is what
``path.removeprefix(OUT)`` leaves where ``OUT`` moves along; ``path.split("/")[1]`` is not. Which it is, is found out
by doing it: with the path as it was, and as it would be below each root that the program may get.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from flake8_persist.analysis.access import Lookup, Span
from flake8_persist.analysis.text import Text
from flake8_persist.codemod import literals, operating
from flake8_persist.codemod.beginnings import Beginnings, is_listed, is_name_found, may_be_top
from flake8_persist.codemod.edits import Replace
from flake8_persist.codemod.expressions import text_of
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.taking_apart import PARTING, from_the_beginning, is_found, leads_up
from flake8_persist.codemod.trials import Material, Trial
from flake8_persist.nodes import walk

_WAYS = 6  # values of one expression that are tried
_LOCAL = "."  # the root where there is no Drive


class Parting(NamedTuple):
    """A use of a path that gives something else once the path has moved."""

    literal: ast.expr  # what the path begins with
    path: Text
    repairs: tuple[Replace, ...]  # that make it the same again; none: nothing does

    @property
    def is_found(self) -> bool:
        """Was the path found by a listing, so that it moves with that?"""
        return is_listed(self.path) or "*" in self.path.show()


class _Taken(NamedTuple):
    """An expression that takes a path apart, and one of the paths that it may be given."""

    node: ast.expr
    number: int  # of the path, among those that it may be
    path: Text
    literal: ast.expr  # what the path begins with
    is_top: bool = False  # is it where a walk begins?


class Partings:
    """The partings of the paths that begin with a literal which moves."""

    def __init__(self, subject: Subject, lookup: Lookup, beginnings: Beginnings, root: str, name: str) -> None:
        self._subject = subject
        self._lookup = lookup
        self._beginnings = beginnings
        self._material = Material(subject, lookup, beginnings)
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
        for taken in self._taken:
            repairs = self._tried(taken, stays)
            if repairs is not None:
                found.setdefault(taken.literal, []).append(Parting(taken.literal, taken.path, repairs))
        for path in self._gone_through:
            beginning = self._beginnings.literal(path)
            if beginning is not None and self._adds_digits(path):
                found.setdefault(beginning, []).append(Parting(beginning, path, ()))
        for path, literal in self._compared:
            found.setdefault(literal, []).append(Parting(literal, path, ()))
        for path, literal in self._behind:
            if not stays or is_listed(path):
                found.setdefault(literal, []).append(Parting(literal, path, ()))
        for literal, path in {**self._beginnings.listed, **self._tabled}.items() if self._takes_unknown_apart else ():
            found.setdefault(literal, []).append(Parting(literal, path, ()))
        return found

    @cached_property
    def _takes_unknown_apart(self) -> bool:
        """Is one taken apart from its beginning of which nothing is known, as after ``train_test_split(glob(…))``?"""
        operands = from_the_beginning(self._subject)
        return bool(self._beginnings.listed or self._tabled) and any(not self._texts(one) for one in operands)

    @cached_property
    def _tabled(self) -> dict[ast.expr, Text]:
        """The literals whose paths are put into a table: what is read from its columns is not known."""
        found: dict[ast.expr, Text] = {}
        for name in ("DataFrame", "Series"):
            for call in self._subject.calls.get(name, ()):
                given = [*call.args, *(one.value for one in call.keywords)]
                for node in self._sources(given):
                    if isinstance(node, ast.Constant | ast.JoinedStr) and node in self._beginnings.literals:
                        found[node] = text_of(self._subject, node)
        return found

    def _sources(self, given: Iterable[ast.expr]) -> Iterator[ast.AST]:
        """What values are made of: what the names in them are assigned, and what is appended to those, too."""
        waiting, seen = [*given], set[str]()
        while waiting:
            for node in walk(waiting.pop()):
                yield node
                if isinstance(node, ast.Name) and node.id not in seen:
                    seen.add(node.id)
                    waiting += [self._subject.assigned[node.id]] if node.id in self._subject.assigned else []
                    waiting += [row for call in self._appending.get(node.id, ()) for row in call.args]

    @cached_property
    def _appending(self) -> dict[str, list[ast.Call]]:
        found: dict[str, list[ast.Call]] = {}
        for call in self._subject.calls.get("append", ()):
            if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
                found.setdefault(call.func.value.id, []).append(call)
        return found

    @cached_property
    def _behind(self) -> list[tuple[Text, ast.expr]]:
        """The paths that are joined behind another text, which a whole path would drop, and what decides them."""
        found: list[tuple[Text, ast.expr]] = []
        for operand in self._joined_behind():
            for path in self._texts(operand)[:_WAYS]:
                literal = self._beginnings.literal(path)
                if literal is None and is_found(self._subject, operand):
                    literal = self._beginnings.pattern(path)
                if literal is not None:
                    found.append((path, literal))
        return found

    def leads_up(self, literal: ast.expr) -> bool:
        """Does a path begin with it and lead up again: ``f"{OUT}/../in.csv"``? Then the directory has to be there."""
        return literal in self._climbed

    @cached_property
    def _climbed(self) -> frozenset[ast.expr]:
        found: set[ast.expr] = set()
        for text in self._subject.outline.nodes(ast.Constant):
            if not leads_up(text):
                continue
            match self._subject.parents[text]:
                case ast.Call(args=[first, *_]) as call if self._subject.called(call) == "join":
                    begun = first
                case ast.BinOp(left=left):
                    begun = left
                case ast.JoinedStr(values=[ast.FormattedValue(value=value), *_]):
                    begun = value
                case _:
                    continue
            literals = (self._beginnings.literal(path) for path in self._texts(begun)[:_WAYS])
            found.update(literal for literal in literals if literal is not None)
        return frozenset(found)

    @cached_property
    def _compared(self) -> list[tuple[Text, ast.expr]]:
        """The names of what moves that are compared with names in a listing: ``name == OUT`` for a ``name`` of
        ``os.listdir()``, which never is a whole path.
        """
        found: list[tuple[Text, ast.expr]] = []
        for comparison in self._comparisons():
            sides = [text for side in _sides(comparison) for text in self._texts(side)[:_WAYS]]
            if any(map(is_name_found, sides)):
                moving = ((text, self._beginnings.literal(text)) for text in sides if "/" not in text.show())
                found.extend((text, literal) for text, literal in moving if literal is not None)
        return found

    def _comparisons(self) -> Iterator[ast.Compare]:
        for comparison in self._subject.outline.nodes(ast.Compare):
            if len(comparison.ops) == 1 and isinstance(comparison.ops[0], ast.In | ast.NotIn | ast.Eq | ast.NotEq):
                yield comparison

    def _joined_behind(self) -> Iterator[ast.expr]:
        sums = self._subject.outline.nodes(ast.BinOp)
        yield from (one.right for one in sums if isinstance(one.op, ast.Div) and isinstance(one.right, ast.Name))
        for call in (*self._subject.calls.get("join", ()), *self._subject.calls.get("joinpath", ())):
            others = call.args[1:] if self._subject.called(call) == "join" else call.args
            yield from (one for one in others if isinstance(one, ast.Name | ast.Attribute))

    @cached_property
    def _gone_through(self) -> list[Text]:
        """The paths whose characters are gone through."""
        outline = self._subject.outline
        filtered = (call.args[1] for call in self._subject.calls.get("filter", ()) if len(call.args) == 2)
        looped = (loop.iter for loop in outline.nodes(ast.For))
        comprehended = (part.iter for part in outline.nodes(ast.comprehension))
        iterables = (*filtered, *looped, *comprehended)
        named = [node for node in iterables if isinstance(node, ast.Name | ast.Attribute)]
        return [path for node in named for path in self._texts(node)[:_WAYS]]

    def _adds_digits(self, path: Text) -> bool:
        """Are there others in it once it has moved? Who goes through the characters of a path looks for a number."""
        old = self._beginnings.sample(path)
        beginnings = [self._beginnings.of(old, root) for root in self._roots]
        return any(_digits(one.new) != _digits(one.old) for one in beginnings)

    @cached_property
    def _taken(self) -> list[_Taken]:
        return [
            _Taken(node, number, path, literal, is_top)
            for node, operands in self._candidates()
            for operand in operands
            for number, path in enumerate(self._texts(operand)[:_WAYS])
            if (literal := self._beginnings.literal(path)) is not None
            for is_top in ((False, True) if may_be_top(path) else (False,))
        ]

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
        for comparison in self._comparisons():
            yield comparison, [comparison.left, *comparison.comparators]

    def _texts(self, node: ast.expr) -> list[Text]:
        if isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.Dict | ast.Set):
            return []
        return [held.text for held in self._lookup.texts(node, self._subject.around(node))]

    def _tried(self, taken: _Taken, stays: bool) -> tuple[Replace, ...] | None:
        """What has to be edited to get the same as before; None: nothing has to."""
        if self._agrees(taken, frozenset(), stays):
            return None
        inline = frozenset(() if stays else self._inline(taken.node))
        if inline and self._agrees(taken, inline, stays):
            repairs = [self._repair(one) for one in sorted(inline, key=lambda one: (one.lineno, one.col_offset))]
            return tuple(one for one in repairs if one is not None) if None not in repairs else ()
        return ()

    def _agrees(self, taken: _Taken, inline: frozenset[ast.Constant], stays: bool) -> bool:
        return all(
            Trial(self._material, root, taken.number, inline, stays=stays, is_top=taken.is_top).agrees(taken.node)
            for root in self._roots
        )

    def _inline(self, node: ast.expr) -> Iterator[ast.Constant]:
        """The texts within an expression that name the beginning of a path: ``"out/"`` of ``p[len("out/"):]``."""
        beginnings = {literal.value for literal in self._beginnings.literals if isinstance(literal, ast.Constant)}
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.strip("./"):
                text = one.value.rstrip("/")
                if any(str(value).startswith(text) for value in beginnings) and not self._is_pattern(one):
                    yield one

    def _is_pattern(self, node: ast.Constant) -> bool:
        call = self._subject.parents[node]
        return isinstance(call, ast.Call) and self._subject.called(call) in operating.MATCHING

    def _repair(self, literal: ast.Constant) -> Replace | None:
        dropped = self._beginnings.dropped(str(literal.value))
        code = literals.moved(self._subject.source(literal), dropped, self._name)
        return None if code is None else Replace(Span.of(literal), code)


def _sides(comparison: ast.Compare) -> Iterator[ast.expr]:
    for side in (comparison.left, *comparison.comparators):
        yield from side.elts if isinstance(side, ast.List | ast.Tuple | ast.Set) else (side,)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_place(index: ast.expr) -> bool:
    if isinstance(index, ast.Slice):
        return index.lower is not None or index.upper is not None
    return not (isinstance(index, ast.Constant) and isinstance(index.value, str)) and not isinstance(index, ast.Tuple)
