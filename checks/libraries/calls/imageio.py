# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import imageio
import imageio.v3
import numpy as np
from case import Back, Case

IMAGE = np.zeros((4, 4, 3), np.uint8)


def _writer(path: str) -> None:
    with imageio.get_writer(path) as writer:
        writer.append_data(IMAGE)


def _imopen(path: str, mode: str = "w") -> None:
    with imageio.v3.imopen(path, mode) as file:
        if mode == "w":
            file.write(IMAGE)


CASES = [
    Case(
        "imageio.imwrite", "a.png", lambda p: imageio.imwrite(p, IMAGE), back=Back("imageio.imread", imageio.v3.imread)
    ),
    Case("imageio.imsave", "a.png", lambda p: imageio.imsave(p, IMAGE)),
    Case(
        "imageio.mimsave", "a.gif", lambda p: imageio.mimsave(p, [IMAGE]), back=Back("imageio.mimread", imageio.mimread)
    ),
    Case("imageio.mimwrite", "a.gif", lambda p: imageio.mimwrite(p, [IMAGE])),
    Case(
        "imageio.volwrite",
        "a.tif",
        lambda p: imageio.volwrite(p, np.zeros((5, 6, 7), np.uint8)),
        back=Back("imageio.volread", imageio.volread),
    ),
    Case(
        "imageio.get_writer", "a.gif", _writer, back=Back("imageio.get_reader", lambda p: imageio.get_reader(p).close())
    ),
    Case(
        "imageio.v3.imwrite",
        "a.png",
        lambda p: imageio.v3.imwrite(p, IMAGE),
        back=Back("imageio.v3.imread", imageio.v3.imread),
    ),
    Case("imageio.v3.imopen", "a.png", _imopen, opens=_imopen),
]
