"""Work done without the garbage collector of the process."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """What is made for one file lives until it is done, so the collector would look through it, and through all that
    flake8 holds, again and again for nothing. It goes on as it was after the file.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
