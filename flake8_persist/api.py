"""The two pure functions: text in, result out. Nothing is read, written, imported or executed."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from flake8_persist.inspection import UnreadableError, inspect, placed, without_silenced
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding
from flake8_persist.settings import Settings

__all__ = ["FixResult", "Report", "analyze", "analyze_tree", "fix"]


@dataclass(frozen=True, slots=True)
class FixResult:
    """What became of one file."""

    filename: str
    original: str
    source: str  # equal to ``original`` where nothing could be or had to be fixed
    fixed: tuple[Finding, ...]  # at their places in ``original``
    remaining: tuple[Finding, ...]  # at their places in ``source``
    refusals: tuple[str, ...] = ()  # why findings were left alone: "line 12: read before it is written"
    error: str | None = None

    @property
    def changed(self) -> bool:
        return self.source != self.original


def analyze(source: str, *, filename: str | None = None, settings: Settings | None = None) -> Report:
    """What a program loses. ``filename`` names it in reports, and chooses what holds for it alone."""
    try:
        everything = inspect(source, filename, settings)
    except UnreadableError as problem:
        return Report(filename or "", source, (), error=str(problem))
    shown = without_silenced(everything)
    silenced = len(everything.findings) - len(shown.findings)
    if not shown.findings:
        return Report(filename or "", source, (), suppressed=silenced)
    from flake8_persist.fixing import repairs

    found = zip(shown.findings, repairs(shown, filename), strict=True)
    placed_findings = tuple(placed(shown.document, finding, repair) for finding, repair in found)
    return Report(filename or "", source, placed_findings, suppressed=silenced)


def analyze_tree(
    tree: ast.Module, source: str, *, filename: str | None = None, settings: Settings | None = None
) -> Report:
    """As :func:`analyze`, of source that is parsed already; ``noqa`` comments are left to flake8."""
    try:
        inspection = inspect(source, filename, settings, tree)
    except UnreadableError as problem:
        return Report(filename or "", source, (), error=str(problem))
    return Report(filename or "", source, tuple(placed(inspection.document, one) for one in inspection.findings))


def fix(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    """The program, with every repair that can be proved; it is returned as it was where there is none."""
    from flake8_persist.fixing import repaired

    try:
        inspection = without_silenced(inspect(source, filename, settings))
    except UnreadableError as problem:
        return FixResult(filename or "", source, source, (), (), error=str(problem))
    outcome = repaired(inspection, filename)
    return FixResult(filename or "", source, outcome.source, outcome.fixed, outcome.remaining, outcome.refusals)
