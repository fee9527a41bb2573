# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import os
from collections.abc import Iterator

import datasets
from case import Back, Case

DATA = datasets.Dataset.from_dict({"a": [1, 2]})


def _map(path: str) -> None:
    DATA.map(_same, cache_file_name=os.path.abspath(path), load_from_cache_file=False)  # it fails on a bare name


def _same(row: dict[str, int]) -> dict[str, int]:
    return row


def _rows() -> Iterator[dict[str, int]]:
    yield {"a": 1}


CASES = [
    Case(
        "datasets.Dataset.save_to_disk",
        "a",
        DATA.save_to_disk,
        back=Back("datasets.load_from_disk", datasets.load_from_disk),
    ),
    Case(
        "datasets.DatasetDict.save_to_disk",
        "a",
        datasets.DatasetDict(train=DATA).save_to_disk,
        back=Back("datasets.DatasetDict.load_from_disk", datasets.DatasetDict.load_from_disk),
    ),
    Case(
        "datasets.Dataset.to_csv",
        "a.csv",
        DATA.to_csv,
        back=Back("datasets.Dataset.from_csv", datasets.Dataset.from_csv),
    ),
    Case(
        "datasets.Dataset.to_json",
        "a.json",
        DATA.to_json,
        back=Back("datasets.Dataset.from_json", datasets.Dataset.from_json),
    ),
    Case(
        "datasets.Dataset.to_parquet",
        "a.parquet",
        DATA.to_parquet,
        back=Back("datasets.load_dataset", lambda p: datasets.load_dataset("parquet", data_files=p)),
    ),
    Case(
        "datasets.Dataset.map",
        "a.arrow",
        _map,
    ),
    Case(
        "datasets.Dataset.from_generator",
        "a",
        lambda p: datasets.Dataset.from_generator(_rows, cache_dir=p),
        omitted=lambda: datasets.Dataset.from_generator(_rows),
    ),
]
