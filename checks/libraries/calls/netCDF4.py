# ruff: noqa: N999
# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import netCDF4
from case import Back, Case


def _file(path: str, mode: str = "w") -> None:
    with netCDF4.Dataset(path, mode) as file:
        if mode != "r":
            file.history = mode


CASES = [Case("netCDF4.Dataset", "a.nc", _file, back=Back("netCDF4.Dataset", lambda p: _file(p, "r")), opens=_file)]
