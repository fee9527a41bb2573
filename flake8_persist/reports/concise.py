"""One line for a finding, as flake8 shows them: ``train.py:10:5: PST101 torch.save writes …``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_persist.printable import escaped
from flake8_persist.reports.color import Color, paint
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    for report in reports:
        for finding in report.entries:
            yield headline(report.filename, finding, style) + "\n"


def headline(filename: str, finding: Finding, style: Style) -> str:
    """Where, which code, what. The advice at the end of a message is left to the help line of the longer format."""
    message = finding.message.removesuffix(f"; {finding.help}" if finding.help else "")
    name = paint(escaped(filename), Color.BOLD, style.color)
    code = paint(finding.code, Color.RED, style.color)
    cell = "" if finding.cell is None else f"cell {finding.cell}:"
    return f"{name}:{cell}{finding.span.line}:{finding.span.column + 1}: {code} {escaped(message)}"
