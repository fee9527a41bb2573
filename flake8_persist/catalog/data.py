"""Where the catalogue's CSV files lie and how they are read: as lines, because all but the last columns hold no comma.

The package is never run from a zip file, so that plain paths will do; they are much faster than the alternatives.
"""

from __future__ import annotations

import os

FOLDER = os.path.dirname(os.path.abspath(__file__))


def lines(*parts: str) -> list[str]:
    """The rows of a file of the catalogue, without the header; none where there is no such file."""
    try:
        with open(os.path.join(FOLDER, *parts), encoding="utf-8") as file:
            return file.read().splitlines()[1:]
    except FileNotFoundError:
        return []


def stems(folder: str) -> list[str]:
    """The names of the tables in a folder, without ``.csv``."""
    return sorted(name[:-4] for name in os.listdir(os.path.join(FOLDER, folder)) if name.endswith(".csv"))
