"""A watch on what must come to an end: without it, a hang would hold up all other tests."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

_SECONDS = 60  # hundreds of times as long as anything here takes


@contextlib.contextmanager
def no_hang() -> Iterator[None]:
    """Fail what is not through after a minute."""

    def bark(signal_number: int, frame: FrameType | None) -> None:
        pytest.fail(f"not through after {_SECONDS} seconds")

    if not hasattr(signal, "SIGALRM"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
