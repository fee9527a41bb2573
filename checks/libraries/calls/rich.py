# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import os

from case import Case
from rich.console import Console


def _console() -> Console:
    with open(os.devnull, "w") as nowhere:
        console = Console(record=True, file=nowhere)
        console.print("a")
    return console


CASES = [
    Case("rich.console.Console.save_html", "a.html", lambda p: _console().save_html(p)),
    Case("rich.console.Console.save_svg", "a.svg", lambda p: _console().save_svg(p)),
    Case("rich.console.Console.save_text", "a.txt", lambda p: _console().save_text(p)),
]
