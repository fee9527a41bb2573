"""Draw docs/picture.svg, a terminal in which one of the programs in fixtures/ is checked and repaired.

    python scripts/picture.py

What it shows is what the program prints; only the drawing takes rich (``pip install .[docs]``).
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from flake8_persist import api
from flake8_persist.diffs import for_terminal, unified_diff
from flake8_persist.reports.formats import Style, writer
from flake8_persist.reports.summary import Tally, summary

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "picture.svg"

_PROGRAM = ROOT / "fixtures" / "relative_save.py"
_WIDTH = 118  # characters; the longest line of the picture
_LOADED = re.compile(r"[ ]*(?:@font-face \{.*?\}|<!--.*?-->)\n+", re.DOTALL)  # fonts from elsewhere, and remarks


def terminal(*, color: bool) -> str:
    """A check and the diff of a fix, as a terminal shows them."""
    source = _PROGRAM.read_text(encoding="utf-8")
    report = api.analyze(source, filename="train.py")
    tally = Tally()
    tally.add(report)
    checked = "".join(writer("text")([report], Style(color=color))).strip()
    fixed = api.fix(source, filename="train.py")
    diff = b"".join(unified_diff("train.py", source.encode(), fixed.source.encode()))
    shown = "".join(for_terminal(diff, color=color)).strip()
    check = ["$ persist-fix --check train.py", checked, "", summary(tally), ""]
    return "\n".join([*check, "$ persist-fix --diff train.py", shown])


def drawn(text: str) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(text))
    svg = _LOADED.sub("", console.export_svg(title="train.py", unique_id="terminal"))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(terminal(color=True)), encoding="utf-8", newline="\n")
