"""Which platform a file is for, by the marks that platforms leave in a program.

A strong mark settles it alone, weak ones take two. Colab's own marks outweigh those of all others: a notebook there
may well fetch its data from another platform. ``/workspace``, ``/data`` or ``/tmp`` are no marks at all: they mean
different things on different machines. A file without marks is taken for the default platform.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import NamedTuple

from flake8_persist.catalog.mentions import words_of
from flake8_persist.environments.registry import DEFAULT, rows

_WEIGHTS = {"own": 100, "strong": 2, "weak": 1}
_ENOUGH = 2
_AND = " + "  # between texts that are a mark only together: a notebook that reads from ../input


class _Marker(NamedTuple):
    environment: str
    texts: tuple[bytes, ...]  # all of which it takes
    words: frozenset[str]  # of the texts; that a file has them is told faster than where a text stands
    weight: int


def detect(source: str) -> str:
    """The name of the platform that ``source``, a program or the JSON of a notebook, is written for."""
    scores: Counter[str] = Counter()
    data = source.encode("utf-8", "surrogatepass")  # bytes: much faster to search where not all is ASCII
    words = words_of(data)
    for marker in _markers():
        if words.issuperset(marker.words) and all(text in data for text in marker.texts):
            scores[marker.environment] += marker.weight
    for name, score in scores.most_common(1):
        if score >= _ENOUGH:
            return name
    return DEFAULT


@functools.cache
def _markers() -> tuple[_Marker, ...]:
    return tuple(
        _Marker(
            row["environment"],
            tuple(text.encode() for text in texts),
            frozenset().union(*map(_words, texts)),
            _WEIGHTS[row["strength"]],
        )
        for row in rows("markers.csv")
        for texts in (row["marker"].split(_AND),)
    )


def _words(marker: str) -> frozenset[str]:
    """Those that stand by themselves wherever the marker does; its last one may begin a longer one."""
    return frozenset(re.findall(r"\w+(?=\W)|^\w+(?<!_)$", marker, re.ASCII))
