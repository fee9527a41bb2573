# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import skimage.io
from case import Back, Case

IMAGE = np.zeros((4, 4, 3), np.uint8)

CASES = [
    Case(
        "skimage.io.imsave",
        "a.png",
        lambda p: skimage.io.imsave(p, IMAGE, check_contrast=False),
        back=Back("skimage.io.imread", skimage.io.imread),
    )
]
