"""A line on the terminal that shows how far a long run has come; it is gone before anything else is printed."""

from __future__ import annotations

import os
import time
from typing import TextIO

_PATIENCE = 1.0  # seconds in which nothing is shown
_INTERVAL = 0.1  # seconds between two pictures
_WIDTH = 30


class Progress:
    """``shown``: does anybody want to see it?"""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self.total: int | None = None  # files; None: not known
        self._stream = stream
        self._shown = shown and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._done = 0
        self._next = time.monotonic() + _PATIENCE
        self._is_drawn = False

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if self._shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + _INTERVAL
            self._is_drawn = True
            self._stream.write(f"\r\x1b[K{self._picture()}")
            self._stream.flush()

    def clear(self) -> None:
        if self._is_drawn:
            self._is_drawn = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _picture(self) -> str:
        if not self.total:
            return f"{self._done} files"
        done = min(self._done, self.total)
        filled = _WIDTH * done // self.total
        return f"[{'#' * filled}{' ' * (_WIDTH - filled)}] {done}/{self.total} files"
