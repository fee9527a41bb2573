"""Which bindings of a name reach a point of the program.

Structured code needs no fixpoint: in a block the last binding before the point settles it; a compound statement that
may or may not bind contributes the bindings at the end of its arms and lets earlier ones through; inside a loop the
bindings at the end of the body come round as well. Every answer about a block is remembered, so that the work is
linear in the number of bindings however often a name is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flake8_persist.analysis.scopes import Binding, Block, Compound, CompoundKind

_LIMIT = 24  # more bindings than this at one point say nothing that could be shown


class Reach(NamedTuple):
    bindings: tuple[Binding, ...]  # in program order
    through: bool  # what held before the block still may
    overflow: bool = False  # there are more bindings than are listed


_NOTHING = Reach((), True)


class Reaching:
    """Answers for one file. ``taken`` tells of an arm whether it can be entered at all; ``doubt`` is called where it
    asks what is just being worked out, and gets half an answer."""

    def __init__(self, taken: Callable[[Compound, int], bool], doubt: Callable[[], None]) -> None:
        self._taken = taken
        self._doubt = doubt
        self._prefixes: dict[tuple[Block, str], list[Reach]] = {}
        self._busy: set[tuple[Block, str]] = set()
        self._half = False  # is the answer that is being worked out made of half answers?

    def _enterable(self, compound: Compound, arm: int) -> bool:
        half = self._half
        answer = self._taken(compound, arm)  # which makes nothing of half answers
        self._half = half
        return answer

    def at(self, name: str, block: Block, point: int) -> Reach:
        """The bindings of ``name`` in the scope of ``block`` that reach ``point``."""
        found = self._until(name, block, point)
        seen: set[Compound] = set()
        while found.through and block.owner is not None:
            owner = block.owner
            if owner not in seen:
                seen.add(owner)
                found = _both(self._around(name, owner, block), found)
            if not found.through:
                break
            block = owner.block
            found = _both(self._until(name, block, owner.point), found)
        return found

    def of_round(
        self, name: str, block: Block, point: int, carries: Callable[[Compound, Binding], bool]
    ) -> tuple[tuple[Binding, ...], bool]:
        """The last bindings before a point in the same round of the loops around it.

        Where there are none: does a binding come round a loop instead, which ``carries`` says of it?
        """
        while True:
            found = self._until(name, block, point).bindings
            owner = block.owner
            if found or owner is None:
                return found, False
            around = self._around(name, owner, block).bindings
            if owner.kind is not CompoundKind.LOOP:
                if around:
                    return around, False
            elif any(carries(owner, binding) for binding in around):
                return (), True
            block, point = owner.block, owner.point

    def end(self, name: str, block: Block) -> Reach:
        """The bindings that reach the end of a scope's body."""
        return self._until(name, block, None)

    def _until(self, name: str, block: Block, point: int | None) -> Reach:
        """The bindings inside ``block`` alone, before ``point`` or up to its end."""
        entries = block.entries.get(name)
        if not entries:
            return _NOTHING
        count = len(entries)
        if point is not None:
            low = 0
            while low < count:
                middle = (low + count) // 2
                if entries[middle].point <= point and not _holds(entries[middle], point):
                    low = middle + 1
                else:
                    count = middle
        key = (block, name)
        prefixes = self._prefixes.setdefault(key, [_NOTHING])
        if key in self._busy and count >= len(prefixes):
            self._doubt()
            self._half = True
            return prefixes[-1]
        outermost = key not in self._busy
        self._busy.add(key)
        found = prefixes[min(count, len(prefixes) - 1)]
        for number in range(len(prefixes), count + 1):
            entry = entries[number - 1]
            half, self._half = self._half, False
            found = Reach((entry,), False) if isinstance(entry, Binding) else _both(found, self._after(name, entry))
            if number == len(prefixes) and not self._half:
                prefixes.append(found)
            self._half = half or self._half
        if outermost:
            self._busy.discard(key)
        return found

    def _after(self, name: str, compound: Compound) -> Reach:
        """The bindings that a compound statement leaves behind."""
        if compound.kind is CompoundKind.LOOP:
            return self._after_loop(name, compound)
        if compound.kind is CompoundKind.TRY:
            return self._after_try(name, compound)
        ways = [
            self._until(name, arm, None)
            for number, arm in enumerate(compound.arms)
            if not arm.leaves and self._enterable(compound, number)
        ]
        if not compound.exhaustive and self._enterable(compound, len(compound.arms)):
            ways.append(_NOTHING)
        return _either(ways)

    def _after_loop(self, name: str, loop: Compound) -> Reach:
        ways = [self._until(name, loop.arms[0], None)]
        ways.extend(self._in_loop(name, loop, block, point) for block, point in loop.jumps[:_LIMIT])
        if not loop.exhaustive:
            ways.append(_NOTHING)
        result = _either(ways)
        if loop.orelse is not None and not loop.orelse.leaves:
            result = _either([result, _both(result, self._until(name, loop.orelse, None))])
        return result

    def _in_loop(self, name: str, loop: Compound, block: Block, point: int) -> Reach:
        found = self._until(name, block, point)
        while found.through and block.owner is not None and block.owner is not loop:
            owner = block.owner
            block = owner.block
            found = _both(self._until(name, block, owner.point), found)
        return found

    def _after_try(self, name: str, compound: Compound) -> Reach:
        body = compound.arms[0]
        tried = self._until(name, body, None)
        plain = tried
        if compound.orelse is not None:
            plain = _both(tried, self._until(name, compound.orelse, None))
        left = body.leaves or (compound.orelse is not None and compound.orelse.leaves)
        ways = [plain] if not left and self._enterable(compound, 0) else []
        partial = self._partial(name, body)
        for number, arm in enumerate(compound.arms):
            handler = arm is not body and arm is not compound.orelse and arm is not compound.final
            if handler and not arm.leaves and self._enterable(compound, number):
                ways.append(_both(partial, self._until(name, arm, None)))
        result = _either(ways)
        return _both(result, self._until(name, compound.final, None)) if compound.final is not None else result

    def _around(self, name: str, compound: Compound, arm: Block) -> Reach:
        """What reaches the start of an arm from other arms of its own statement."""
        if compound.kind is CompoundKind.LOOP:
            ways = [self._until(name, compound.arms[0], None), _NOTHING]
            ways.extend(self._in_loop(name, compound, block, point) for block, point in compound.jumps[:_LIMIT])
            return _either(ways)
        if compound.kind is not CompoundKind.TRY or arm is compound.arms[0]:
            return _NOTHING
        body = compound.arms[0]
        if arm is compound.orelse:
            return self._until(name, body, None)
        if arm is compound.final:
            ways = [self._partial(name, other) for other in compound.arms if other is not arm]
            return _either(ways)
        return self._partial(name, body)

    def _partial(self, name: str, block: Block) -> Reach:
        """The bindings of a block that was left at any point."""
        entries = block.entries.get(name, ())
        ways = [_NOTHING]
        for entry in entries[:_LIMIT]:
            ways.append(Reach((entry,), False) if isinstance(entry, Binding) else self._after(name, entry))
        return _either(ways)


def _holds(entry: Binding | Compound, point: int) -> bool:
    """Is the point inside the compound statement? Then its arms are for those who ask from inside."""
    return isinstance(entry, Compound) and entry.point == point


def _both(before: Reach, after: Reach) -> Reach:
    """First one block, then the other."""
    if not after.through:
        return after
    if not after.bindings:
        return before if not after.overflow else Reach(before.bindings, before.through, True)
    return _bounded((*before.bindings, *after.bindings), before.through, before.overflow or after.overflow)


def _either(ways: list[Reach]) -> Reach:
    """One of several; none: the statement is never left, and nothing comes through."""
    bindings = tuple(binding for way in ways for binding in way.bindings)
    return _bounded(bindings, any(way.through for way in ways), any(way.overflow for way in ways))


def _bounded(bindings: tuple[Binding, ...], through: bool, overflow: bool) -> Reach:
    unique = tuple(dict.fromkeys(bindings))
    if len(unique) > _LIMIT:
        return Reach(unique[:_LIMIT], through, True)
    return Reach(unique, through, overflow)
