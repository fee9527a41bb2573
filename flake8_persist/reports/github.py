"""Workflow commands that GitHub Actions turns into annotations of a pull request.

``::error file=train.py,line=10,col=5,title=PST101::torch.save writes a checkpoint to …``
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from flake8_persist.printable import escaped
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import in_file


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    for report in reports:
        file = _property(report.filename.replace(os.sep, "/"))
        for finding in map(in_file, report.entries):
            line, column = finding.span.line, finding.span.column + 1
            title, message = _property(finding.code), _data(finding.message)
            yield f"::error file={file},line={line},col={column},title={title}::{message}\n"


def _data(text: str) -> str:
    return escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
