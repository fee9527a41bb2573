"""SARIF 2.1.0, for code scanning and for editors. The results are written as they come; what is known only at the end,
which files could not be analysed, follows them.

There is no ``fixes``: a finding says that it can be repaired, and not by which edit. ``properties.fix`` says the same.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from flake8_persist import __version__
from flake8_persist.analysis.access import Span
from flake8_persist.printable import escaped
from flake8_persist.reports.fingerprints import Fingerprint, fingerprints
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import in_file, relative
from flake8_persist.reports.sarif_rules import descriptors, level
from flake8_persist.rules.model import Finding
from flake8_persist.rules.registry import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://flake8-persist.readthedocs.io/"
_ROOT = "%SRCROOT%"
_NOT_FROM_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no byte of a file name
_INDEX = {code: index for index, code in enumerate(RULES)}

Json = dict[str, object]


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    directory = os.getcwd()
    piece = _opening(directory)
    separator = "\n"
    unreadable: list[Json] = []
    for report in reports:
        path = relative(report.filename, directory)
        place = _artifact(path)
        for finding, fingerprint in fingerprints(report, path):
            yield piece + separator + _indented(_result(place, in_file(finding), fingerprint))
            piece, separator = "", ",\n"
        if report.error is not None:
            unreadable.append(_notification(place, report.error, report.error_line))
    yield piece + _closing(unreadable)


def _opening(directory: str) -> str:
    driver = {
        "name": "flake8-persist",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": descriptors(RULES.values()),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": Path(directory).as_uri().rstrip("/") + "/"}},
    }
    head = json.dumps({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
    return f'{head}, "runs": [{json.dumps(run)[:-1]}, "results": ['


def _closing(unreadable: list[Json]) -> str:
    invocation = {"executionSuccessful": not unreadable, "toolExecutionNotifications": unreadable}
    return f'\n], "invocations": [{json.dumps(invocation)}]}}]}}\n'


def _indented(result: Json) -> str:
    return "  " + json.dumps(result, indent=2).replace("\n", "\n  ")


def _result(place: Json, finding: Finding, fingerprint: Fingerprint) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": level(finding.code),
        "message": _message(finding.message),
        "locations": [_location(place, finding.span)],
        "partialFingerprints": {"content/v1": f"{fingerprint.content}:{fingerprint.number + 1}"},
    }
    if finding.origin is not None:
        note = _message(finding.note or "the path was chosen here")
        result["relatedLocations"] = [{"id": 1, **_location(place, finding.origin), "message": note}]
    properties = _properties(finding)
    return {**result, "properties": properties} if properties else result


def _properties(finding: Finding) -> Json:
    repair = finding.repair
    known = {
        "artifact": finding.artifact,
        "storage": finding.storage,
        "path": None if finding.path is None else escaped(finding.path),
        "help": None if finding.help is None else escaped(finding.help),
        "fix": None if repair is None else {"safe": repair.safe, "message": escaped(repair.message)},
    }
    return {name: value for name, value in known.items() if value is not None}


def _notification(place: Json, error: str, line: int) -> Json:
    return {
        "level": "error",
        "message": _message(error),
        "locations": [_location(place, Span(line, 0, line, 0))],
        "associatedRule": {"id": "PST900", "index": _INDEX["PST900"]},
    }


def _message(text: str) -> Json:
    return {"text": escaped(text)}


def _location(place: Json, span: Span) -> Json:
    region: Json = {"startLine": span.line, "endLine": span.end_line}
    if span.end_column:  # otherwise whole lines
        region |= {"startColumn": span.column + 1, "endColumn": span.end_column + 1}
    return {"physicalLocation": {"artifactLocation": place, "region": region}}


def _artifact(path: str) -> Json:
    """Below the root relative to it; elsewhere by an absolute URI, as ``..`` is not allowed behind a base."""
    path = _NOT_FROM_BYTES.sub("\ufffd", path)
    if path.startswith("../") or os.path.isabs(path):
        return {"uri": Path(os.path.abspath(path)).as_uri()}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}
