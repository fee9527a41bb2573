# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import cv2
import numpy as np
from case import Back, Case

IMAGE = np.zeros((16, 16, 3), np.uint8)


def _video(writer: cv2.VideoWriter) -> None:
    writer.write(IMAGE)
    writer.release()


def _opened(path: str) -> cv2.VideoWriter:
    writer = cv2.VideoWriter()
    writer.open(path, cv2.VideoWriter_fourcc(*"MJPG"), 5, (16, 16))
    return writer


def _storage(path: str, mode: str = "FILE_STORAGE_WRITE") -> None:
    storage = cv2.FileStorage(path, cv2.FILE_STORAGE_READ if mode == "r" else getattr(cv2, mode))
    if mode != "r":
        storage.write("a", 1)
    storage.release()


def _captured(path: str) -> bool:
    return bool(cv2.VideoCapture(path).read()[0])


CASES = [
    Case("cv2.imwrite", "a.png", lambda p: cv2.imwrite(p, IMAGE), back=Back("cv2.imread", cv2.imread)),
    Case(
        "cv2.imwritemulti",
        "a.tiff",
        lambda p: cv2.imwritemulti(p, [IMAGE]),
        back=Back("cv2.imreadmulti", cv2.imreadmulti),
    ),
    Case(
        "cv2.VideoWriter",
        "a.avi",
        lambda p: _video(cv2.VideoWriter(p, cv2.VideoWriter_fourcc(*"MJPG"), 5, (16, 16))),
        back=Back("cv2.VideoCapture", _captured),
    ),
    Case("cv2.VideoWriter.open", "a.avi", lambda p: _video(_opened(p))),
    Case("cv2.FileStorage", "a.yml", _storage, opens=_storage),
    Case("cv2.Algorithm.save", "a.yml", lambda p: cv2.StereoBM_create().save(p)),
]
