"""The Code Quality report of GitLab, which compares two of them by their fingerprints."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from flake8_persist.printable import escaped
from flake8_persist.reports.families import family
from flake8_persist.reports.fingerprints import Fingerprint, fingerprints
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import in_file, relative
from flake8_persist.rules.model import Finding


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    directory = os.getcwd()
    opening = "["
    for report in reports:
        path = relative(report.filename, directory)
        for finding, fingerprint in fingerprints(report, path):
            entry = json.dumps(_entry(path, in_file(finding), fingerprint), indent=2)
            yield opening + "\n  " + entry.replace("\n", "\n  ")
            opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _entry(path: str, finding: Finding, fingerprint: Fingerprint) -> dict[str, object]:
    return {
        "description": escaped(f"{finding.code}: {finding.message}"),
        "check_name": finding.code,
        "fingerprint": fingerprint.unique,
        "severity": family(finding.code).severity.value,
        "location": {"path": _unicode(path), "lines": {"begin": finding.span.line}},
    }


def _unicode(name: str) -> str:
    """The name without the bytes that are no UTF-8, for which strict readers of JSON refuse the whole report."""
    return name.encode("utf-8", "replace").decode()
