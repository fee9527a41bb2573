"""One file, read and judged: what both functions of the library start from."""

from __future__ import annotations

import ast
import warnings
from dataclasses import replace
from typing import NamedTuple

from flake8_persist.analysis.access import Program, Span
from flake8_persist.analysis.program import Given, analyse, imported_roots
from flake8_persist.catalog.loader import Catalog
from flake8_persist.environments import detection, registry
from flake8_persist.environments.model import Environment
from flake8_persist.notebooks.document import Document
from flake8_persist.notebooks.reader import read
from flake8_persist.rules import noqa, unreadable
from flake8_persist.rules.judge import judge
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.rules.selection import selected
from flake8_persist.settings import Settings


class UnreadableError(Exception):
    """The message says, for people, why a file cannot be analysed; ``line`` is where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Inspection(NamedTuple):
    document: Document
    tree: ast.Module
    program: Program
    environment: Environment
    findings: tuple[Finding, ...]  # the selected ones; columns count UTF-8 bytes of the Python
    settings: Settings  # those of this file


def inspect(source: str, filename: str | None, settings: Settings | None, tree: ast.Module | None = None) -> Inspection:
    """Read, parse, analyse and judge. ``tree`` is that of ``source``, where somebody has parsed it already."""
    settings = (settings or Settings()).for_file(filename or "")
    name = detection.detect(source) if settings.environment == "auto" else settings.environment
    environment = registry.environment(name)
    if is_notebook_json(source):
        raise UnreadableError("this is the JSON of a notebook, not Python")
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
    program = analyse(tree, given, _catalog(tree, settings))
    found = (
        *(unreadable.not_analysed(omission) for omission in document.omissions),
        *judge(program, environment, lines=document.python.splitlines(), root=settings.root),
    )
    findings = tuple(finding for finding in found if selected(finding.code, settings))
    return Inspection(document, tree, program, environment, findings, settings)


def is_notebook_json(source: str) -> bool:
    """Python may take it for an expression, and find nothing in it."""
    return source.lstrip()[:1] == "{" and '"nbformat"' in source and '"cells"' in source


def _catalog(tree: ast.Module, settings: Settings) -> Catalog:
    known = Catalog.for_roots(imported_roots(tree))
    if not settings.extra_apis:
        return known
    from flake8_persist.catalog import declaration

    return known.with_rows(declaration.parse(text) for text in settings.extra_apis)


def _parsed(python: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(python)
    except SyntaxError as problem:
        raise UnreadableError(f"not valid Python: {problem.msg}", problem.lineno or 1) from None
    except ValueError as problem:  # a NUL byte, before Python 3.12
        raise UnreadableError(f"not valid Python: {problem}") from None
    except (RecursionError, MemoryError):
        raise UnreadableError("nested too deeply to be parsed") from None


def without_silenced(inspection: Inspection) -> Inspection:
    """The inspection with the findings that no ``noqa`` comment silences."""
    findings = inspection.findings
    if not findings:
        return inspection
    if noqa.file_suppressed(inspection.document.source):
        return inspection._replace(findings=())
    lines = noqa.noqa_lines(inspection.document.python, inspection.document.source)
    kept = (finding for finding in findings if not noqa.suppressed(lines.get(finding.span.line, ""), finding.code))
    return inspection._replace(findings=tuple(kept))


def placed(document: Document, finding: Finding, repair: Repair | None = None) -> Finding:
    """The finding with its columns in characters of the source."""
    span = _in_source(document, finding.span)
    origin = None if finding.origin is None else _in_source(document, finding.origin)
    return replace(finding, span=span, origin=origin, repair=repair)


def _in_source(document: Document, span: Span) -> Span:
    start, end = document.column(span.line, span.column), document.column(span.end_line, span.end_column)
    return Span(span.line, start, span.end_line, end)
