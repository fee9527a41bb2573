"""Findings as failed tests, for everything that shows the results of tests. A suite is a file::

    <testsuite name="train.py" tests="1" failures="1" errors="0">
        <testcase name="PST101 model.pth" classname="train" file="train.py" line="10" column="5">
            <failure type="PST101" message="torch.save writes a checkpoint to …">…</failure>

A file that could not be analysed is a test that could not be run: an error. The output is ASCII, so that it is what
its first line says in whatever encoding it is written.
"""

from __future__ import annotations

import html
import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator

from flake8_persist.printable import escaped
from flake8_persist.reports.formats import Style
from flake8_persist.reports.links import documentation
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import in_file, relative
from flake8_persist.rules.model import Finding

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flake8-persist">\n'
_CLOSING = "</testsuites>\n"
_NOTHING_FOUND = """\
    <testsuite name="flake8-persist" tests="1" failures="0" errors="0">
        <testcase name="nothing is lost" classname="flake8-persist"/>
    </testsuite>
"""


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    directory = os.getcwd()
    opening = _OPENING
    for report in reports:
        if report.entries:
            yield opening + _suite(relative(report.filename, directory), report)
            opening = ""
    # Many readers take a report without tests for a broken one.
    yield (opening + _NOTHING_FOUND if opening else "") + _CLOSING


def _suite(name: str, report: Report) -> str:
    entries, errors = report.entries, int(report.error is not None)
    counts = {"tests": len(entries), "failures": len(entries) - errors, "errors": errors}
    cases = []
    names: Counter[str] = Counter()
    for index, finding in enumerate(map(in_file, entries)):
        title = f"{finding.code} {finding.path or ''}".rstrip()
        names[title] += 1
        if names[title] > 1:  # of tests of the same name, some readers keep one
            title += f" ({names[title]})"
        cases.append(_case(name, title, finding, "error" if index < errors else "failure"))
    return f"    <testsuite{_attributes(name=name, **counts)}>\n{''.join(cases)}    </testsuite>\n"


def _case(name: str, title: str, finding: Finding, kind: str) -> str:
    line, column = finding.span.line, finding.span.column + 1
    case = _attributes(name=title, classname=posixpath.splitext(name)[0], file=name, line=line, column=column)
    kept = [f"line {line}, column {column}: {finding.message}", finding.note, documentation(finding.code)]
    details = "\n".join(_text(text) for text in kept if text)
    return (
        f"        <testcase{case}>\n"
        f"            <{kind}{_attributes(type=finding.code, message=finding.message)}>{details}</{kind}>\n"
        "        </testcase>\n"
    )


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{_text(str(value))}"' for name, value in values.items())


def _text(text: str) -> str:
    """``text`` for an attribute or an element; what XML cannot hold is escaped as in the other reports."""
    return html.escape(escaped(text)).encode("ascii", "xmlcharrefreplace").decode()
