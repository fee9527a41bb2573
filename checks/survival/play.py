"""Run programs one after the other in one process, scripts as scripts and notebooks cell by cell.

A line tells their outputs apart. On Colab, ``google.colab`` has been imported before any program starts.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

NEXT = "-- next program --"


def _cells(path: Path) -> Iterator[str]:
    if path.suffix == ".ipynb":
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield "".join(cell["source"])
    else:
        yield path.read_text(encoding="utf-8")


def _play(path: Path) -> bool:
    """Whether the program came to its end."""
    sys.argv = [str(path)]
    if path.suffix == ".py":
        try:
            runpy.run_path(str(path), run_name="__main__")
        except SystemExit as end:
            return not end.code
        except BaseException:
            traceback.print_exc()
            return False
        return True
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
    shell.system = shell.system_raw
    return all(shell.run_cell(cell).success for cell in _cells(path))


def main(*programs: str) -> int:
    import google.colab  # noqa: F401

    sys.path[0] = ""
    for number, program in enumerate(programs):
        if number:
            os.chdir("/content")
            print(NEXT, flush=True)
        if not _play(Path(program)):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
