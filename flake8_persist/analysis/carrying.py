"""Which later statements take a written file to safety, and which delete it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Sequence

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.moments import Moments
from flake8_persist.analysis.text import BELOW, LISTED, Hole, Text
from flake8_persist.catalog.model import Direction, Shape
from flake8_persist.environments.model import Storage

_TAKEN = (Direction.READ, Direction.DELETE)  # what a call that copies or moves does at its source
_Follows = Callable[[Sequence[int], Sequence[int]], bool]
_CHAIN = 8  # copies of copies


class _Carrier:
    """At some moments, what lies at ``source`` (a file, or all below a directory) is taken away."""

    def __init__(self, source: Text, access: Access, times: Sequence[int]) -> None:
        self.key = _key(source)
        self.times = times
        self.line = access.node.lineno
        self._pattern = _pattern(self.key) if any(mark in self.key for mark in _WILD) else None
        self.is_listed = any(mark in self.key for mark in (_ONE, _DEEP))  # some of them, it may be: not surely all

    def covers(self, written: str) -> bool:
        """Is ``written`` the file, or below that directory? Holes of the same name are the same."""
        return _is_below(written, self.key) or (self._pattern is not None and self._pattern.match(written) is not None)


def with_fates(accesses: Sequence[Access], moments: Moments) -> tuple[Access, ...]:
    """The accesses with ``kept_by`` and ``deleted_by`` filled in.

    Copies are no artifacts of their own: what they were made of is.
    """
    fates = _Fates(accesses, moments)
    return tuple(
        access._replace(kept_by=fates.kept(access), deleted_by=fates.deleted(access))
        if access.direction is Direction.WRITE
        else access
        for access in accesses
    )


class _Fates:
    def __init__(self, accesses: Sequence[Access], moments: Moments) -> None:
        self._moments = moments
        self._calls = _by_call(accesses)
        self._deeds = {_deed(one) for one in accesses if any(place.storage is Storage.DEFAULT for place in one.targets)}
        self._carriers: list[_Carrier] = []
        self._deleters: list[_Carrier] = []
        self._uploads: list[Access] = []  # "model.push_to_hub(...)"
        for access in accesses:
            if access.direction is Direction.COPY_OUT:
                if access.api.shape in (Shape.URL_OR_PATH, Shape.NAME) or not access.targets:
                    self._uploads.append(access)
                else:
                    self._carriers.extend(_carriers(access))
            elif access.direction is Direction.DELETE and not _moves(self._calls[id(access.node)]):
                self._deleters.extend(_carriers(access))
        copies = [one for one in accesses if one.direction is Direction.WRITE and self._sources(one)]
        self._follow(copies, self._carriers, lambda copy: _is_safe(copy) or bool(self.kept(copy)))
        moves = [one for one in copies if any(at.direction is Direction.DELETE for at in self._calls[id(one.node)])]
        self._follow(moves, self._deleters, lambda move: bool(self.deleted(move)))

    def kept(self, access: Access) -> tuple[int, ...]:
        """The lines of what carries the written bytes away."""
        covering = self._covering(access, self._carriers, self._moments.rescued)
        return access.kept_by + covering + self._uploaded(access)

    def deleted(self, access: Access) -> tuple[int, ...]:
        return self._covering(access, self._deleters, self._moments.deleted, surely=True)

    def _follow(self, copies: list[Access], carriers: list[_Carrier], ends: Callable[[Access], bool]) -> None:
        """What becomes of a copy becomes of what it was made of; copies are made of copies."""
        for _ in range(_CHAIN):
            ended = [copy for copy in copies if ends(copy)]
            if not ended:
                return
            for copy in ended:
                carriers.extend(self._sources(copy))
            copies = [copy for copy in copies if copy not in ended]

    def _sources(self, copy: Access) -> list[_Carrier]:
        taken = [one for one in self._calls[id(copy.node)] if one.direction in _TAKEN]
        return [carrier for one in taken for carrier in _carriers(one)]

    def _covering(
        self, access: Access, carriers: Sequence[_Carrier], follows: _Follows, *, surely: bool = False
    ) -> tuple[int, ...]:
        """The lines of carriers, if they cover every place the access may lose bytes at."""
        lines: list[int] = []
        places = [one for one in zip(access.targets, access.times, strict=True) if one[0].storage.is_lost]
        called = [one for one in places if self._moments.are_called(one[1])]
        for target, times in called or places:
            found = [
                one.line
                for one in carriers
                if follows(times, one.times) and _takes(one, access, target, self._deeds, surely)
            ]
            if not found:
                return ()
            lines.extend(found)
        return tuple(dict.fromkeys(lines))

    def _uploaded(self, access: Access) -> tuple[int, ...]:
        """``model.push_to_hub()`` after ``model.save_pretrained()``: the same object goes to the Hub."""
        receiver = _receiver(access.node)
        return tuple(
            one.node.lineno
            for one in self._uploads
            if receiver and _receiver(one.node) == receiver and self._moments.rescued(_all(access), _all(one))
        )


def _carriers(access: Access) -> list[_Carrier]:
    pairs = zip(access.targets, access.times, strict=True)
    return [_Carrier(target.absolute, access, times) for target, times in pairs]


def _all(access: Access) -> list[int]:
    return [moment for times in access.times for moment in times]


def _moves(call: Sequence[Access]) -> bool:
    """A call that takes a file away from here and puts it there deletes no bytes."""
    return any(access.direction is Direction.WRITE for access in call)


def _by_call(accesses: Sequence[Access]) -> dict[int, list[Access]]:
    calls: dict[int, list[Access]] = {}
    for access in accesses:
        calls.setdefault(id(access.node), []).append(access)
    return calls


def _is_safe(access: Access) -> bool:
    return bool(access.targets) and all(
        target.storage in (Storage.PERSISTENT, Storage.REMOTE) for target in access.targets
    )


def _takes(carrier: _Carrier, access: Access, target: Target, deeds: Collection[str], surely: bool) -> bool:
    """Does it carry what was written there?

    A writer may add a suffix of its own (``all`` becomes ``all.zip``); a run directory that the library names itself
    is what lies below its default place, unless its name is that of what another call of the program does (``deeds``).
    """
    place = _key(target.absolute)
    if _is_below(place, carrier.key) or (not (surely and carrier.is_listed) and carrier.covers(place)):
        return True
    if access.api.shape is Shape.PREFIX:
        return carrier.key.startswith(f"{place}.")
    if target.text.constant in (".", "./"):
        return False  # anything is below the working directory
    if target.storage is not Storage.DEFAULT or not _is_below(carrier.key, place):
        return False
    named = {one for one in deeds if any(part.startswith(one) for part in carrier.key[len(place) :].split("/"))}
    return not named or _deed(access) in named


def _deed(access: Access) -> str:
    """``predict`` of ``!yolo predict`` and ``ultralytics.YOLO.predict``: libraries call their run directories so."""
    return access.name.replace(".", " ").rpartition(" ")[2]


def _receiver(node: ast.expr | ast.stmt) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ast.dump(node.func.value)
    return ""


def _is_below(file: str, place: str) -> bool:
    """Is it the file at ``place``, or below that directory?"""
    if not place:
        return False
    return file == place or file.startswith(place.rstrip("/") + "/") or place in ("/", ".")


_ONE, _DEEP = f"\0{LISTED}\0", f"\0{BELOW}\0"
_WILD = (_ONE, _DEEP, "*")
_MARK = re.compile(f"{re.escape(_DEEP)}|{re.escape(_ONE)}|\\*+")


def _pattern(key: str) -> re.Pattern[str]:
    """What a path with wildcards, or with names from a listing, stands for, and all that is below."""
    parts: list[str] = []
    position = 0
    for mark in _MARK.finditer(key):
        before = key[position : mark.start()]
        deep = ".*" if before.endswith("/") else "(?:/.*)?"  # of os.walk it is the directory itself, or below
        parts += [re.escape(before), deep if mark[0] in (_DEEP, "**") else "[^/]*"]
        position = mark.end()
    parts.append(re.escape(key[position:]))
    return re.compile("".join(parts).replace("/.*/", "/(?:.*/)?") + r"(?:/.*)?\Z", re.DOTALL)


def _key(path: Text) -> str:
    """A comparable form; a hole without a name equals only itself."""
    parts: list[str] = []
    for piece in path.pieces:
        if isinstance(piece, Hole):
            parts.append(f"\0{piece.name or id(piece)}\0")
        else:
            parts.append(piece.text)
    return "".join(parts)
