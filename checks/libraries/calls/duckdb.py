# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import duckdb
from case import Back, Case


def _connect(path: str, read_only: str = "False") -> None:
    connection = duckdb.connect(path, read_only == "True")
    if read_only == "False":
        connection.execute("create table if not exists t (a integer)")
    connection.close()


def _relation() -> duckdb.DuckDBPyRelation:
    return duckdb.connect().sql("select 1 as a")


CASES = [
    Case("duckdb.connect", "a.db", _connect, omitted=lambda: duckdb.connect().close(), opens=_connect),
    Case(
        "duckdb.DuckDBPyRelation.write_csv",
        "a.csv",
        lambda p: _relation().write_csv(p),
        back=Back("duckdb.read_csv", lambda p: duckdb.read_csv(p).fetchall()),
    ),
    Case("duckdb.DuckDBPyRelation.to_csv", "a.csv", lambda p: _relation().to_csv(p)),
    Case(
        "duckdb.DuckDBPyRelation.write_parquet",
        "a.parquet",
        lambda p: _relation().write_parquet(p),
        back=Back("duckdb.read_parquet", lambda p: duckdb.read_parquet(p).fetchall()),
    ),
    Case("duckdb.DuckDBPyRelation.to_parquet", "a.parquet", lambda p: _relation().to_parquet(p)),
]
