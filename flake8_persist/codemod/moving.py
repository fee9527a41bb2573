"""Which accesses move together: as a whole, or not at all and then for a reason."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import BELOW, Hole, Text, text
from flake8_persist.analysis.text import LISTED as NAME_FOUND
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.companions import Members, company, lists, makes_directory
from flake8_persist.codemod.layout import Layout, decisive_origin
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Location, Relation, located
from flake8_persist.codemod.sessions import APPENDED, ONCE, appends, guarded, works_once
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.words import is_command
from flake8_persist.printable import escaped

READ_FIRST = "it is read before it is written: an input that is updated in place"
DATABASE = "a live database does not belong on a network drive; copy it there after each commit"
LIVE = "a live database is not moved unasked: what it holds already would stay behind"
UNFOLLOWED = "what is read at a place that is not known may be this"
LISTED = "{} is given the whole directory, in which other files stay"
FOUND = "{} finds other files by the same pattern, and these stay"

_BELOW_TOP = 2  # slashes of a path below /content
_ALL_THAT_IS_HERE = frozenset({"", ".", "./", "*", "./*", "*.*"})
_WALKING = frozenset({"os.walk", "os.fwalk", "pathlib.Path.walk", "pathlib.Path.rglob"})
_ALL_BELOW = "**"
_HANDED_ON_DEEP = 4
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_HERE = (Relation.SAME, Relation.BELOW)
_FILES = (Shape.FILE, Shape.FILE_OR_HANDLE, Shape.STEM)
_MISSING_FILE = frozenset({"FileNotFoundError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException"})


class Group:  # no dataclass: these would be the only ones that a check loads the module for
    """Accesses that move together, by their index in the program, with the targets that move."""

    def __init__(self) -> None:
        self.members: Members = {}
        self.reason: str | None = None  # why it is left alone
        self.danger: str | None = None  # why moving it may change what the program does
        self.begins: int | None = None  # the line of the module that leads to the first write; None: not known


def groups(
    subject: Subject, layout: Layout, lost: Iterable[int], *, mounts: bool = True, start: str | None = None
) -> list[Group]:
    """The groups of the ``lost`` writes, given by their index in the program's accesses.

    ``mounts``: is what is kept a drive in the network, which the program mounts? ``start`` is the directory in which it
    starts.
    """
    members, undivided = company(layout, {index: layout.lost[index] for index in lost})
    found = _connected(subject, layout, members)
    moments = _Moments(subject)
    made = cache(lambda: _made(layout))
    for group in found:
        group.danger = _danger(subject, layout, moments, group)
        group.begins = moments.begins(layout, group)
        if group.danger == DATABASE and not mounts:
            group.danger = LIVE
        if group.danger is None and works_once(subject, layout, group.members):
            group.danger = ONCE
        if group.danger is None and appends(subject, layout, group.members):
            group.danger = APPENDED
        if here := _lister_of_all(layout, group):
            if layout.reads_unknown:
                group.reason = UNFOLLOWED
            elif _reads_by_name(layout, group):
                group.reason = LISTED.format(escaped(here.name))
        if walker := _walker_through_all(layout, group, start):
            group.reason = LISTED.format(escaped(walker.name))
        if finder := _finder_of_more(layout, group):
            group.reason = FOUND.format(escaped(finder.name))
        if finder := _finder_of_inputs(layout, group, start, made):
            group.reason = LISTED.format(escaped(finder.name))
        if users := [undivided[index] for index in group.members if index in undivided]:
            group.reason = LISTED.format(escaped(users[0].name))
    return found


def _lister_of_all(layout: Layout, group: Group) -> Access | None:
    """Who asks what is in the working directory, whatever it is: ``os.listdir(".")``, ``glob("*")``."""
    for index, targets in group.members.items():
        access = layout.accesses[index]
        if lists(access) and any(target.text.constant in _ALL_THAT_IS_HERE for target in targets):
            return access
    return None


def _walker_through_all(layout: Layout, group: Group, start: str | None) -> Access | None:
    """Who goes through the working directory and all below, where other files are: ``os.walk(".")``."""
    for index, targets in group.members.items():
        access = layout.accesses[index]
        if not lists(access) or not any(
            target.text.constant in _ALL_THAT_IS_HERE or target.absolute.show() in (start, f"{start}/")
            if access.api.shape is Shape.DIR
            else target.text.prefix.startswith((f"{_ALL_BELOW}/", f"./{_ALL_BELOW}/", f"{start}/{_ALL_BELOW}/"))
            for target in targets
        ):
            continue
        patterns = access.node.args if isinstance(access.node, ast.Call) else ()
        is_recursive = access.api.name in _WALKING or access.api.shape is Shape.GLOB
        if is_recursive or any(isinstance(one, ast.Constant) and _ALL_BELOW in str(one.value) for one in patterns):
            return access
    return None


def _finder_of_more(layout: Layout, group: Group) -> Access | None:
    """What finds by a pattern what moves, and also what the program reads by its name and what stays."""
    for index, targets in group.members.items():
        access = layout.accesses[index]
        if access.direction is Direction.WRITE or (access.api.shape is not Shape.GLOB and not is_command(access)):
            continue
        for target in targets:
            place = layout.place(index, target)
            if place is layout.absolute(target):
                continue  # it is no pattern
            for kind, (number, other) in layout.lost_places.find(place):
                found = layout.accesses[number]
                stays = found.direction is Direction.READ and other not in group.members.get(number, ())
                if kind is Relation.SAME and stays and layout.place(number, other) is layout.absolute(other):
                    return access
    return None


def _finder_of_inputs(
    layout: Layout, group: Group, start: str | None, made: Callable[[], Locations[bool]]
) -> Access | None:
    """Who looks for files in a directory that has to be there before the program comes: it makes none of that name, and
    nothing of the program is all that lies in there.
    """
    for index, targets in group.members.items():
        access = layout.accesses[index]
        if access.direction is not Direction.READ or (not lists(access) and access.artifact is not Artifact.DATA):
            continue
        for target in targets:
            folder = _looked_through(target.absolute, is_directory=access.api.shape is Shape.DIR)
            if folder is None or folder in ("", ".", "/", start) or folder.count("/") < _BELOW_TOP:
                continue
            found = made().find(located(text(folder)))
            if not any(kind is not Relation.BELOW or is_filled for kind, is_filled in found):
                return access
    return None


def _looked_through(path: Text, *, is_directory: bool) -> str | None:
    """The directory of which a listing gives names: ``data`` of ``data/*.csv`` and of ``data/{…}``."""
    if path.constant is not None and is_directory:
        return path.constant.rstrip("/")
    wild = (
        any(isinstance(piece, Hole) and piece.name in (NAME_FOUND, BELOW) for piece in path.pieces)
        or "*" in path.show()
    )
    if not wild:
        return None
    prefix = path.prefix.partition("*")[0]
    first = next((piece for piece in path.pieces if isinstance(piece, Hole)), None)
    return prefix if first is not None and first.name == BELOW else prefix.rpartition("/")[0]


def _made(layout: Layout) -> Locations[bool]:
    """The directories that the program makes, or has made, and whether all below one is made along with it."""
    found: Locations[bool] = Locations()
    for access in layout.accesses:
        is_directory = access.artifact in (Artifact.DIR, Artifact.CACHE) or access.api.shape is not Shape.FILE
        if access.direction is Direction.WRITE and (is_directory or access.api.creates_parents):
            for target in access.targets:
                is_filled = access.artifact is not Artifact.DIR and access.api.shape is Shape.DIR
                found.add(layout.absolute(target), is_filled)
    return found


def _reads_by_name(layout: Layout, group: Group) -> bool:
    """Is something read that goes by a name that was found out?"""
    return any(
        layout.accesses[index].direction is Direction.READ and not lists(layout.accesses[index]) and not one.text.prefix
        for index, targets in group.members.items()
        for one in targets
    )


def _connected(subject: Subject, layout: Layout, moved: Members) -> list[Group]:
    """Connected by place, by the call, by the literal that decides the path, or by a question that decides on both."""
    leader = {index: index for index in moved}

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    places: Locations[int] = Locations()
    # The first access of each call, with each literal, and at each place: the others need not be tied to one another.
    # What a call reads may stay where what it writes moves, unless it is a copy of that.
    copying = {layout.accesses[index].node for index in moved if layout.accesses[index].artifact is Artifact.CACHE}
    calls: dict[tuple[ast.AST, bool], int] = {}
    literals: dict[ast.AST, int] = {}
    firsts: dict[Location, int] = {}
    for index in sorted(moved):
        access = layout.accesses[index]
        tied = [
            calls.setdefault((access.node, access.direction is Direction.READ and access.node not in copying), index)
        ]
        tied += [other for other in guarded(subject, layout, access) if other in moved]
        for target in moved[index]:
            place, origin = layout.place(index, target), decisive_origin(target)
            if origin is not None:
                tied.append(literals.setdefault(origin.whole, index))
            if place in firsts:
                tied.append(firsts[place])
                continue
            for kind, other in places.find(place):
                upper = {Relation.ABOVE: access, Relation.BELOW: layout.accesses[other]}.get(kind)
                if upper is None or not _is_file(upper):
                    tied.append(other)
            firsts[place] = index
            places.add(place, index)
        for other in tied:
            leader[find(index)] = find(other)
    found: dict[int, Group] = {}
    for index in sorted(moved):
        found.setdefault(find(index), Group()).members[index] = moved[index]
    return list(found.values())


def _is_file(access: Access) -> bool:
    """Is a file written there, in which nothing lies: ``a.npy`` is no directory of ``f"{run}/b.npy"``?"""
    return access.direction is Direction.WRITE and access.api.shape in _FILES


def _danger(subject: Subject, layout: Layout, moments: _Moments, group: Group) -> str | None:
    """Why moving the group may change what the program does."""
    accesses = layout.accesses
    if any(not accesses[index].api.moves for index in group.members):
        return DATABASE
    reads = [
        index
        for index in group.members
        if (accesses[index].direction is Direction.READ or _updates(accesses[index]))
        and not is_attempted(subject, accesses[index].node)
    ]
    if not reads:
        return None
    past = _Past(layout, moments, group)
    is_read_first = any(past.is_read_first(index, target) for index in reads for target in group.members[index])
    return READ_FIRST if is_read_first else None


class _Past:
    """What the members of a group have done before one of them reads."""

    def __init__(self, layout: Layout, moments: _Moments, group: Group) -> None:
        self._layout = layout
        self._moments = moments
        self._questions: list[tuple[Access, Target]] = []
        self._writes: Locations[tuple[Access, Target]] = Locations()
        for index, targets in group.members.items():
            access = layout.accesses[index]
            for target in targets:
                if _asks(access):
                    self._questions.append((access, target))
                if access.direction is Direction.WRITE:
                    self._writes.add(layout.place(index, target), (access, target))

    def is_read_first(self, index: int, target: Target) -> bool:
        """Is it read before anything writes it, without a question whether it is there?"""
        access = self._layout.accesses[index]
        if any(self._moments.earlier(other, one, access, target) for other, one in self._questions):
            return False
        if lists(access) and access.artifact is Artifact.CHECKPOINT:
            return False  # the checkpoints of an earlier run
        if is_command(access) and access.artifact is Artifact.LOG:
            return False  # TensorBoard shows what there is, and waits for what will come
        found = [*self._writes.find(self._layout.place(index, target))]
        if lists(access) and any(kind in _HERE and makes_directory(other) for kind, (other, _) in found):
            return False
        kinds = (Relation.SAME, Relation.ABOVE) if access.api.shape is Shape.DIR else (Relation.SAME,)
        files = [write for kind, write in found if kind in kinds]  # what lists a directory wants it to be there
        return bool(files) and not any(self._moments.earlier(other, one, access, target) for other, one in files)


def _updates(access: Access) -> bool:
    """``open(path, "r+")``: what is written to has to be there."""
    if access.direction is not Direction.WRITE:
        return False
    modes = _modes(access)
    if access.api.name == "pandas.ExcelWriter" and "a" in modes:
        return True
    return any(re.fullmatch(r"r[bt]?\+[bt]?", mode) for mode in modes)


def _modes(access: Access) -> list[str]:
    """The texts that a call is given where modes are."""
    call = access.node
    if not isinstance(call, ast.Call):
        return []
    given = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    values = [one.value for one in given if isinstance(one, ast.Constant) and one is not access.argument]
    return [value for value in values if isinstance(value, str)]


def _asks(access: Access) -> bool:
    return access.direction is Direction.EXISTS or lists(access)


def is_attempted(subject: Subject, node: ast.AST) -> bool:
    """``try: state = load(path)`` … ``except FileNotFoundError``: it may be missing."""
    inner = node
    for holder in subject.around(node):
        if isinstance(holder, ast.Try) and inner in holder.body:
            return any(_catches_missing_file(handler) for handler in holder.handlers)
        inner = holder
    return False


def _catches_missing_file(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in _MISSING_FILE for node in ast.walk(handler.type))


class _Moments:
    """Which of two accesses to a place comes first. A helper has one order for all callers, but their lines tell."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._functions = [
            statement
            for statement in subject.tree.body
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        self._starts = [statement.lineno for statement in self._functions]

    def begins(self, layout: Layout, group: Group) -> int | None:
        """The line of the module that leads to the first write of a group; None where that is not known."""
        ways = [
            self._lines(layout.accesses[index], target, may_be_called=True)
            for index, targets in group.members.items()
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
