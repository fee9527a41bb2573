"""The closing table: what the tests of each library came to.

Tests leave what they know as properties of their reports: the library's release, the API, and what was found for a
row that does not say whether parents are created.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import NamedTuple

import pytest


class Tally(NamedTuple):
    release: str
    apis: int
    agree: int
    disagree: int
    parents: frozenset[tuple[str, str]]

    def line(self) -> str:
        if not self.apis and not self.disagree:
            return f"{self.release:36} not installed"
        return f"{self.release:36} {self.apis:5} {self.agree:6} {self.disagree:9} {len(self.parents):14}"


def tallies(reports: Iterable[pytest.TestReport]) -> list[Tally]:
    by_release: dict[str, list[pytest.TestReport]] = {}
    for report in reports:
        properties = dict(report.user_properties)
        if "release" in properties:
            by_release.setdefault(str(properties["release"]), []).append(report)
    lines = [_tally(release, own) for release, own in sorted(by_release.items())]
    total = Tally(
        "all",
        sum(one.apis for one in lines),
        sum(one.agree for one in lines),
        sum(one.disagree for one in lines),
        frozenset(itertools.chain.from_iterable(one.parents for one in lines)),
    )
    return [*lines, total]


def _tally(release: str, reports: list[pytest.TestReport]) -> Tally:
    tried = [report for report in reports if report.outcome != "skipped"]
    properties = [dict(report.user_properties) for report in tried]
    return Tally(
        release,
        len({one["api"] for one in properties if "api" in one}),
        sum(report.passed for report in tried),
        sum(report.failed for report in tried),
        frozenset((str(one["row"]), str(one["parents"])) for one in properties if "parents" in one),
    )
