"""By what a finding is known again when the lines of its file have moved: its content.

Two findings are equal when file, code, path and the text of the call are, whatever the white space. Equal findings of
one file are told apart by their number.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flake8_persist.notebooks import lines
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding


class Fingerprint(NamedTuple):
    content: str  # shared by equal findings
    number: int  # among them, from 0

    @property
    def unique(self) -> str:
        return _hashed(self.content, self.number) if self.number else self.content


def fingerprints(report: Report, filename: str) -> Iterator[tuple[Finding, Fingerprint]]:
    """Each entry of the report with its fingerprint. ``filename`` is the name that is the same on every machine."""
    seen: Counter[str] = Counter()
    text: str | None = None
    source: Sequence[str] = ()
    for finding in report.entries:
        around = report.text_around(finding)
        if around is not text:
            text, source = around, lines.split(around)
        content = _hashed(filename, finding.code, finding.path, "".join(_text(finding, source).split()))
        yield finding, Fingerprint(content, seen[content])
        seen[content] += 1


def _text(finding: Finding, source: Sequence[str]) -> str:
    """The text of the call; whole lines for what has no columns."""
    span = finding.span
    covered = list(source[span.line - 1 : span.end_line])
    if covered and span.end_column:
        covered[-1] = covered[-1][: span.end_column]
        covered[0] = covered[0][span.column :]
    return "".join(covered)


def _hashed(*parts: str | int | None) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
