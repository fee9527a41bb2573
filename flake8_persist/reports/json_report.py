"""A list of findings for other programs. Rows and columns are 1-based; columns count characters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from flake8_persist.reports.formats import Style
from flake8_persist.reports.links import documentation
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    opening = "["
    for report in reports:
        for finding in report.entries:
            entry = json.dumps(_entry(report.filename, finding), indent=2)
            yield opening + "\n  " + entry.replace("\n", "\n  ")
            opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _entry(filename: str, finding: Finding) -> dict[str, object]:
    span, origin, repair = finding.span, finding.origin, finding.repair
    return {
        "code": finding.code,
        "message": finding.message,
        "filename": filename,
        "cell": finding.cell,
        "location": _location(span.line, span.column),
        "end_location": _location(span.end_line, span.end_column),
        "origin": _location(origin.line, origin.column) if origin else None,
        "artifact": finding.artifact,
        "storage": finding.storage,
        "path": finding.path,
        "fix": {"safe": repair.safe, "message": repair.message} if repair else None,
        "url": documentation(finding.code),
    }


def _location(line: int, column: int) -> dict[str, int]:
    return {"row": line, "column": column + 1}
