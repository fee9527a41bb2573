# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import torch
import torchvision.io
import torchvision.utils
from case import Back, Case

IMAGE = torch.zeros(3, 4, 4, dtype=torch.uint8)

CASES = [
    Case("torchvision.utils.save_image", "a.png", lambda p: torchvision.utils.save_image(IMAGE.float(), p)),
    Case(
        "torchvision.io.write_png",
        "a.png",
        lambda p: torchvision.io.write_png(IMAGE, p),
        back=Back("torchvision.io.read_image", torchvision.io.read_image),
    ),
    Case("torchvision.io.write_jpeg", "a.jpg", lambda p: torchvision.io.write_jpeg(IMAGE, p)),
    Case("torchvision.io.write_file", "a.bin", lambda p: torchvision.io.write_file(p, IMAGE.flatten())),
]
