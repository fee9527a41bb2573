"""How grave a finding is, and under which heading it goes, for programs that sort by such things."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Severity(enum.Enum):
    """From the gravest: work is lost; what can be made again is lost, or may be; a habit that may cost something."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Family(NamedTuple):
    """Codes with the same beginning."""

    severity: Severity
    tag: str


_FAMILIES = {
    "PST10": Family(Severity.CRITICAL, "data-loss"),
    "PST11": Family(Severity.CRITICAL, "data-loss"),
    "PST12": Family(Severity.MAJOR, "data-loss"),  # logs
    "PST13": Family(Severity.MAJOR, "data-loss"),  # figures
    "PST2": Family(Severity.CRITICAL, "storage-setup"),
    "PST3": Family(Severity.MAJOR, "unnoticed-failure"),
    "PST4": Family(Severity.MINOR, "progress-at-risk"),
    "PST9": Family(Severity.CRITICAL, "not-analysed"),
}


def family(code: str) -> Family:
    """The family of a code; raise :class:`KeyError` if there is none."""
    return _FAMILIES[code[:5] if code[:5] in _FAMILIES else code[:4]]
