"""A stand-in for the analysis, so that the command line can be tried without it.

``save('x')`` is a finding that can be fixed, ``stuck('x')`` one that cannot; ``unreadable`` and ``crash`` do what they
say.
"""

from __future__ import annotations

from report_examples import finding

from flake8_persist.api import FixResult
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.settings import Settings


def _find(source: str) -> tuple[Finding, ...]:
    if "crash" in source:
        raise ZeroDivisionError("division by zero")
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        if line.startswith("save('"):
            found.append(finding(number, message="save loses it", repair=Repair(True, "move it")))
        elif line.startswith("stuck('"):
            found.append(finding(number, code="PST202", message="stuck loses it"))
    return tuple(found)


def _error(source: str) -> str | None:
    return "not valid Python" if "unreadable" in source else None


def analyze(source: str, *, filename: str | None = None, settings: Settings | None = None) -> Report:
    return Report(filename or "", source, _find(source), suppressed=source.count("noqa"), error=_error(source))


def preview(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    left = tuple(found for found in _find(source) if not found.repair)
    return fix(source, filename=filename, settings=settings)._replace(remaining=left)


def fix(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    fixed = source.replace("save('", "save(ROOT + '")
    return FixResult(
        filename=filename or "",
        original=source,
        source=fixed,
        fixed=tuple(found for found in _find(source) if found.repair),
        remaining=_find(fixed),
        refusals=("line 2: read before it is written",) if "stuck" in source else (),
        error=_error(source),
    )
