# ruff: noqa: N999
# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import PIL.Image
from case import Back, Case

IMAGE = PIL.Image.new("RGB", (2, 2))

CASES = [
    Case("PIL.Image.Image.save", "a.png", IMAGE.save, back=Back("PIL.Image.open", lambda p: PIL.Image.open(p).load())),
    Case("PIL.Image.Image.save", "a.jpg", IMAGE.save, back=Back("PIL.Image.open", lambda p: PIL.Image.open(p).load())),
]
