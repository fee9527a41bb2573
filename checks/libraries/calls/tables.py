# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import tables
from case import Case


def _file(path: str, mode: str = "w") -> None:
    with tables.open_file(path, mode) as file:
        if mode != "r":
            file.create_array("/", "a" if mode == "w" else "b", [1])


def _constructed(path: str, mode: str = "w") -> None:
    file = tables.File(path, mode)
    if mode != "r":
        file.create_array("/", "a" if mode == "w" else "b", [1])
    file.close()


def _copied(path: str) -> None:
    with tables.open_file("source.h5") as file:
        file.copy_file(path)


CASES = [
    Case("tables.open_file", "a.h5", _file, opens=_file),
    Case("tables.File", "a.h5", _constructed, opens=_constructed),
    Case("tables.copy_file", "a.h5", lambda p: tables.copy_file("source.h5", p), needs=lambda: _file("source.h5")),
    Case("tables.File.copy_file", "a.h5", _copied, needs=lambda: _file("source.h5")),
]
