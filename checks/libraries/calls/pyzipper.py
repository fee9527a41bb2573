# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pyzipper
from case import Case


def _archive(path: str, mode: str = "w") -> None:
    with pyzipper.AESZipFile(path, mode) as archive:
        if mode != "r":
            archive.writestr("a.txt", "a")


def _zip(path: str, mode: str = "w") -> None:
    with pyzipper.ZipFile(path, mode) as archive:
        if mode != "r":
            archive.writestr("a.txt", "a")


def _source() -> None:
    _zip("source.zip")


def _extracted(*path: str) -> None:
    with pyzipper.ZipFile("source.zip") as archive:
        archive.extractall(*path)


CASES = [
    Case("pyzipper.ZipFile", "a.zip", _zip, opens=_zip),
    Case("pyzipper.AESZipFile", "a.zip", _archive, opens=_archive),
    Case("pyzipper.ZipFile.extractall", "a", _extracted, needs=_source, omitted=_extracted),
]
