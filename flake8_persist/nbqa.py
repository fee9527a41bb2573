"""The plugin under nbQA: the notebook itself is analysed, since nbQA hides its shell lines and magics from plugins.

Findings are placed in the file that nbQA has made of the notebook, and nbQA turns their lines into those of cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flake8_persist import api
from flake8_persist.notebooks.nbqa import Lines
from flake8_persist.reading import contents

if TYPE_CHECKING:
    from flake8_persist.rules.model import Finding
    from flake8_persist.settings import Settings

_UNREADABLE = "PST900"


def findings(notebook: str, lines: Sequence[str], settings: Settings) -> list[tuple[int, int, str]]:
    """As flake8 takes them; ``lines`` are those of nbQA's file."""
    try:
        text = contents(notebook).decode()
    except (OSError, UnicodeError) as error:
        return [(1, 0, f"{_UNREADABLE} the notebook behind this file cannot be read: {error}")]
    report = api.analyze(text, filename=notebook, settings=settings)
    shown = Lines(lines, report.cells)
    return [placed for finding in report.entries if (placed := _placed(finding, shown)) is not None]


def _placed(finding: Finding, shown: Lines) -> tuple[int, int, str] | None:
    message = f"{finding.code} {finding.message}"
    if finding.cell is None:
        return 1, 0, message
    place = shown.of(finding.cell, finding.span.line)
    if place is None:
        return None
    if place.is_itself:
        return place.line, finding.span.column, message
    number = shown.number(finding.cell)
    cell = f"cell {finding.cell}" if number is None else f"cell_{number}"  # as nbQA names the cells beside it
    return place.line, 0, f"{message} (on line {finding.span.line} of {cell})"
