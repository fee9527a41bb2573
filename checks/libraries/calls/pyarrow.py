# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pyarrow
import pyarrow.csv
import pyarrow.dataset
import pyarrow.feather
import pyarrow.ipc
import pyarrow.orc
import pyarrow.parquet
from case import Back, Case

TABLE = pyarrow.table({"a": [1, 2]})


def _table_writer(path: str) -> None:
    with pyarrow.parquet.ParquetWriter(path, TABLE.schema) as writer:
        writer.write_table(TABLE)


def _csv_writer(path: str) -> None:
    with pyarrow.csv.CSVWriter(path, TABLE.schema) as writer:
        writer.write_table(TABLE)


def _file(path: str) -> None:
    with pyarrow.ipc.new_file(path, TABLE.schema) as writer:
        writer.write_table(TABLE)


def _stream(path: str) -> None:
    with pyarrow.ipc.new_stream(path, TABLE.schema) as writer:
        writer.write_table(TABLE)


def _bytes(path: str, mode: str = "w") -> None:
    with pyarrow.OSFile(path, mode) as file:
        if mode in ("w", "wb", "a", "ab"):
            file.write(b"bytes")


def _output(path: str) -> None:
    with pyarrow.output_stream(path) as stream:
        stream.write(b"bytes")


CASES = [
    Case(
        "pyarrow.parquet.write_table",
        "a.parquet",
        lambda p: pyarrow.parquet.write_table(TABLE, p),
        back=Back("pyarrow.parquet.read_table", pyarrow.parquet.read_table),
    ),
    Case("pyarrow.parquet.write_to_dataset", "a", lambda p: pyarrow.parquet.write_to_dataset(TABLE, p)),
    Case("pyarrow.parquet.write_metadata", "a", lambda p: pyarrow.parquet.write_metadata(TABLE.schema, p)),
    Case("pyarrow.parquet.ParquetWriter", "a.parquet", _table_writer),
    Case(
        "pyarrow.feather.write_feather",
        "a.feather",
        lambda p: pyarrow.feather.write_feather(TABLE, p),
        back=Back("pyarrow.feather.read_table", pyarrow.feather.read_table),
    ),
    Case(
        "pyarrow.csv.write_csv",
        "a.csv",
        lambda p: pyarrow.csv.write_csv(TABLE, p),
        back=Back("pyarrow.csv.read_csv", pyarrow.csv.read_csv),
    ),
    Case("pyarrow.csv.CSVWriter", "a.csv", _csv_writer),
    Case("pyarrow.ipc.new_file", "a.arrow", _file, back=Back("pyarrow.ipc.open_file", pyarrow.memory_map)),
    Case("pyarrow.ipc.new_stream", "a.arrows", _stream),
    Case(
        "pyarrow.orc.write_table",
        "a.orc",
        lambda p: pyarrow.orc.write_table(TABLE, p),
        back=Back("pyarrow.orc.read_table", pyarrow.orc.read_table),
    ),
    Case(
        "pyarrow.dataset.write_dataset",
        "a",
        lambda p: pyarrow.dataset.write_dataset(TABLE, p, format="parquet"),
        back=Back("pyarrow.dataset.dataset", pyarrow.dataset.dataset),
    ),
    Case("pyarrow.OSFile", "a.bin", _bytes, opens=_bytes),
    Case("pyarrow.create_memory_map", "a.bin", lambda p: pyarrow.create_memory_map(p, 8).close()),
    Case("pyarrow.output_stream", "a.bin", _output),
]
