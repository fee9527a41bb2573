"""The findings that a team has decided to live with: old ones are known again by content, new ones are reported.

A baseline is a file of JSON with one line for all equal findings of a file, so that a change to it reads well::

    {"version": 1, "findings": [
    {"file": "train.py", "code": "PST101", "path": "model.pth", "fingerprint": "5d41…", "count": 1}
    ]}

Files are named relative to the directory that the baseline lies in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flake8_persist.reports.fingerprints import fingerprints
from flake8_persist.reports.model import Report
from flake8_persist.reports.places import relative

VERSION = 1

_ENTRY = {"file": str, "code": str, "fingerprint": str, "count": int}


@dataclass(frozen=True, slots=True)
class Baseline:
    directory: str
    counts: Mapping[str, Mapping[str, int]]  # file -> fingerprint -> how many findings have it

    def new(self, report: Report) -> tuple[Report, int]:
        """The report without the findings that are recorded, and how many those are."""
        if report.error is not None:
            return report, 0
        filename = relative(report.filename, self.directory)
        known = self.counts.get(filename, {})
        kept = tuple(
            finding
            for finding, fingerprint in fingerprints(report, filename)
            if fingerprint.number >= known.get(fingerprint.content, 0)
        )
        return report._replace(findings=kept), len(report.findings) - len(kept)

    def stale(self, report: Report) -> int:
        """How many findings are recorded for the file of the report and no longer in it."""
        if report.error is not None:
            return 0
        filename = relative(report.filename, self.directory)
        found = Counter(fingerprint.content for _, fingerprint in fingerprints(report, filename))
        return (Counter(self.counts.get(filename, {})) - found).total()


def write(reports: Iterable[Report], directory: str) -> str:
    """The baseline for a file in ``directory`` that holds all findings. What could not be analysed is never in it."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for report in reports:
        if report.error is None:
            filename = relative(report.filename, directory)
            for finding, fingerprint in fingerprints(report, filename):
                counts[filename, finding.code, finding.path or "", fingerprint.content] += 1
    lines = [
        json.dumps({"file": file, "code": code, "path": path, "fingerprint": content, "count": count})
        for (file, code, path, content), count in sorted(counts.items())
    ]
    return "\n".join([f'{{"version": {VERSION}, "findings": [', *_separated(lines), "]}"]) + "\n"


def read(text: str, directory: str) -> Baseline:
    """The baseline in a file of ``directory``; raise :class:`ValueError` with one line for what is none."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not a baseline: line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise ValueError("not a baseline: nested too deeply") from None
    if not isinstance(data, dict) or "version" not in data:
        raise ValueError("not a baseline: it has no version")
    if data["version"] != VERSION:
        raise ValueError(f"version {json.dumps(data['version'])} of a baseline cannot be read, only version {VERSION}")
    entries = data.get("findings")
    if not isinstance(entries, list):
        raise ValueError("not a baseline: it has no list of findings")
    counts: dict[str, Counter[str]] = {}
    for number, entry in enumerate(entries, start=1):
        if not _is_entry(entry):
            raise ValueError(f"not a baseline: its finding {number} is damaged")
        counts.setdefault(entry["file"], Counter())[entry["fingerprint"]] += entry["count"]
    return Baseline(directory, counts)


def _separated(lines: list[str]) -> list[str]:
    return [f"{line}," for line in lines[:-1]] + lines[-1:]


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and all(type(entry.get(name)) is kind for name, kind in _ENTRY.items())
        and entry["count"] > 0
    )
