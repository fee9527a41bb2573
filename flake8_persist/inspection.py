"""One file, read and judged: what both functions of the library start from."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.access import Program, Span
from flake8_persist.catalog import customary, mentions
from flake8_persist.environments import registry
from flake8_persist.environments.model import Environment
from flake8_persist.notebooks import colab
from flake8_persist.notebooks.document import Document, Omission
from flake8_persist.notebooks.folded import unfolded
from flake8_persist.notebooks.parsing import parsed
from flake8_persist.notebooks.reader import read
from flake8_persist.rules import unreadable
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.rules.selection import asks_for_more, selected
from flake8_persist.settings import Settings
from flake8_persist.stored_notebooks import is_notebook
from flake8_persist.triage.roots import imported_roots
from flake8_persist.triage.size import is_too_large
from flake8_persist.triage.words import words_of
from flake8_persist.triage.worth import worth_analysing

if TYPE_CHECKING:
    from flake8_persist.catalog.loader import Catalog
    from flake8_persist.catalog.model import Api
    from flake8_persist.notebooks.notebook import NotebookDocument

    _AnyDocument = Document | NotebookDocument

_UNUSED = "PST901"


class UnreadableError(Exception):
    """The message says, for people, why a file cannot be analysed; ``line`` is where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Inspection(NamedTuple):
    document: Document | NotebookDocument
    tree: ast.Module
    program: Program
    environment: Environment
    findings: tuple[Finding, ...]  # the selected ones; columns count UTF-8 bytes of the Python
    settings: Settings  # those of this file
    folded: frozenset[int] = frozenset()  # lines whose statements the source has in a string


def inspect(source: str, filename: str | None, settings: Settings | None, tree: ast.Module | None = None) -> Inspection:
    """Read, parse, analyse and judge. ``tree`` is that of ``source``, where somebody has parsed it already."""
    settings = (settings or Settings()).for_file(filename or "")
    document, tree = _read(source, filename, tree)
    tree, folded = unfolded(tree, document.python)
    roots = _roots(tree, document.python)
    omitted = unreadable.not_analysed(_omissions(document, folded, roots))
    if asks_for_more(settings) or _worth_analysing(tree, document.python, roots, settings):
        environment = _environment(source, settings)
        program = _analysed(tree, document.python, environment, roots, settings)
        judged = _judged(program, environment, document, settings)
        found = tuple(sorted((*omitted, *judged), key=_place)) if omitted else tuple(judged)
    else:
        environment = registry.environment(registry.DEFAULT)  # where there is nothing to judge, any will do
        program, found = Program(), tuple(omitted)
    findings = tuple(finding for finding in found if selected(finding.code, settings))
    if selected(_UNUSED, settings):
        from flake8_persist.rules.unused import unused

        idle = unused(document.python, document.shown, found)
        findings = tuple(sorted((*findings, *idle), key=_place))
    return Inspection(document, tree, program, environment, findings, settings, folded)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.span.line, finding.span.column


def _roots(tree: ast.Module, python: str) -> frozenset[str]:
    """The modules that a program imports, and those of which it uses a name without having imported it."""
    imported = imported_roots(tree)
    words = mentions.words_of(python.encode("utf-8", "surrogatepass"))
    if customary.roots(words) <= imported:  # as in most programs, of which the words are known already
        return imported
    return imported | customary.roots(customary.used(python))


def _environment(source: str, settings: Settings) -> Environment:
    from flake8_persist.environments import detection

    return registry.environment(detection.detect(source) if settings.environment == "auto" else settings.environment)


def _analysed(
    tree: ast.Module, python: str, environment: Environment, roots: frozenset[str], settings: Settings
) -> Program:
    from flake8_persist.analysis.program import Given, analyse  # loads the analysis, which few files need

    given = Given(
        environment,
        settings.persistent_paths,
        settings.ephemeral_paths,
        settings.assume_mounted,
        frozenset(settings.ignore_apis),
        asks_for_more(settings),
        colab.blank_fields(python),
    )
    return analyse(tree, given, _catalog(roots, settings))


def _judged(program: Program, environment: Environment, document: _AnyDocument, settings: Settings) -> list[Finding]:
    from flake8_persist.rules.judge import judge

    lines = document.python.splitlines()
    judged = judge(program, environment, lines=lines, named=_named(document), root=settings.root)
    return sorted((_on_own_line(finding, program, document) for finding in judged), key=_place)


def _on_own_line(finding: Finding, program: Program, document: _AnyDocument) -> Finding:
    """A command in a cell magic is found where it stands in the cell, if that is kept line by line."""
    row = 0 if finding.access is None else program.accesses[finding.access].row
    line = document.below(finding.span.line, row) if row else finding.span.line
    return finding if line == finding.span.line else finding._replace(span=Span(line, 0, line, 0))


