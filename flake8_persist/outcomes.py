"""What becomes of one file: bytes in, a report and perhaps other bytes out. There is an outcome whatever goes wrong.

Tasks and outcomes can be sent to another process and back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from flake8_persist import api
from flake8_persist.notebooks import encoding
from flake8_persist.reading import contents
from flake8_persist.reports.model import Report, internal_error
from flake8_persist.settings import Settings


class Outcome(NamedTuple):
    report: Report  # what is found, or what is left after the fix
    fixed: int = 0  # findings
    data: bytes | None = None  # the new contents; None: as they were
    refusals: tuple[str, ...] = ()  # why findings are left alone
    crash: str | None = None  # the traceback of an internal error
    before: bytes = b""  # what was read


Treatment = Callable[[bytes, str, "str | None", Settings], Outcome]  # of the contents, under a name in reports


class Task(NamedTuple):
    """What is to be done about one file."""

    path: str
    name: str  # in reports
    filename: str | None  # by which settings and the root are chosen
    settings: Settings
    treatment: Treatment
    data: bytes | None = None  # what has been read already
    problem: str | None = None  # why it cannot be


def outcome(task: Task) -> Outcome:
    if task.problem is not None:
        return failed(task.name, task.problem)
    try:
        data = contents(task.path) if task.data is None else task.data
    except OSError as error:
        return failed(task.name, f"cannot be read: {error.strerror}")
    return task.treatment(data, task.name, task.filename, task.settings)._replace(before=data)


class _Rewrite(Protocol):
    def __call__(self, source: str, *, filename: str | None, settings: Settings) -> api.FixResult: ...


def check(data: bytes, name: str, filename: str | None, settings: Settings) -> Outcome:
    """Find, and change nothing."""
    try:
        report = api.analyze(_decoded(data).text, filename=filename, settings=settings)
    except Exception as error:
        return _failed(name, error)
    return Outcome(report._replace(filename=name))


def fix(data: bytes, name: str, filename: str | None, settings: Settings) -> Outcome:
    """Find and repair."""
    return _rewritten(api.fix, data, name, filename, settings)


def preview(data: bytes, name: str, filename: str | None, settings: Settings) -> Outcome:
    """Find and repair, to be shown: what is left is reported of the contents as they are."""
    return _rewritten(api.preview, data, name, filename, settings, stays=True)


def silence(data: bytes, name: str, filename: str | None, settings: Settings) -> Outcome:
    """Find, and add comments that silence what is found."""
    from flake8_persist import silencing

    return _rewritten(silencing.silence, data, name, filename, settings)


def _rewritten(
    rewrite: _Rewrite, data: bytes, name: str, filename: str | None, settings: Settings, *, stays: bool = False
) -> Outcome:
    try:
        decoded = _decoded(data)
        result = rewrite(decoded.text, filename=filename, settings=settings)
        changed = encoding.encode(result.source, decoded) if result.changed else None
    except Exception as error:
        return _failed(name, error)
    source = result.original if stays else result.source
    report = Report(
        name, source, result.remaining, error=result.error, error_line=result.error_line, cells=result.cells
    )
    return Outcome(report, len(result.fixed), changed, result.refusals)


def failed(name: str, reason: str) -> Outcome:
    """The outcome for what cannot even be read."""
    return Outcome(Report(name, "", (), error=reason))


class _UndecodableError(Exception):
    """The bytes are no text in the encoding that the file declares."""


def _decoded(data: bytes) -> encoding.Decoded:
    try:
        return encoding.decode(data)
    except (UnicodeError, SyntaxError, LookupError) as error:
        raise _UndecodableError(f"cannot be decoded: {error}") from None


def _failed(name: str, error: Exception) -> Outcome:
    if isinstance(error, _UndecodableError):
        return failed(name, str(error))
    import traceback  # of use here alone

    return Outcome(Report(name, "", (), error=internal_error(error)), crash=traceback.format_exc())
