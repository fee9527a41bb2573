# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import asyncio

import aiofiles
from case import Case


def _open(path: str, mode: str = "w") -> None:
    async def work() -> None:
        async with aiofiles.open(path, mode) as file:
            if mode != "r":
                await file.write("a")

    asyncio.run(work())


CASES = [Case("aiofiles.open", "a.txt", _open, opens=_open)]
