# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from case import Case
from loguru import logger


def _log(path: str) -> None:
    sink = logger.add(path)
    logger.info("text")
    logger.remove(sink)


CASES = [Case("loguru.logger.add", "a.log", _log)]
