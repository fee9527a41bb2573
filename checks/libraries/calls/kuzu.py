# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import kuzu
from case import Case


def _open(path: str | None = None, read_only: str = "False") -> None:
    database = kuzu.Database(path, read_only=read_only == "True")
    connection = kuzu.Connection(database)
    if read_only == "False":
        connection.execute("create node table if not exists t(a int64, primary key(a))")
    connection.close()
    database.close()


CASES = [Case("kuzu.Database", "a.kuzu", _open, omitted=_open, opens=_open)]
