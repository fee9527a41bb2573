"""The process around ``persist-fix``: what it does at its start and its end costs more than a small file does."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

# The cycles of some hundred files, which take less memory than one big tree: an ordinary run ends before that.
_ALLOCATIONS = 2_000_000


def run() -> NoReturn:
    """The entry point. What the terminal's encoding lacks is escaped; a closed pipe is no reason to complain."""
    gc.set_threshold(_ALLOCATIONS)
    from flake8_persist.cli import main

    if None in (sys.stdout, sys.stderr):  # it was closed: the exit status says what there is to say
        nowhere = open(os.devnull, "w")  # noqa: SIM115  for the rest of the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    status = main()  # standard output is flushed, or nobody reads it
    os._exit(status)  # without taking all objects apart


if __name__ == "__main__":
    run()
