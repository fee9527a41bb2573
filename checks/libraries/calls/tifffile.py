# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import tifffile
from case import Back, Case

IMAGE = np.zeros((4, 4), np.uint8)


def _writer(path: str) -> None:
    with tifffile.TiffWriter(path) as writer:
        writer.write(IMAGE)


CASES = [
    Case(
        "tifffile.imwrite", "a.tif", lambda p: tifffile.imwrite(p, IMAGE), back=Back("tifffile.imread", tifffile.imread)
    ),
    Case("tifffile.TiffWriter", "a.tif", _writer),
]
