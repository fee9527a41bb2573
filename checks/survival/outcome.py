"""The closing table: what became of each program's files, from the properties that its test has left."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

_HEAD = f"{'program':52} {'lost before':>11} {'kept after':>10} {'next session':>14}"


def outcomes(reports: Iterable[pytest.TestReport]) -> list[str]:
    rows = [(dict(report.user_properties), report.passed) for report in reports]
    rows = [(row, passed) for row, passed in rows if "program" in row]
    if not rows:
        return []
    lines = [_HEAD, *(_line(row, passed) for row, passed in rows)]
    survived = sum(passed for _, passed in rows)
    resumed = sum(row.get("resumes") is True for row, passed in rows if passed)
    lost, kept = (sum(int(str(row.get(name, 0))) for row, _ in rows) for name in ("lost", "kept"))
    lines.append(
        f"{f'{survived} of {len(rows)} survive ({survived / len(rows):.1%})':52} {lost:11} {kept:10} "
        f"{f'{resumed} resume':>14}"
    )
    return lines


def _line(row: dict[str, object], passed: bool) -> str:
    session = "FAILED" if not passed else "resumes" if row.get("resumes") else "works"
    return f"{row['program']!s:52.52} {row.get('lost', '?'):>11} {row.get('kept', '?'):>10} {session:>14}"
