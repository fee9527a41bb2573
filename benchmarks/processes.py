"""What whole processes cost."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """Of one run, with all that it starts."""

    cpu: float  # seconds
    wall: float  # seconds
    peak: float  # MiB of the biggest process
    status: int


def cost(command: Sequence[str], directory: str | None = None) -> Cost:
    """Run a command; what it prints is thrown away."""
    start = time.perf_counter()
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=directory, stdin=nothing, stdout=nothing, stderr=nothing)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode)
