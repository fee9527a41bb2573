"""The rows of the catalogue's tables, each with the releases that it is said to hold in."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import NamedTuple

from flake8_persist.catalog import data, rows
from flake8_persist.catalog.model import Api

_RELEASE = re.compile(r"([\w.\-]+)==([^\s;]+)")
_BY_DOCS = "docs "


class Row(NamedTuple):
    api: Api
    verified: str  # "torch==2.14.1; torch==1.13.1", or "docs" and an address

    @property
    def releases(self) -> tuple[tuple[str, str], ...]:
        return tuple(_RELEASE.findall(self.verified))

    @property
    def documented(self) -> bool:
        return self.verified.startswith(_BY_DOCS)


def path(library: str) -> Path:
    return Path(data.FOLDER, "tables", f"{library}.csv")


def read(library: str) -> list[Row]:
    with path(library).open(encoding="utf-8", newline="") as file:
        verified = [record["verified"] for record in csv.DictReader(file)]
    lines = data.lines("tables", f"{library}.csv")
    return [Row(rows.row(line), cell) for line, cell in zip(lines, verified, strict=True)]


def write(library: str, cells: list[str]) -> None:
    """Replace what the rows of a table say in ``verified``; nothing else changes."""
    target = path(library)
    with target.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*record[:-1], cell] for record, cell in zip(records, cells, strict=True))
    target.write_bytes(text.getvalue().encode())
