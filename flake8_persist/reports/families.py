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
    "PST900": Family(Severity.CRITICAL, "not-analysed"),
    "PST901": Family(Severity.MINOR, "noqa"),
}


def family(code: str) -> Family:
    """The family of a code; raise :class:`KeyError` if there is none."""
    beginnings = (code[:6], code[:5], code[:4])
    return _FAMILIES[next((one for one in beginnings if one in _FAMILIES), code)]
