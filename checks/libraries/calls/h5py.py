# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import h5py
from case import Back, Case


def _file(path: str, mode: str = "w") -> None:
    with h5py.File(path, mode) as file:
        if mode != "r":
            file.require_dataset("a", (1,), float)[0] = 1


CASES = [Case("h5py.File", "a.h5", _file, back=Back("h5py.File", lambda p: _file(p, "r")), opens=_file)]
