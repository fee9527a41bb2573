"""From findings to a source in which ``noqa`` comments silence them.

>>> from flake8_persist.silencing import silence
>>> silence("open('results.txt', 'w')\\n").source
"open('results.txt', 'w')  # noqa: PST111\\n"

A comment stands where flake8 looks for it: on the line of the finding, or at the end of the string or the joined lines
that this line is part of. Where a comment would be more than a comment, as in a magic, there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from flake8_persist.api import FixResult, may_write
from flake8_persist.inspection import Inspection, UnreadableError, cells_of, inspect, placed, without_silenced
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.document import Document
from flake8_persist.notebooks.notebook import NotebookDocument
from flake8_persist.rules import noqa
from flake8_persist.rules.model import Finding
from flake8_persist.settings import Settings

_ABOUT_THE_FILE = "PST9"  # what could not be read, and comments themselves: nothing that a comment answers
_NOT_A_COMMENT = "a comment on this line would be part of the program"


class _Written(NamedTuple):
    source: str
    refusals: tuple[str, ...]


def silence(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    """The program with a comment for every finding that can have one; ``fixed`` are those that are silenced."""
    name = filename or ""
    if not may_write(source, name, settings):
        return FixResult(name, source, source, (), ())
    try:
        before = without_silenced(inspect(source, filename, settings))
        written = _written(before)
        after = without_silenced(inspect(written.source, filename, settings))
    except UnreadableError as problem:
        return FixResult(name, source, source, (), (), error=str(problem), error_line=problem.line)
    if not _is_the_rest(after, before):
        written, after = _Written(source, ("the comments would change what is found",)), before
    left = Counter(map(_identity, after.findings))
    fixed = [finding for finding in before.findings if not _taken(left, finding)]
    return FixResult(
        name,
        source,
        written.source,
        tuple(placed(before.document, finding) for finding in fixed),
        tuple(placed(after.document, finding) for finding in after.findings),
        written.refusals,
        cells=cells_of(after.document),
    )


def _is_the_rest(after: Inspection, before: Inspection) -> bool:
    """Comments take findings away, and do nothing else."""
    return not Counter(map(_identity, after.findings)) - Counter(map(_identity, before.findings))


def _taken(left: Counter[tuple[str, int, int]], finding: Finding) -> bool:
    identity = _identity(finding)
    left[identity] -= 1
    return left[identity] >= 0


def _identity(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.span.line, finding.span.column


def _written(inspection: Inspection) -> _Written:
    document = inspection.document
    python, shown = ln.split(document.python), ln.split(document.shown)
    together = {line: lines for lines in noqa.joined(document.python) for line in range(lines[0], lines[1] + 1)}
    wanted: dict[int, set[str]] = {}
    refusals: list[str] = []
    for finding in inspection.findings:
        if finding.code.startswith(_ABOUT_THE_FILE):
            continue
        first, last = together.get(finding.span.line, (finding.span.line, finding.span.line))
        named = (line for line in range(first, last + 1) if noqa.has_comment(shown[line - 1]))
        line = next(named, last)
        if _takes_comments(shown[line - 1].strip(), python[line - 1].strip()):
            wanted.setdefault(line, set()).add(finding.code)
        else:
            refusals.append(f"{document.place(finding.span.line).name}: {_NOT_A_COMMENT}")
    return _Written(_commented(document, wanted), tuple(dict.fromkeys(refusals)))


def _takes_comments(shown: str, python: str) -> bool:
    """Python does, also where an export shows it as a comment, and so does a line for the shell unless it goes on."""
    return shown.removeprefix("# ") == python or (shown.startswith("!") and not shown.endswith("\\"))


def _commented(document: Document | NotebookDocument, wanted: Mapping[int, set[str]]) -> str:
    if isinstance(document, Document):
        return _with_comments(document.source, wanted)
    of_cells: dict[int, dict[int, set[str]]] = {}
    for line, codes in wanted.items():
        index, row = document.program.place(line)
        of_cells.setdefault(index, {})[row] = codes
    sources = document.file.sources
    return document.file.edited({index: _with_comments(sources[index], rows) for index, rows in of_cells.items()}, {})


def _with_comments(source: str, wanted: Mapping[int, set[str]]) -> str:
    lines = ln.split(source)
    for line, codes in wanted.items():
        text = lines[line - 1]
        lines[line - 1] = noqa.with_codes(ln.body(text), tuple(sorted(codes))) + ln.ending(text)
    return "".join(lines)
