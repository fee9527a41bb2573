"""A command that was written on several lines, on several lines again after a word of it was edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")


def broken_again(before: str, after: str, lines: Sequence[str]) -> list[str] | None:
    """``after`` broken where ``lines``, which give ``before`` when they are joined, are broken.

    ``lines`` come without their ends; those but the last end in a backslash. None where the space around a break
    was edited.
    """
    parts = [*(line.rstrip()[:-1] for line in lines[:-1]), lines[-1].rstrip()]
    if " ".join(parts) != before:
        return None
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    kept = _kept_tokens(old, new)
    starts = _starts(new)
    broken: list[str] = []
    position = done = 0
    for part in parts[:-1]:
        position += len(part)
        token, offset = _token_at(old, position)
        if token not in kept:
            return None
        place = starts[kept[token]] + offset
        broken.append(after[done:place] + "\\")
        done = place + 1  # the blank that joins
        position += 1
    return [*broken, after[done:]]


def _kept_tokens(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The tokens that are still there: where they were, and where they are."""
    kept: dict[int, int] = {}
    for kind, start, end, other, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            kept.update((start + number, other + number) for number in range(end - start))
    return kept


def _starts(tokens: Sequence[str]) -> list[int]:
    starts: list[int] = []
    position = 0
    for token in tokens:
        starts.append(position)
        position += len(token)
    return starts


def _token_at(tokens: Sequence[str], position: int) -> tuple[int, int]:
    """The token that holds a character, and where in the token it is."""
    for number, token in enumerate(tokens):
        if position < len(token):
            return number, position
        position -= len(token)
    return len(tokens) - 1, len(tokens[-1]) if tokens else 0
