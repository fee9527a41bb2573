# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import tinydb
from case import Case


def _insert(path: str) -> None:
    with tinydb.TinyDB(path) as database:
        database.insert({"a": 1})


CASES = [Case("tinydb.TinyDB", "a.json", _insert)]
