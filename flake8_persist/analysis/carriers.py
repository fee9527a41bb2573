"""What is taken away, where, and when: the carriers of a program, to be looked up by what they may carry."""

from __future__ import annotations

import bisect
import heapq
import itertools
import operator
import re
from collections.abc import Iterable, Iterator, Sequence

from flake8_persist.analysis.access import Access, Share, Target
from flake8_persist.analysis.text import BELOW, LISTED, Hole, Text
from flake8_persist.catalog.model import Direction, Shape

_MANY = 64  # of one place: whoever comes after an earlier one comes after a later one, too


class Carrier:
    """At some moments, what lies at a place (a file, or all below a directory) is taken away."""

    def __init__(self, target: Target, access: Access, times: Sequence[int]) -> None:
        self.key = key_of(target.absolute)
        self.times = times
        self.last = max(times, default=0)
        self.line = access.node.lineno
        # os.remove(os.path.join(folder, last)), where there is no last one yet, does not take the folder away.
        self.is_file = access.direction is Direction.DELETE and access.api.shape is Shape.FILE
        self.pattern = _pattern(self.key, self.is_file) if any(mark in self.key for mark in _WILD) else None
        is_listed = any(mark in self.key for mark in (_ONE, _DEEP))
        self.is_other = target.share is Share.EARLIER  # of the same name, but not the same
        self.is_some = self.is_other or (is_listed and target.share is not Share.ALL)  # it may be, and not surely all


def carriers_of(access: Access) -> list[Carrier]:
    """One for each place that the access names."""
    pairs = zip(access.targets, access.times, strict=False)
    return [Carrier(target, access, times) for target, times in pairs]


def with_told(access: Access) -> list[Carrier]:
    """Those of the places, too, of which an object has told: something there is taken, and that is enough to keep."""
    always = [moment for times in access.times for moment in times]
    return [*carriers_of(access), *(Carrier(target, access, always) for target in access.told)]


class Carriers:
    def __init__(self) -> None:
        self._in_order: list[Carrier] = []  # of their keys
        self._by_key: dict[str, list[Carrier]] = {}
        self._below: dict[str, list[Carrier]] = {}  # of places that were asked about
        self._patterns: list[Carrier] = []

    def extend(self, carriers: Iterable[Carrier]) -> None:
        for carrier in carriers:
            held = self._by_key.setdefault(carrier.key, [])
            held.append(carrier)
            bisect.insort(self._in_order, carrier, key=_key)
            if carrier.pattern is not None:
                self._patterns.append(carrier)
            if len(held) > _MANY:
                self._forget(min(held, key=_last))
            self._below.clear()

    def _forget(self, carrier: Carrier) -> None:
        self._by_key[carrier.key].remove(carrier)
        self._in_order.remove(carrier)
        if carrier.pattern is not None:
            self._patterns.remove(carrier)

    def covering(self, written: str, *, surely: bool) -> Iterator[Carrier]:
        """Those that carry the file ``written``, or a directory around it. Holes of the same name are the same."""
        for place in _around(written):
            for one in self._by_key.get(place, ()):
                if (place == written or not one.is_file) and not (surely and one.is_other):
                    yield one
        for carrier in self._patterns:
            if carrier.pattern is not None and not (surely and carrier.is_some) and carrier.pattern.match(written):
                yield carrier

    def below(self, place: str) -> Sequence[Carrier]:
        """Those that carry a part of what lies at ``place``; of very many the last ones."""
        known = self._below.get(place)
        if known is None:
            inside = (one for one in self._beginning(f"{place.rstrip('/')}/") if one.key != place)
            known = heapq.nlargest(_MANY, itertools.chain(self._by_key.get(place, ()), inside), key=_last)
            self._below[place] = known
        return known

    def with_suffix(self, place: str) -> Iterator[Carrier]:
        """``all.zip``, of ``all``."""
        return self._beginning(f"{place}.")

    def _beginning(self, prefix: str) -> Iterator[Carrier]:
        """Those whose keys begin so."""
        for number in range(bisect.bisect_left(self._in_order, prefix, key=_key), len(self._in_order)):
            if not self._in_order[number].key.startswith(prefix):
                return
            yield self._in_order[number]


_key, _last = operator.attrgetter("key"), operator.attrgetter("last")


def covers(source: Text, written: Text) -> bool:
    """Is ``written`` the file at ``source``, or below that directory?"""
    return key_of(source) in _around(key_of(written))


def _around(file: str) -> Iterator[str]:
    """A path, and the directories that it lies in; a dot is one around everything."""
    place = file
    while place:
        yield place
        yield f"{place}/"
        place = place.rpartition("/")[0]
    yield from (one for one in ("/", ".") if one != file)


_ONE, _DEEP = f"\0{LISTED}\0", f"\0{BELOW}\0"
_COMPONENT = "[^/]*"
_WILD = (_ONE, _DEEP, "*")
_MARK = re.compile(f"{re.escape(_DEEP)}|{re.escape(_ONE)}|\\*+")


def _pattern(key: str, is_file: bool) -> re.Pattern[str]:
    """What a path with wildcards, or with names from a listing, stands for; if it is no file, all below as well.

    What stands between two wildcards is looked for once, at the first place where it can be: the second one takes the
    rest. Else the search for a path of many wildcards would not end.
    """
    marks = list(_MARK.finditer(key))
    parts: list[str] = []
    position = 0
    for number, mark in enumerate(marks):
        before = key[position : mark.start()]
        if number and parts[-1] == _COMPONENT and not _is_deep(mark):
            parts[-1] = f"(?=(?P<part{number}>[^/]*?{re.escape(before)}))(?P=part{number})"
        else:
            parts.append(re.escape(before))
        deep = ".*" if before.endswith("/") else "(?:/.*)?"  # of os.walk it is the directory itself, or below
        parts.append(deep if _is_deep(mark) else _COMPONENT)
        position = mark.end()
    parts.append(re.escape(key[position:]))
    below = "" if is_file else "(?:/.*)?"
    return re.compile("".join(parts).replace("/.*/", "/(?:.*/)?") + below + r"\Z", re.DOTALL)


def _is_deep(mark: re.Match[str]) -> bool:
    return mark[0] in (_DEEP, "**")


def key_of(path: Text) -> str:
    """A comparable form; a hole without a name equals only itself."""
    parts: list[str] = []
    for piece in path.pieces:
        if isinstance(piece, Hole):
            parts.append(f"\0{piece.name or id(piece)}\0")
        else:
            parts.append(piece.text)
    return "".join(parts)
