"""Other names for the same thing: ``tensorflow.keras.callbacks`` is ``keras.callbacks`` (``aliases.csv``)."""

from __future__ import annotations

import functools

from flake8_persist.catalog import data

_LONGEST_CHAIN = 4  # tensorflow.compat.v1.keras.models.Model goes through three


@functools.cache
def table() -> dict[str, str]:
    return dict(line.split(",", 1) for line in data.lines("aliases.csv"))


@functools.cache
def _roots() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in table())


def resolve(name: str) -> str:
    """The name with its longest known beginning replaced, and so on until none is left to replace."""
    for _ in range(_LONGEST_CHAIN):
        if name.partition(".")[0] not in _roots():
            break
        before = name
        name = _replaced(name)
        if name == before:
            break
    return name


def _replaced(name: str) -> str:
    end = len(name)
    while end > 0:
        beginning = name[:end]
        meaning = table().get(beginning)
        if meaning is not None and not (meaning.startswith(f"{beginning}.") and f"{name}.".startswith(f"{meaning}.")):
            return meaning + name[end:]
        end = name.rfind(".", 0, end)
    return name
