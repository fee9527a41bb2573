"""Which later statements take a written file to safety, and which delete it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from flake8_persist.analysis import artifacts
from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.byte_copies import ByteCopy
from flake8_persist.analysis.carriers import Carrier, Carriers, carriers_of, key_of, with_told
from flake8_persist.analysis.moments import Moments
from flake8_persist.analysis.text import Hole, Text, begins_in_scratch
from flake8_persist.catalog.model import Artifact, Direction, Kind, Place, Shape
from flake8_persist.environments.model import Storage

_Follows = Callable[[Sequence[int], Sequence[int]], bool]
_ROUNDS = 4
_SOME_FILE = "\0"  # a name that no pattern spells out


def with_fates(accesses: Sequence[Access], moments: Moments, by_hand: Sequence[ByteCopy] = ()) -> tuple[Access, ...]:
    """The accesses with ``kept_by`` and ``deleted_by`` filled in.

    Copies are no artifacts of their own: what they were made of is, unless that goes and the copy stays.
    """
    fates = _Fates(accesses, moments, by_hand)
    found = [
        access._replace(kept_by=fates.kept(access), deleted_by=fates.deleted(access))
        if access.direction is Direction.WRITE
        else access
        for access in accesses
    ]
    for number, artifact in fates.left_over(found).items():
        found[number] = found[number]._replace(artifact=artifact)
    return tuple(found)


class _Fates:
    def __init__(self, accesses: Sequence[Access], moments: Moments, by_hand: Sequence[ByteCopy]) -> None:
        self._moments = moments
        self._calls = _by_call(accesses)
        for copy in by_hand:
            read = [one for one in accesses if one.node is copy.reader and one.direction is Direction.READ]
            for written in [one for one in accesses if one.node is copy.writer]:
                self._calls[_call(written)].extend(read)
        self._deeds = {_deed(one) for one in accesses if any(place.storage is Storage.DEFAULT for place in one.targets)}
        self._written = {
            key_of(target.absolute).rstrip("/")
            for one in accesses
            if one.direction is Direction.WRITE and one.artifact is not Artifact.DIR
            for target in one.targets
        }
        self._carriers = Carriers()
        self._deleters = Carriers()
        self._uploads: list[Access] = []  # "model.push_to_hub(...)"
        for access in accesses:
            if access.direction is Direction.COPY_OUT:
                names_remote = access.api.shape in (Shape.URL_OR_PATH, Shape.NAME)
                if names_remote or not access.targets:
                    self._uploads.append(access)
                if not names_remote or access.argument is None:
                    self._carriers.extend(with_told(access))
            elif access.direction is Direction.DELETE and not _moves(self._calls[_call(access)]):
                self._deleters.extend(carriers_of(access))
        made = [
            (number, one)
            for number, one in enumerate(accesses)
            if one.direction is Direction.WRITE and self._sources(one)
        ]
        copies = [one for _, one in made]
        self._copies = [number for number, one in made if one.artifact is Artifact.CACHE]
        self._follow(copies, self._carriers, lambda copy: _is_safe(copy) or bool(self.kept(copy)))
        moves = [one for one in copies if any(at.direction is Direction.DELETE for at in self._calls[_call(one)])]
        self._follow(moves, self._deleters, lambda move: bool(self.deleted(move)))

    def kept(self, access: Access) -> tuple[int, ...]:
        """The lines of what carries the written bytes away."""
        covering = self._covering(access, self._carriers, self._moments.rescued)
        return access.kept_by + covering + self._uploaded(access)

    def deleted(self, access: Access) -> tuple[int, ...]:
        return self._covering(access, self._deleters, self._moments.deleted, surely=True)

    def left_over(self, accesses: Sequence[Access]) -> dict[int, Artifact]:
        """The copies, by number, that are all that is left of what was written, and what that was."""
        going = [(one, one.artifact) for one in accesses if one.artifact is not Artifact.CACHE and self._goes(one)]
        if not going:
            return {}
        copied = Carriers()
        numbers: dict[Carrier, int] = {}
        for number in self._copies:
            sources = self._sources(accesses[number])
            copied.extend(sources)
            numbers.update(dict.fromkeys(sources, number))
        found: dict[int, Artifact] = {}
        for written, artifact in going:  # grows while it is worked off
            if len(found) == len(self._copies):
                break
            for carrier in self._carrying(written, copied, lambda one: numbers[one] not in found):
                number = numbers[carrier]
                found[number] = artifact
                if self._goes(accesses[number]):
                    going.append((accesses[number], artifact))
        return {number: artifact for number, artifact in found.items() if self._is_at_risk(accesses[number])}

    def _is_at_risk(self, copy: Access) -> bool:
        """Is nothing done with it, where nothing is kept?"""
        return not copy.kept_by and not copy.deleted_by and any(target.storage.is_lost for target in copy.targets)

    def _goes(self, access: Access) -> bool:
        """Is it deleted, or in a place that is?"""
        if access.direction is not Direction.WRITE or access.kept_by or access.artifact is Artifact.DIR:
            return False
        if access.deleted_by:
            return True
        in_scratch = [begins_in_scratch(target.absolute) for target in access.targets]
        return bool(in_scratch) and all(in_scratch) and not any(self._carrying(access, self._carriers))

    def _carrying(
        self, access: Access, carriers: Carriers, matters: Callable[[Carrier], bool] = lambda _: True
    ) -> Iterator[Carrier]:
        """Those that may carry what was written at any of its places."""
        for target, times in zip(access.targets, access.times, strict=False):
            for one in self._taking(carriers, access, target, False):
                if matters(one) and self._moments.rescued(times, one.times):
                    yield one

    def _follow(self, copies: list[Access], carriers: Carriers, ends: Callable[[Access], bool]) -> None:
        """What becomes of a copy becomes of what it was made of, which may be a copy itself, made before.

        Where loops go round, a copy may be made of a later one.
        """
        for _ in range(_ROUNDS):
            left: list[Access] = []
            for copy in reversed(copies):
                if ends(copy):
                    carriers.extend(self._sources(copy))
                else:
                    left.insert(0, copy)
            if len(left) == len(copies):
                return
            copies = left

    def _sources(self, copy: Access) -> list[Carrier]:
        taken = [one for one in self._calls[_call(copy)] if _is_taken(one, copy)]
        return [carrier for one in taken for carrier in with_told(one)]

    def _covering(
        self, access: Access, carriers: Carriers, follows: _Follows, *, surely: bool = False
    ) -> tuple[int, ...]:
        """The lines of carriers, if they cover every place the access may lose bytes at."""
        lines: list[int] = []
        places = [one for one in zip(access.targets, access.times, strict=False) if one[0].storage.is_lost]
        called = [one for one in places if self._moments.are_called(one[1])]
        for target, times in called or places:
            taking = self._taking(carriers, access, target, surely)
            found = [one.line for one in taking if follows(times, one.times)]
            if not found:
                return ()
            lines.extend(found)
        return tuple(dict.fromkeys(lines))

    def _taking(self, carriers: Carriers, access: Access, target: Target, surely: bool) -> Iterator[Carrier]:
        """Those that carry what was written there.

        A writer may add a suffix of its own (``all`` becomes ``all.zip``), and names itself what it writes into a
        directory.
        """
        place = key_of(target.absolute)
        adds_suffix = access.api.shape in (Shape.PREFIX, Shape.STEM)
        if not (surely and adds_suffix):
            around = carriers.covering(place, surely=surely)
            yield from (one for one in around if access.api.shape is not Shape.DIR or not one.is_file)
        if access.api.shape is Shape.DIR or adds_suffix:
            yield from carriers.covering(f"{place}{'.' if adds_suffix else '/'}{_SOME_FILE}", surely=surely)
        if adds_suffix:
            yield from carriers.with_suffix(place)
        if (adds_suffix and access.api.position is not Place.NOWHERE) or target.text.constant in (".", "./"):
            return  # in which anything would be
        if target.storage is Storage.DEFAULT or (_is_directory(access, place) and not surely):
            yield from self._from_inside(carriers, access, _named_part(target.absolute), surely)

    def _from_inside(self, carriers: Carriers, access: Access, place: str, surely: bool) -> Iterator[Carrier]:
        """Those that carry a part of what the library writes below a place, such as the best weights of a run.

        What another call writes there is no such part, nor is a run directory that is called after what that does.
        """
        for one in carriers.below(place):
            parts = one.key[len(place) :].split("/")
            deed = _deed(access)
            named = {other for other in self._deeds if any(part.startswith(other) for part in parts)}
            is_beside = access.api.position is Place.NOWHERE  # what another call has put there
            if (named and deed not in named and not is_beside) or (surely and not parts[-1].startswith(deed)):
                continue
            if not artifacts.may_be_part(parts[-1], access.artifact):
                continue
            if self._written.isdisjoint(_between(place, one.key)):
                yield one

    def _uploaded(self, access: Access) -> tuple[int, ...]:
        """``model.push_to_hub()`` after ``model.save_pretrained()``: the same object goes to the Hub.

        Two functions of one module have no object in common.
        """
        receiver = _receiver(access.node)
        return tuple(
            one.node.lineno
            for one in self._uploads
            if receiver
            and one.api.kind is Kind.METHOD
            and _receiver(one.node) == receiver
            and self._moments.rescued(_all(access), _all(one))
        )


def _all(access: Access) -> list[int]:
    return [moment for times in access.times for moment in times]


def _named_part(place: Text) -> str:
    """Where it lies for certain: ``runs`` of ``runs/{…}``."""
    pieces = place.pieces
    end = next((number for number, piece in enumerate(pieces) if isinstance(piece, Hole)), len(pieces))
    known = key_of(Text(pieces[:end]))
    return (known if end == len(pieces) else known.rpartition("/")[0]).rstrip("/")


def _is_directory(access: Access, place: str) -> bool:
    """Does it write a directory, as far as its name tells?"""
    if access.api.shape is Shape.FILE_OR_DIR:
        return "." not in place.rpartition("/")[2]
    return access.api.shape is Shape.DIR


def _between(directory: str, place: str) -> Iterator[str]:
    """A place in a directory, and the directories that it lies in there."""
    place = place.rstrip("/")
    while len(place) > len(directory):
        yield place
        place = place.rpartition("/")[0]


def _moves(call: Sequence[Access]) -> bool:
    """A call that takes a file away from here and puts it there deletes no bytes."""
    return any(access.direction is Direction.WRITE for access in call)


def _call(access: Access) -> tuple[int, str]:
    """One command of a cell, or one call."""
    return id(access.node), access.name


def _by_call(accesses: Sequence[Access]) -> dict[tuple[int, str], list[Access]]:
    calls: dict[tuple[int, str], list[Access]] = {}
    for access in accesses:
        calls.setdefault(_call(access), []).append(access)
    return calls


def _is_taken(source: Access, copy: Access) -> bool:
    """Does a call that reads the one and writes the other write the same? Not where they are of different kinds."""
    if source.direction is not Direction.READ:
        return source.direction is Direction.DELETE
    kinds = {source.api.artifact, copy.api.artifact}
    by_itself = copy.api.kind is not Kind.CONSTRUCTOR or source.node is not copy.node
    return by_itself and (len(kinds) == 1 or Artifact.CACHE in kinds)


def _is_safe(access: Access) -> bool:
    return bool(access.targets) and all(
        target.storage in (Storage.PERSISTENT, Storage.REMOTE) for target in access.targets
    )


def _deed(access: Access) -> str:
    """``predict`` of ``!yolo predict`` and ``ultralytics.YOLO.predict``: libraries call their run directories so."""
    return access.name.replace(".", " ").rpartition(" ")[2]


def _receiver(node: ast.expr | ast.stmt) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ast.dump(node.func.value)
    return ""
