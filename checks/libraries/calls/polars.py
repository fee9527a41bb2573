# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import polars as pl
from case import Back, Case

FRAME = pl.DataFrame({"a": [1, 2]})
LAZY = FRAME.lazy()

CASES = [
    Case(
        "polars.DataFrame.write_csv",
        "a.csv",
        FRAME.write_csv,
        omitted=FRAME.write_csv,
        back=Back("polars.read_csv", pl.read_csv),
    ),
    Case(
        "polars.DataFrame.write_json",
        "a.json",
        FRAME.write_json,
        omitted=FRAME.write_json,
        back=Back("polars.read_json", pl.read_json),
    ),
    Case(
        "polars.DataFrame.write_ndjson",
        "a.jsonl",
        FRAME.write_ndjson,
        omitted=FRAME.write_ndjson,
        back=Back("polars.read_ndjson", pl.read_ndjson),
    ),
    Case(
        "polars.DataFrame.write_parquet",
        "a.parquet",
        FRAME.write_parquet,
        back=Back("polars.read_parquet", pl.read_parquet),
    ),
    Case("polars.DataFrame.write_avro", "a.avro", FRAME.write_avro, back=Back("polars.read_avro", pl.read_avro)),
    Case(
        "polars.DataFrame.write_ipc",
        "a.arrow",
        FRAME.write_ipc,
        back=Back("polars.read_ipc", pl.read_ipc),
    ),
    Case(
        "polars.DataFrame.write_ipc_stream",
        "a.arrows",
        FRAME.write_ipc_stream,
        back=Back("polars.read_ipc_stream", pl.read_ipc_stream),
    ),
    Case("polars.DataFrame.write_excel", "a.xlsx", FRAME.write_excel, omitted=FRAME.write_excel),
    Case("polars.DataFrame.serialize", "a.bin", FRAME.serialize, omitted=FRAME.serialize),
    Case("polars.LazyFrame.serialize", "a.bin", LAZY.serialize, omitted=LAZY.serialize),
    Case("polars.LazyFrame.sink_parquet", "a.parquet", LAZY.sink_parquet),
    Case("polars.LazyFrame.sink_csv", "a.csv", LAZY.sink_csv),
    Case("polars.LazyFrame.sink_ipc", "a.arrow", LAZY.sink_ipc),
    Case("polars.LazyFrame.sink_ndjson", "a.jsonl", LAZY.sink_ndjson),
]
