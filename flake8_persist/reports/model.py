"""What there is to report of one file. Light: flake8 imports it for every file, most of which have no findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_persist.rules.model import Finding


class Report(NamedTuple):
    """What was found in one file."""

    filename: str
    source: str
    findings: tuple[Finding, ...]  # by position
    suppressed: int = 0  # findings silenced by noqa comments
    error: str | None = None  # why the file could not be analysed; then there are no findings
    error_line: int = 1
    cells: tuple[tuple[int, str], ...] = ()  # of a notebook: number among all cells, and source

    def text_around(self, finding: Finding) -> str:
        """The text in which a finding's lines count: that of its cell, or of the file."""
        return self.source if finding.cell is None else dict(self.cells).get(finding.cell, "")

    @property
    def entries(self) -> tuple[Finding, ...]:
        """What a report shows: the findings, and before them the error in the form of one."""
        return (
            self.findings
            if self.error is None
            else (_in_place_of_findings(self.error, self.error_line), *self.findings)
        )


def internal_error(error: Exception) -> str:
    """The ``error`` of a report for a file on which the analysis itself failed."""
    if isinstance(error, RecursionError):
        return "nested too deeply to be analysed"
    described = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return f"internal error: {described}; please report"


def _in_place_of_findings(error: str, line: int) -> Finding:
    from flake8_persist.analysis.access import Span
    from flake8_persist.rules.model import Finding
    from flake8_persist.rules.unreadable import UNREADABLE

    start = Span(line, 0, line, 0)
    return Finding(UNREADABLE.code, error, start, None, None, None, None, None, None, None)
