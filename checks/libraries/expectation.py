"""What a row of the catalogue promises about the disk, as questions about the names that appeared there.

stray(Shape.DIR, "out", ["out/", "out/a.bin"])  ->  []
stray(Shape.FILE, "out", ["out.npy"])           ->  ["out.npy"]
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flake8_persist.catalog.model import Shape

DECIDED = "decided"  # the name that cases give to whatever decides in place of an omitted path
_AT_OR_BELOW = frozenset({Shape.FILE_OR_DIR, Shape.URL_OR_PATH, Shape.NAME})


class Default(NamedTuple):
    """Where an omitted path leads: which directory it is in, and what the names there look like."""

    base: str  # "home", "temporary" or "here"
    names: re.Pattern[str]


def landed(shape: Shape, place: str, names: list[str]) -> list[str]:
    """The names that are where a path of this shape says."""
    if shape in (Shape.PREFIX, Shape.STEM):
        return [name for name in names if name.startswith(place)]
    below = [name for name in names if name.startswith(f"{place}/")]
    if shape is Shape.DIR:
        return below
    return [name for name in names if name == place] + (below if shape in _AT_OR_BELOW else [])


def stray(shape: Shape, place: str, names: list[str]) -> list[str]:
    """The names that are anywhere else; directories that lead to the place are not counted."""
    expected = landed(shape, place, names)
    return [name for name in names if name not in expected and not (name.endswith("/") and place.startswith(name))]


def default(text: str) -> Default:
    """How a cell of the column ``default`` is to be read."""
    if text.startswith("~/"):
        return Default("home", _names(text.removeprefix("~/")))
    if text == "/tmp":
        return Default("temporary", re.compile(".+"))
    return Default("here", re.compile(".+") if text == "." else _names(text))


def _names(text: str) -> re.Pattern[str]:
    """``<...>`` in front of a slash is what the case calls ``decided``, elsewhere any name; ``_N`` is a number."""
    text = re.sub(r"^<[^>]*>(?=/|$)", DECIDED, text)
    parts = re.split(r"(<[^>]*>|(?<=_)N\b)", text)
    wild = {"N": r"\d+"}
    pattern = "".join(
        wild.get(part, "[^/]+") if position % 2 else re.escape(part) for position, part in enumerate(parts)
    )
    return re.compile(f"{pattern}(/.*)?")
