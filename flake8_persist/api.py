"""The two pure functions: text in, result out. Nothing is read, written, imported or executed.

A file that holds no name of the catalogue is done at once: the analysis is not even loaded for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.catalog import mentions
from flake8_persist.collector import uncollected
from flake8_persist.reports.model import Report
from flake8_persist.stored_notebooks import is_notebook

if TYPE_CHECKING:
    import ast

    from flake8_persist.rules.model import Finding
    from flake8_persist.settings import Settings

_BOM = "\ufeff"  # in front of a text that was read as plain UTF-8

__all__ = ["FixResult", "Report", "analyze", "analyze_tree", "fix"]


class FixResult(NamedTuple):
    """What became of one file."""

    filename: str
    original: str
    source: str  # equal to ``original`` where nothing could be or had to be fixed
    fixed: tuple[Finding, ...]  # at their places in ``original``
    remaining: tuple[Finding, ...]  # at their places in ``source``, of a preview in ``original``
    refusals: tuple[str, ...] = ()  # why findings were left alone: "line 12: read before it is written"
    error: str | None = None  # why the file could not be analysed
    error_line: int = 1
    cells: tuple[tuple[int, str], ...] = ()  # of the notebook in which they are: number among all cells, and source

    @property
    def changed(self) -> bool:
        return self.source != self.original


@uncollected()
def analyze(source: str, *, filename: str | None = None, settings: Settings | None = None) -> Report:
    """What a program loses. ``filename`` names it in reports, and chooses what holds for it alone."""
    name = filename or ""
    source = source.removeprefix(_BOM)
    if not may_write(source, name, settings):
        return Report(name, source, ())
    from flake8_persist.inspection import UnreadableError, cells_of, inspect, placed, without_silenced

    try:
        everything = inspect(source, filename, settings)
    except UnreadableError as problem:
        return Report(name, source, (), error=str(problem), error_line=problem.line)
    shown = without_silenced(everything)
    findings: tuple[Finding, ...] = ()
    if shown.findings:
        from flake8_persist.fixing import repairs

        found = zip(shown.findings, repairs(shown, filename), strict=True)
        findings = tuple(placed(shown.document, finding, repair) for finding, repair in found)
    suppressed = len(everything.findings) - len(findings)
    return Report(name, source, findings, suppressed=suppressed, cells=cells_of(shown.document))


@uncollected()
def analyze_tree(
    tree: ast.Module, source: str, *, filename: str | None = None, settings: Settings | None = None
) -> Report:
    """As :func:`analyze`, of source that is parsed already; ``noqa`` comments are left to flake8."""
    name = filename or ""
    if not may_write(source, name, settings):
        return Report(name, source, ())
    from flake8_persist.inspection import UnreadableError, inspect, placed

    try:
        inspection = inspect(source, filename, settings, tree)
    except UnreadableError as problem:
        return Report(name, source, (), error=str(problem), error_line=problem.line)
    return Report(name, source, tuple(placed(inspection.document, finding) for finding in inspection.findings))


def fix(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    """The program, with every repair that can be proved; it is returned as it was where there is none."""
    return _fixed(source, filename, settings, stays=False)


def preview(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    """As :func:`fix`, for a file that stays as it is: what remains is told by its places in ``original``."""
    return _fixed(source, filename, settings, stays=True)


@uncollected()
def _fixed(source: str, filename: str | None, settings: Settings | None, *, stays: bool) -> FixResult:
    if source.startswith(_BOM):
        result = _fixed(source.removeprefix(_BOM), filename, settings, stays=stays)
        return result._replace(original=source, source=f"{_BOM}{result.source}")
    name = filename or ""
    if not may_write(source, name, settings):
        return FixResult(name, source, source, (), ())
    from flake8_persist.fixing import repaired
    from flake8_persist.inspection import UnreadableError, inspect, without_silenced

    try:
        inspection = without_silenced(inspect(source, filename, settings))
    except UnreadableError as problem:
        return FixResult(name, source, source, (), (), error=str(problem), error_line=problem.line)
    outcome = repaired(inspection, filename, stays=stays)
    return FixResult(
        name, source, outcome.source, outcome.fixed, outcome.remaining, outcome.refusals, cells=outcome.cells
    )


def may_write(source: str, name: str, settings: Settings | None) -> bool:
    """May there be anything to find? The names in a file are enough to say that there is not."""
    if is_notebook(source, name):
        return True  # a notebook, whose text may be spelled in escapes, and which is never clean unread
    if settings is not None and _judges_comments(settings) and "noqa" in source.casefold():
        return True
    more: frozenset[str] = frozenset()
    if settings is not None and settings.extra_apis:
        from flake8_persist.catalog import declaration

        more = frozenset(declaration.last_name(text) for text in settings.extra_apis)
    if settings is not None and (settings.extend_select or settings.select != ("PST",)):
        from flake8_persist.catalog import training
        from flake8_persist.rules.selection import asks_for_more

        more |= training.names() if asks_for_more(settings) else frozenset()
    return mentions.relevant(source.encode("utf-8", "surrogatepass"), more)


def _judges_comments(settings: Settings) -> bool:
    """May the rule about comments that silence nothing be turned on? It has no need of calls."""
    return any("PST901".startswith(code) for code in (*settings.extend_select, *settings.select) if code != "PST")
