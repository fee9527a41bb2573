"""The two pure functions: text in, result out. Nothing is read, written, imported or executed."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import NamedTuple

from flake8_persist.analysis.access import Program, Span
from flake8_persist.analysis.program import Given, analyse, imported_roots
from flake8_persist.catalog.loader import Catalog
from flake8_persist.environments import detection, registry
from flake8_persist.environments.model import Environment
from flake8_persist.notebooks.document import Document
from flake8_persist.notebooks.reader import read
from flake8_persist.reports.model import Report
from flake8_persist.rules import noqa, unreadable
from flake8_persist.rules.judge import judge
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.rules.selection import selected
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
    """What a program loses. ``filename`` chooses the file's own settings and names it in reports."""
    try:
        look = _look(source, filename, settings)
    except _Unreadable as problem:
        return Report(filename or "", source, (), error=str(problem))
    shown, silenced = _unsilenced(look)
    repairs = _repairs(look, shown)
    found = tuple(_placed(look.document, finding, repairs.get(finding)) for finding in shown)
    return Report(filename or "", source, found, suppressed=silenced)


def analyze_tree(
    tree: ast.Module, source: str, *, filename: str | None = None, settings: Settings | None = None
) -> Report:
    """As :func:`analyze`, of source that is parsed already; ``noqa`` comments are left to flake8."""
    try:
        look = _look(source, filename, settings, tree)
    except _Unreadable as problem:
        return Report(filename or "", source, (), error=str(problem))
    return Report(filename or "", source, tuple(_placed(look.document, finding, None) for finding in look.findings))


def fix(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    """The program, changed so that it loses as little as can be proved safe to change."""
    from flake8_persist.fixing import fixed_source

    raise NotImplementedError(fixed_source)


class _Unreadable(Exception):
    """The message says why a file cannot be analysed."""


class _Look(NamedTuple):
    """One file, read and judged."""

    document: Document
    tree: ast.Module
    program: Program
    environment: Environment
    findings: list[Finding]  # those that the user wants to see; columns in bytes of the Python
    settings: Settings


def _look(source: str, filename: str | None, settings: Settings | None, tree: ast.Module | None = None) -> _Look:
    settings = (settings or Settings()).for_file(filename or "")
    environment = registry.environment(
        detection.detect(source) if settings.environment == "auto" else settings.environment
    )
    if not Catalog.for_roots(()).relevant(source.encode("utf-8", "surrogatepass")):
        document = Document.plain(source)
        return _Look(document, ast.Module([], []), Program(), environment, [], settings)
    document = read(source, filename=filename)
    if tree is None or document.python != source:
        tree = _parsed(document.python)
    given = Given(
        environment,
        settings.persistent_paths,
        settings.ephemeral_paths,
        settings.assume_mounted,
        frozenset(settings.ignore_apis),
    )
    program = analyse(tree, given, Catalog.for_roots(imported_roots(tree)))
    lines = document.python.splitlines()
    findings = [
        *(unreadable.not_analysed(omission) for omission in document.omissions),
        *judge(program, environment, lines=lines, root=settings.root),
    ]
    findings = [finding for finding in findings if selected(finding.code, settings)]
    return _Look(document, tree, program, environment, findings, settings)


def _parsed(python: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(python)
    except SyntaxError as problem:
        raise _Unreadable(f"not valid Python: {problem.msg} (line {problem.lineno})") from None
    except ValueError as problem:  # a NUL byte, before Python 3.12
        raise _Unreadable(f"not valid Python: {problem}") from None
    except (RecursionError, MemoryError):
        raise _Unreadable("nested too deeply to be parsed") from None


def _unsilenced(look: _Look) -> tuple[list[Finding], int]:
    """The findings that no ``noqa`` comment silences, and the number of the others."""
    if not look.findings or noqa.file_suppressed(look.document.source):
        return [], len(look.findings)
    lines = noqa.noqa_lines(look.document.python, look.document.source)
    shown = [
        finding
        for finding in look.findings
        if not noqa.suppressed(lines.get(finding.span.line, ""), finding.code)
    ]
    return shown, len(look.findings) - len(shown)


def _placed(document: Document, finding: Finding, repair: Repair | None) -> Finding:
    """The finding with its columns in characters of the source."""
    span = _source_span(document, finding.span)
    origin = None if finding.origin is None else _source_span(document, finding.origin)
    return replace(finding, span=span, origin=origin, repair=repair)


def _source_span(document: Document, span: Span) -> Span:
    return Span(
        span.line,
        document.column(span.line, span.column),
        span.end_line,
        document.column(span.end_line, span.end_column),
    )


def _stem(filename: str | None) -> str:
    return PurePath(filename).name.partition(".")[0] if filename else "program"
