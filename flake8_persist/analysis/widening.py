"""What several rounds of a loop have in common, so that no number of further rounds adds to it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from flake8_persist.analysis import values as v
from flake8_persist.analysis.text import Hole, Literal, Piece, Text, shared_beginning

_GAP = Hole("", True)


def covers(wide: v.Value, narrow: v.Value) -> bool:
    """Is all that ``narrow`` may be among what ``wide`` may be?"""
    return all(any(_covers(one, other) for one in v.alternatives(wide)) for other in v.alternatives(narrow))


def _covers(wide: v.Value, narrow: v.Value) -> bool:
    if isinstance(wide, v.Unknown) or wide == narrow:
        return True
    if isinstance(wide, v.Str | v.PathOf) and isinstance(narrow, v.Str | v.PathOf):
        return type(wide) is type(narrow) and _covers_text(wide.text, narrow.text)
    if isinstance(wide, v.Sequence) and isinstance(narrow, v.Sequence):
        items = v.either(wide.items)
        return not wide.complete and all(covers(items, one) for one in narrow.items)
    if isinstance(wide, v.Mapping) and isinstance(narrow, v.Mapping) and not wide.complete:
        kept = dict(wide.items)
        return wide.origin is narrow.origin and all(key in kept and covers(kept[key], one) for key, one in narrow.items)
    return False


def _covers_text(wide: Text, narrow: Text) -> bool:
    """Is ``narrow`` one of ``a…b``?"""
    if sum(isinstance(piece, Hole) for piece in wide.pieces) != 1 or _GAP not in wide.pieces:
        return False
    start, end = wide.prefix, wide.suffix
    if narrow.constant is not None and len(narrow.constant) < len(start) + len(end):
        return False
    return narrow.prefix.startswith(start) and narrow.suffix.endswith(end)


def widened(before: v.Value, after: v.Value) -> v.Value:
    """Something that covers both, and what further rounds are likely to add."""
    old = v.alternatives(before)
    new = [one for one in v.alternatives(after) if not any(_covers(known, one) for known in old)]
    containers = (v.Sequence, v.Mapping)
    found: list[v.Value] = [one for one in old if not isinstance(one, containers)]
    for kind in (v.Str, v.PathOf):
        fresh = [one.text for one in new if isinstance(one, kind)]
        known = [one.text for one in old if isinstance(one, kind)]
        if any(_holds(one, other) for one in fresh for other in known):
            found.append(kind(_grown(fresh, known)))
        else:  # what comes from elsewhere: there is only so much of it
            found.extend(map(kind, fresh))
    found.extend(_merged([one for one in (*old, *new) if isinstance(one, containers)]))
    for one in new:
        if isinstance(one, v.Constant):
            found.append(v.NUMBER if v.is_number(one) else v.UNKNOWN)  # one that is counted
        elif not isinstance(one, (v.Str, v.PathOf, *containers)):
            found.append(one)
    return v.either(found)


def _holds(text: Text, part: Text) -> bool:
    """May ``text`` have been made of ``part``?"""
    return part.constant is None or part.constant in "".join(
        piece.text if isinstance(piece, Literal) else "\0" for piece in text.pieces
    )


def _grown(fresh: Sequence[Text], known: Sequence[Text]) -> Text:
    """What strings that are made of known ones have in common."""
    if len(fresh) == 1:
        pieces = fresh[0].pieces
        for one in known:
            count = len(one.pieces)
            if count and _GAP not in one.pieces and pieces[:count] == one.pieces:
                return _around_gap(pieces[:count], pieces[count:])
            if count and _GAP not in one.pieces and pieces[-count:] == one.pieces:
                return _around_gap(pieces[:-count], pieces[-count:])
    texts = [*fresh, *(one for one in known if _GAP in one.pieces)]
    return _around_gap(functools.reduce(shared_beginning, (one.pieces for one in texts)), ())


def _around_gap(start: tuple[Piece, ...], end: tuple[Piece, ...]) -> Text:
    """Only one gap: what is between it and another hole is dropped."""
    first = next((number for number, piece in enumerate(start) if isinstance(piece, Hole)), len(start))
    last = next((number for number, piece in enumerate(reversed(end)) if isinstance(piece, Hole)), len(end))
    return Text((*start[:first], _GAP, *end[len(end) - last :]))


def _merged(found: list[v.Sequence | v.Mapping]) -> list[v.Value]:
    """Lists as one that holds any items of theirs, dictionaries that were made in one place as one."""
    merged: list[v.Value] = []
    sequences = [one for one in found if isinstance(one, v.Sequence)]
    if len(sequences) > 1:
        merged.append(v.some_of(v.either(item for one in sequences for item in one.items)))
    elif sequences:
        merged.extend(sequences)
    places = dict.fromkeys(one.origin for one in found if isinstance(one, v.Mapping))
    for origin in places:
        mappings = [one for one in found if isinstance(one, v.Mapping) and one.origin is origin]
        merged.append(mappings[0] if len(mappings) == 1 else _any_of(mappings))
    return merged


def _any_of(mappings: list[v.Mapping]) -> v.Mapping:
    items: dict[object, v.Value] = {}
    for one in mappings:
        for key, value in one.items:
            items[key] = v.either((items[key], value)) if key in items else value
    for one in mappings:
        held = {key for key, _ in one.items}
        for key in items.keys() - held:
            items[key] = v.either((items[key], v.UNKNOWN))
    return v.Mapping(tuple(items.items()), False, mappings[0].origin)
