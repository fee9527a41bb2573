"""The two pure functions: text in, result out. Nothing is read, written, imported or executed."""

from __future__ import annotations

from dataclasses import dataclass

from flake8_persist.rules.model import Finding
from flake8_persist.settings import Settings


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file."""

    filename: str
    source: str
    findings: tuple[Finding, ...]  # by position
    suppressed: int = 0  # findings silenced by noqa comments
    error: str | None = None  # why the file could not be analysed; then there are no findings


@dataclass(frozen=True, slots=True)
class FixResult:
    """What became of one file."""

    filename: str
    original: str
    source: str  # equal to ``original`` where nothing could be or had to be fixed
    fixed: tuple[Finding, ...]  # at their places in ``original``
    remaining: tuple[Finding, ...]  # at their places in ``source``
    refusals: tuple[str, ...] = ()  # why findings were left alone: "line 12: read before it is written"
    error: str | None = None

    @property
    def changed(self) -> bool:
        return self.source != self.original


def analyze(source: str, *, filename: str | None = None, settings: Settings | None = None) -> Report:
    raise NotImplementedError


def fix(source: str, *, filename: str | None = None, settings: Settings | None = None) -> FixResult:
    raise NotImplementedError
