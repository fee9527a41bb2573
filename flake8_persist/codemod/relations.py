"""How two paths lie to each other, where parts of them may be unknown."""

from __future__ import annotations

import enum

from flake8_persist.analysis.text import Text, split


class Relation(enum.Enum):
    APART = "apart"
    SAME = "same"  # may be the same file or directory
    BELOW = "below"  # the first may lie below the second
    ABOVE = "above"


def relation(first: Text, second: Text) -> Relation:
    """The relation of two normalised paths. A hole stands for any part of one component."""
    one, other = _components(first), _components(second)
    if not one or not other or not all(_agree(a, b) for a, b in zip(one, other, strict=False)):
        return Relation.APART
    if len(one) == len(other):
        return Relation.SAME
    return Relation.BELOW if len(one) > len(other) else Relation.ABOVE


def _components(path: Text) -> list[Text]:
    parts = split(path, "/")
    return [part for number, part in enumerate(parts) if part.pieces or number == 0]


def _agree(first: Text, second: Text) -> bool:
    one, other = first.constant, second.constant
    if one is not None and other is not None:
        return one == other
    if one is not None:
        return _fits(one, second)
    if other is not None:
        return _fits(other, first)
    head = _common(first.prefix, second.prefix)
    tail = _common(first.suffix[::-1], second.suffix[::-1])
    return head and tail


def _fits(name: str, pattern: Text) -> bool:
    prefix, suffix = pattern.prefix, pattern.suffix
    return len(name) >= len(prefix) + len(suffix) and name.startswith(prefix) and name.endswith(suffix)


def _common(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
