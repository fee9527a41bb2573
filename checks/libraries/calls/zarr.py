# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import zarr
from case import Back, Case

ARRAY = np.zeros(2)


def _group(path: str, mode: str = "w") -> None:
    group = zarr.open_group(path, mode=mode)
    if mode != "r":
        group.attrs["a"] = 1


def _array(path: str | None, mode: str = "w") -> None:
    if mode == "r":
        zarr.open_array(path, mode=mode)
    else:
        zarr.open_array(path, mode=mode, shape=(2,), dtype="f8")[:] = len(mode)


def _store(path: str, read_only: str = "False") -> None:
    store = zarr.storage.LocalStore(path, read_only=read_only == "True")
    if read_only == "True":
        zarr.open_array(store, mode="r")
    else:
        zarr.save_array(store, ARRAY)


CASES = [
    Case("zarr.save", "a.zarr", lambda p: zarr.save(p, ARRAY), back=Back("zarr.load", zarr.load)),
    Case(
        "zarr.save_array",
        "a.zarr",
        lambda p: zarr.save_array(p, ARRAY),
        back=Back("zarr.open", lambda p: zarr.open(p, mode="r")),
    ),
    Case("zarr.save_group", "a.zarr", lambda p: zarr.save_group(p, a=ARRAY)),
    Case("zarr.open_group", "a.zarr", _group, omitted=lambda: zarr.open_group(mode="w"), opens=_group),
    Case("zarr.open_array", "a.zarr", _array, omitted=lambda: _array(None), opens=_array),
    Case("zarr.group", "a.zarr", zarr.group, omitted=zarr.group),
    Case("zarr.storage.LocalStore", "a.zarr", _store, opens=_store),
]
