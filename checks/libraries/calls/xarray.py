# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import xarray
from case import Back, Case

ARRAY = xarray.DataArray([1.0, 2.0], dims="x", name="a")
DATASET = ARRAY.to_dataset()

CASES = [
    Case(
        "xarray.Dataset.to_netcdf",
        "a.nc",
        DATASET.to_netcdf,
        omitted=DATASET.to_netcdf,
        back=Back("xarray.open_dataset", lambda p: xarray.open_dataset(p).close()),
    ),
    Case("xarray.DataArray.to_netcdf", "a.nc", ARRAY.to_netcdf, omitted=ARRAY.to_netcdf),
    Case(
        "xarray.Dataset.to_zarr",
        "a.zarr",
        DATASET.to_zarr,
        omitted=DATASET.to_zarr,
        back=Back("xarray.open_zarr", xarray.open_zarr),
    ),
    Case("xarray.DataArray.to_zarr", "a.zarr", ARRAY.to_zarr, omitted=ARRAY.to_zarr),
    Case("xarray.save_mfdataset", "a.nc", lambda p: xarray.save_mfdataset([DATASET], [p])),
]
