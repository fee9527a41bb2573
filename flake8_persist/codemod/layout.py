"""Where the accesses of a program go: each place taken apart once, and found by what it has to do with others.

Targets are told apart by identity: they live as long as their accesses, and to compare them costs more.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat, split
from flake8_persist.catalog.model import Direction, Shape
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Location, filled_in, located, pattern
from flake8_persist.environments.model import Storage

_NAMES = (Shape.NAME, Shape.URL_OR_PATH)  # of what is copied out to somewhere


class Layout:
    """The accesses of a program, by their index, and their targets."""

    def __init__(self, accesses: Sequence[Access]) -> None:
        self.accesses = accesses
        self._absolutes: dict[int, Location] = {}
        self._places: dict[tuple[int, int], Location] = {}
        self._insides: dict[ast.expr, bool] = {}

    def absolute(self, target: Target) -> Location:
        found = self._absolutes.get(id(target))
        if found is None:
            found = self._absolutes[id(target)] = located(target.absolute)
        return found

    def place(self, index: int, target: Target) -> Location:
        """Where it is; what a glob matches is not known, nor which suffix a library gives a name without one, nor what
        it puts into the fields of a template.
        """
        api = self.accesses[index].api
        shape = Shape.GLOB if api.name.startswith("!") else api.shape  # a shell looks for what its words match
        if shape is not Shape.GLOB and shape is not Shape.STEM and not _is_template(target.absolute):
            return self.absolute(target)
        found = self._places.get((index, id(target)))
        if found is None:
            found = self._places[index, id(target)] = located(_matched(target.absolute, shape))
        return found

    @cached_property
    def lost(self) -> list[tuple[Target, ...]]:
        """Of each access, the places that do not outlive the machine."""
        return [lost_targets(access) for access in self.accesses]

    @cached_property
    def reads_unknown(self) -> bool:
        """Is anything read of whose place nothing is known?"""
        return any(
            target.storage is Storage.UNKNOWN and not target.text.prefix
            for access in self.accesses
            if access.direction is Direction.READ
            for target in access.targets
        )

    @cached_property
    def read_by_unknown_name(self) -> Mapping[str, set[int]]:
        """What is read and of which only the rest is known, ``{…}.csv``, by its path."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for index, access in enumerate(self.accesses):
            for target in access.targets if access.direction is Direction.READ else ():
                if target.storage is Storage.UNKNOWN and not target.text.prefix:
                    found[target.text.show()].add(index)
        return found

    @cached_property
    def lost_places(self) -> Locations[tuple[int, Target]]:
        found: Locations[tuple[int, Target]] = Locations()
        for index, targets in enumerate(self.lost):
            for target in targets:
                found.add(self.place(index, target), (index, target))
        return found

    @cached_property
    def shown(self) -> Mapping[str, list[tuple[int, Target]]]:
        """All targets by where they are, as people read it."""
        found: defaultdict[str, list[tuple[int, Target]]] = defaultdict(list)
        for index, access in enumerate(self.accesses):
            for target in access.targets:
                found[target.absolute.show()].append((index, target))
        return found

    @cached_property
    def by_node(self) -> Mapping[ast.AST, list[int]]:
        """The accesses of each call."""
        found: defaultdict[ast.AST, list[int]] = defaultdict(list)
        for index, access in enumerate(self.accesses):
            found[access.node].append(index)
        return found

    @cached_property
    def by_literal(self) -> Mapping[ast.expr, list[tuple[int, Target]]]:
        """The targets whose path an expression begins."""
        found: defaultdict[ast.expr, list[tuple[int, Target]]] = defaultdict(list)
        for index, access in enumerate(self.accesses):
            for target in access.targets:
                origin = decisive_origin(target)
                if origin is not None:
                    found[origin.whole].append((index, target))
        return found

    @cached_property
    def literals(self) -> Mapping[ast.expr, list[Text]]:
        """The paths that have parts from a string constant, or from a call that names a directory."""
        found: defaultdict[ast.expr, list[Text]] = defaultdict(list)
        for access in self.accesses:
            for target in access.targets:
                for piece in target.text.pieces:
                    if isinstance(piece, Literal) and piece.origin is not None:
                        found[piece.origin.node].append(target.text)
        return found

    def stands_inside(self, origin: Origin) -> bool:
        """May the literal that begins a path stand within another: ``f"{NAME}/{NAME}.pth"``?"""
        found = self._insides.get(origin.node)
        if found is None:
            found = self._insides[origin.node] = any(
                _stands_inside(path, origin) for path in self.literals.get(origin.node, ())
            )
        return found


def lost_targets(access: Access) -> tuple[Target, ...]:
    """The places that do not outlive the machine; the name of something elsewhere is no place."""
    if access.direction is Direction.COPY_OUT and access.api.shape in _NAMES:
        return ()
    return tuple(target for target in access.targets if target.storage.is_lost)


def decisive_origin(target: Target) -> Origin | None:
    """Where the beginning of the path stands in the source."""
    first = target.text.pieces[0] if target.text.pieces else None
    return first.origin if isinstance(first, Literal) else None


def _is_template(path: Text) -> bool:
    return any(isinstance(piece, Literal) and "{" in piece.text for piece in path.pieces)


def _matched(path: Text, shape: Shape) -> Text:
    if shape is Shape.GLOB:
        return pattern(path)
    path = filled_in(path)
    if shape is not Shape.STEM:
        return path
    tail = split(path, "/")[-1].suffix
    return concat(path, Text((Literal(".", None), Hole("")))) if tail and "." not in tail else path


def _stands_inside(path: Text, origin: Origin) -> bool:
    end: int | None = None  # of its last part, where a part that follows goes on
    begins = False
    for number, piece in enumerate(path.pieces):
        if isinstance(piece, Hole):
            if piece.wide and begins:
                return True  # of so many texts that it may be in one of them
        elif piece.origin is not None and piece.origin.node is origin.node:
            if number and (end is None or piece.origin.start < end) and not _is_tail(piece.origin):
                return True
            begins, end = True, piece.origin.end
    return False


def _is_tail(origin: Origin) -> bool:
    """Is it the end of a relative path, which is the same below the root? See ``partings`` for what is made of it."""
    value = origin.node.value if isinstance(origin.node, ast.Constant) else ""
    return origin.start > 0 and isinstance(value, str) and not value.startswith(("/", "~"))
