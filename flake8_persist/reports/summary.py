"""The closing lines for people: how much was found, how much of it can be fixed, how often each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flake8_persist.reports.model import Report


class Tally:
    """Counts over the reports of a run."""

    __slots__ = ("codes", "errors", "files", "fixable", "old", "unsafely", "unwritten")

    def __init__(self, *, errors: int = 0) -> None:
        self.codes: Counter[str] = Counter()
        self.files = 0  # with findings
        self.errors = errors  # files that could not be analysed or written
        self.unwritten = 0  # files among these that could not be written
        self.fixable = 0
        self.unsafely = 0  # fixable with --unsafe-fixes
        self.old = 0  # findings that are recorded in a baseline, and not in these reports

    def add(self, report: Report) -> None:
        self.errors += report.error is not None
        self.files += bool(report.findings)
        for finding in report.findings:
            self.codes[finding.code] += 1
            if finding.repair is not None:
                self.fixable += finding.repair.safe
                self.unsafely += not finding.repair.safe


def summary(tally: Tally, *, unsafe_fixes: bool = False) -> str:
    """``12 findings in 5 files, 11 can be fixed with persist-fix``; empty where there is nothing to say."""
    parts: list[str] = []
    if tally.codes:
        parts.append(f"{count(tally.codes.total(), 'finding')} in {count(tally.files, 'file')}")
        fixable = tally.fixable + (tally.unsafely if unsafe_fixes else 0)
        if fixable:
            parts.append(f"{fixable} can be fixed with persist-fix")
        if tally.unsafely and not unsafe_fixes:
            parts.append(f"{tally.unsafely} {'more' if fixable else 'can be fixed'} with persist-fix --unsafe-fixes")
    elif tally.old:
        parts.append("no new findings")
    if tally.old:
        parts.append(f"{tally.old} old not shown")
    if tally.errors > tally.unwritten:
        parts.append(f"{count(tally.errors - tally.unwritten, 'file')} could not be analysed")
    if tally.unwritten:
        parts.append(f"{count(tally.unwritten, 'file')} could not be written")
    return ", ".join(parts)


def statistics(tally: Tally, names: Mapping[str, str]) -> str:
    """A line for each code, the most frequent first."""
    width = max((len(str(number)) for number in tally.codes.values()), default=0)
    rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{number:>{width}} {code} {names.get(code, '')}".rstrip() + "\n" for code, number in rows)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
