"""What the text of a release says where no signature does: two small tables, one row for each name.

``definitions.csv`` says under which other name a call is defined that is put in its place while the library runs, as
``boto3.s3.inject.upload_file`` is for a client's method; the beginning of a name will do. ``evidence.csv`` names a
file of the release and a regular expression that has to be found in it.
"""

from __future__ import annotations

import csv
import functools
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent


class Evidence(NamedTuple):
    name: str  # may hold a *
    parameter: str
    file: str  # below the release's folder
    pattern: str

    def is_about(self, name: str, parameter: str) -> bool:
        return parameter == self.parameter and (name == self.name or fnmatchcase(name, self.name))

    def holds(self, folder: Path) -> bool | None:
        """Is the expression found? None: the release has no such file."""
        path = folder / self.file
        return (
            bool(re.search(self.pattern, path.read_text(encoding="utf-8", errors="replace")))
            if path.is_file()
            else None
        )


@functools.cache
def evidence() -> tuple[Evidence, ...]:
    with (_FOLDER / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Evidence(**row) for row in csv.DictReader(file))


@functools.cache
def _definitions() -> tuple[tuple[str, str], ...]:
    with (_FOLDER / "definitions.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["name"], row["definition"]) for row in csv.DictReader(file))


def definitions(name: str) -> list[str]:
    """The other names under which a call may be defined."""
    return [
        definition + name.removeprefix(beginning)
        for beginning, definition in _definitions()
        if f"{name}.".startswith(f"{beginning}.")
    ]
