"""Who looks for files, and finds what moves among others that stay: these would not be found any more."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache

from flake8_persist.analysis.access import Access
from flake8_persist.analysis.text import BELOW, Hole, Text, text
from flake8_persist.analysis.text import LISTED as NAME_FOUND
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.companions import Members, lists
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Relation, located
from flake8_persist.codemod.words import is_command
from flake8_persist.printable import escaped

UNFOLLOWED = "what is read at a place that is not known may be this"
LISTED = "{} is given the whole directory, in which other files stay"
FOUND = "{} finds other files by the same pattern, and these stay"

_BELOW_TOP = 2  # slashes of a path below /content
_ALL_THAT_IS_HERE = frozenset({"", ".", "./", "*", "./*", "*.*"})
_WALKING = frozenset({"os.walk", "os.fwalk", "pathlib.Path.walk", "pathlib.Path.rglob"})
_ALL_BELOW = "**"


class Finders:
    """The questions of a program for files; ``start`` is the directory in which it starts."""

    def __init__(self, layout: Layout, start: str | None) -> None:
        self._layout = layout
        self._start = start
        self._made = cache(lambda: _made(layout))

    def reason(self, members: Members) -> str | None:
        """Why the members of a group have to stay."""
        layout = self._layout
        if finder := _finder_of_inputs(layout, members, self._start, self._made):
            return LISTED.format(escaped(finder.name))
        if finder := _finder_of_more(layout, members):
            return FOUND.format(escaped(finder.name))
        if walker := _walker_through_all(layout, members, self._start):
            return LISTED.format(escaped(walker.name))
        if here := _lister_of_all(layout, members):
            if layout.reads_unknown:
                return UNFOLLOWED
            if _reads_by_name(layout, members):
                return LISTED.format(escaped(here.name))
        return None


def _lister_of_all(layout: Layout, members: Members) -> Access | None:
    """Who asks what is in the working directory, whatever it is: ``os.listdir(".")``, ``glob("*")``."""
    for index, targets in members.items():
        access = layout.accesses[index]
        if lists(access) and any(target.text.constant in _ALL_THAT_IS_HERE for target in targets):
            return access
    return None


def _walker_through_all(layout: Layout, members: Members, start: str | None) -> Access | None:
    """Who goes through the working directory and all below, where other files are: ``os.walk(".")``."""
    for index, targets in members.items():
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


def _finder_of_more(layout: Layout, members: Members) -> Access | None:
    """What finds by a pattern what moves, and also what the program reads by its name and what stays."""
    for index, targets in members.items():
        access = layout.accesses[index]
        if access.direction is Direction.WRITE or (access.api.shape is not Shape.GLOB and not is_command(access)):
            continue
        for target in targets:
            place = layout.place(index, target)
            if place is layout.absolute(target):
                continue  # it is no pattern
            for kind, (number, other) in layout.lost_places.find(place):
                found = layout.accesses[number]
                stays = found.direction is Direction.READ and other not in members.get(number, ())
                if kind is Relation.SAME and stays and layout.place(number, other) is layout.absolute(other):
                    return access
    return None


def _finder_of_inputs(
    layout: Layout, members: Members, start: str | None, made: Callable[[], Locations[bool]]
) -> Access | None:
    """Who looks for files in a directory that has to be there before the program comes: it makes none of that name, and
    nothing of the program is all that lies in there.
    """
    for index, targets in members.items():
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


def _reads_by_name(layout: Layout, members: Members) -> bool:
    """Is something read that goes by a name that was found out?"""
    return any(
        layout.accesses[index].direction is Direction.READ and not lists(layout.accesses[index]) and not one.text.prefix
        for index, targets in members.items()
        for one in targets
    )