def _worth_analysing(tree: ast.Module, python: str, roots: frozenset[str], settings: Settings) -> bool:
    return worth_analysing(tree, python, words_of(python, roots, _extra_apis(settings)), roots)


def _read(source: str, filename: str | None, tree: ast.Module | None) -> tuple[_AnyDocument, ast.Module]:
    """The file as Python, and the tree of that: parsed once, unless Python had to be made of it."""
    if is_notebook(source, filename):
        document: _AnyDocument = _read_notebook(source)
        _refuse_too_large(document.python)
        return document, _parsed(document.python)
    _refuse_too_large(source)
    marimo = _read_marimo(source)
    if marimo is not None:
        return marimo, _parsed(marimo.python)
    if tree is None:
        outcome = parsed(source)
        tree = outcome if isinstance(outcome, ast.Module) else None
    document = read(source, is_python=tree is not None)
    if tree is None or document.python != source:
        tree = document.tree or _parsed(document.python)
    return document, tree


def _read_notebook(source: str) -> NotebookDocument:
    from flake8_persist.notebooks.ipynb import NotebookError
    from flake8_persist.notebooks.notebook import read_notebook

    try:
        return read_notebook(source)
    except NotebookError as problem:
        raise UnreadableError(str(problem), problem.line) from None


def _read_marimo(source: str) -> NotebookDocument | None:
    if "marimo.App(" not in source:
        return None
    from flake8_persist.notebooks.notebook import read_marimo

    return read_marimo(source)


def _omissions(document: Document | NotebookDocument, folded: frozenset[int], roots: frozenset[str]) -> list[Omission]:
    """What was left out and may write; ``roots`` are what the rest of the file imports."""
    omissions = [one for one in document.omissions if not one.is_readable or one.line not in folded]
    if not omissions:
        return []
    lines, imports = document.shown.splitlines(), " ".join(sorted(roots))
    return [one for one in omissions if not one.is_readable or _is_worth_a_word(one, lines, imports)]


def _is_worth_a_word(omission: Omission, lines: list[str], imports: str) -> bool:
    """Whether a part that can be read may write."""
    text = "\n".join(lines[omission.line - 1 : omission.end_line])
    for method in ("run_cell_magic", "run_line_magic", "magic"):
        text = text.replace(f"get_ipython().{method}(", "(")
    text = text.replace("\\n", " ")
    return _may_write(text) or (_may_write(f"{text}\n{imports}") and not _may_write(imports))


def _may_write(text: str) -> bool:
    return mentions.mentioned(text.encode("utf-8", "surrogatepass"))


def _named(document: Document | NotebookDocument) -> Callable[[int], str]:
    return lambda line: document.place(line).name


def _catalog(roots: frozenset[str], settings: Settings) -> Catalog:
    from flake8_persist.catalog.loader import Catalog

    known = Catalog.for_roots(roots)
    return known.with_rows(_extra_apis(settings)) if settings.extra_apis else known


def _extra_apis(settings: Settings) -> list[Api]:
    if not settings.extra_apis:
        return []
    from flake8_persist.catalog import declaration

    return [declaration.parse(text) for text in settings.extra_apis]


def _refuse_too_large(python: str) -> None:
    if is_too_large(python):
        raise UnreadableError("too large to be analysed: more words and operators than any program has")


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
    findings, document = inspection.findings, inspection.document
    text = document.shown if cells_of(document) else document.source
    if not findings or b"noqa" not in text.encode("utf-8", "surrogatepass").lower():  # bytes: six times as fast
        return inspection
    from flake8_persist.rules import noqa

    if noqa.file_suppressed(text):
        return inspection._replace(findings=())
    lines = noqa.noqa_lines(document.python, document.shown)
    kept = (finding for finding in findings if not noqa.suppressed(lines.get(finding.span.line, ""), finding.code))
    return inspection._replace(findings=tuple(kept))


def placed(document: Document | NotebookDocument, finding: Finding, repair: Repair | None = None) -> Finding:
    """The finding where people see it: lines of its cell, columns in characters of the source."""
    cell = document.place(finding.span.line).cell
    origin = finding.origin
    if origin is not None:  # what is in another cell is told by the message alone
        origin = _in_source(document, origin) if document.place(origin.line).cell == cell else None
    return finding._replace(span=_in_source(document, finding.span), origin=origin, repair=repair, cell=cell)


def _in_source(document: Document | NotebookDocument, span: Span) -> Span:
    start, end = document.column(span.line, span.column), document.column(span.end_line, span.end_column)
    return Span(document.place(span.line).row, start, document.place(span.end_line).row, end)


def cells_of(document: Document | NotebookDocument) -> tuple[tuple[int, str], ...]:
    """The numbers and sources of the cells; none where the file has no cells."""
    return () if isinstance(document, Document) else document.cells
