"""Workflow commands that GitHub Actions turns into annotations of a pull request.

``::error file=train.py,line=10,col=5,title=PST101::torch.save writes a checkpoint to …``
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from flake8_persist.analysis.access import Span
from flake8_persist.printable import escaped
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import in_file


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    for report in reports:
        file = _property(report.filename.replace(os.sep, "/"))
        for finding in map(in_file, report.entries):
            title, message = _property(finding.code), _data(finding.message)
            yield f"::error file={file},{_place(finding.span)},title={title}::{message}\n"


def _place(span: Span) -> str:
    """GitHub marks columns within one line alone; they count from 1, and the last one belongs to what is marked."""
    if span.end_line != span.line:
        return f"line={span.line},endLine={span.end_line}"
    end = f",endColumn={span.end_column}" if span.end_column > span.column else ""
    return f"line={span.line},col={span.column + 1}{end}"


def _data(text: str) -> str:
    return escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
