"""Which later statements take a written file to safety, and which delete it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import Hole, Text
from flake8_persist.catalog.model import Direction, Shape
from flake8_persist.environments.model import Storage

_TAKEN = (Direction.READ, Direction.DELETE)  # what a call that copies or moves does at its source


class _Carrier(NamedTuple):
    """From ``order`` on, what lies at ``source`` (a file, or all below a directory) is taken away."""

    source: Text
    order: int
    line: int


def with_fates(accesses: Sequence[Access]) -> tuple[Access, ...]:
    """The accesses with ``kept_by`` and ``deleted_by`` filled in, from the last to the first.

    Copies are no artifacts of their own: what they were made of is.
    """
    calls = _by_call(accesses)
    deeds = {_deed(one) for one in accesses if any(target.storage is Storage.DEFAULT for target in one.targets)}
    carriers: list[_Carrier] = []
    deleters: list[_Carrier] = []
    uploads: list[tuple[str, int, int]] = []  # receiver, order, line of "model.push_to_hub(...)"
    fates: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for number in range(len(accesses) - 1, -1, -1):
        access = accesses[number]
        line = access.node.lineno
        if access.direction is Direction.COPY_OUT:
            if access.api.shape in (Shape.URL_OR_PATH, Shape.NAME) or not access.targets:
                uploads.append((_receiver(access.node), access.order, line))
                continue
            carriers.extend(_Carrier(target.absolute, access.order, line) for target in access.targets)
        elif access.direction is Direction.DELETE and not _moves(calls[id(access.node)]):
            deleters.extend(_Carrier(target.absolute, access.order, line) for target in access.targets)
        elif access.direction is Direction.WRITE:
            kept = access.kept_by + _covering(access, carriers, deeds) + _uploaded(access, uploads)
            fates[number] = (kept, _covering(access, deleters, deeds))
            if kept or _is_safe(access):
                sources = [other for other in calls[id(access.node)] if other.direction in _TAKEN]
                carriers.extend(
                    _Carrier(target.absolute, access.order, line) for other in sources for target in other.targets
                )
    return tuple(
        access._replace(kept_by=fates[number][0], deleted_by=fates[number][1]) if number in fates else access
        for number, access in enumerate(accesses)
    )


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


def _covering(access: Access, carriers: Sequence[_Carrier], deeds: Collection[str]) -> tuple[int, ...]:
    """The lines of later carriers, if they cover every place the access may lose bytes at."""
    lines: list[int] = []
    for target in access.targets:
        if not target.storage.is_lost:
            continue
        found = [one.line for one in carriers if one.order > access.order and _takes(one, access, target, deeds)]
        if not found:
            return ()
        lines.extend(found)
    return tuple(dict.fromkeys(lines))


def _takes(carrier: _Carrier, access: Access, target: Target, deeds: Collection[str]) -> bool:
    """Does it carry what was written there?

    A writer may add a suffix of its own (``all`` becomes ``all.zip``); a run directory that the library names itself
    is what lies below its default place, unless its name is that of what another call of the program does (``deeds``).
    """
    if covers(carrier.source, target.absolute):
        return True
    if access.api.shape in (Shape.PREFIX, Shape.STEM):
        return _key(carrier.source).startswith(f"{_key(target.absolute)}.")
    if target.text.constant in (".", "./"):
        return False  # anything is below the working directory
    if target.storage is not Storage.DEFAULT or not covers(target.absolute, carrier.source):
        return False
    below = _key(carrier.source)[len(_key(target.absolute)) :]
    named = {one for one in deeds if any(part.startswith(one) for part in below.split("/"))}
    return not named or _deed(access) in named


def _deed(access: Access) -> str:
    """``predict`` of ``!yolo predict`` and ``ultralytics.YOLO.predict``: libraries call their run directories so."""
    return access.name.replace(".", " ").rpartition(" ")[2]


def _uploaded(access: Access, uploads: Sequence[tuple[str, int, int]]) -> tuple[int, ...]:
    """``model.push_to_hub()`` after ``model.save_pretrained()``: the same object goes to the Hub."""
    receiver = _receiver(access.node)
    return tuple(line for name, order, line in uploads if receiver and name == receiver and order > access.order)


def _receiver(node: ast.expr | ast.stmt) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ast.dump(node.func.value)
    return ""


def covers(source: Text, written: Text) -> bool:
    """Is ``written`` the file at ``source``, or below that directory? Holes of the same name are the same."""
    place, file = _key(source), _key(written)
    if not place:
        return False
    return file == place or file.startswith(place.rstrip("/") + "/") or place in ("/", ".")


def _key(path: Text) -> str:
    """A comparable form; a hole without a name equals only itself."""
    parts: list[str] = []
    for piece in path.pieces:
        if isinstance(piece, Hole):
            parts.append(f"\0{piece.name or id(piece)}\0")
        else:
            parts.append(piece.text)
    return "".join(parts)
