# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import geopandas
import pyogrio
from case import Back, Case

FRAME = geopandas.GeoDataFrame({"a": [1]}, geometry=geopandas.points_from_xy([0], [0]), crs=4326)

CASES = [
    Case(
        "pyogrio.write_dataframe",
        "a.gpkg",
        lambda p: pyogrio.write_dataframe(FRAME, p),
        back=Back("pyogrio.read_dataframe", pyogrio.read_dataframe),
    ),
]
