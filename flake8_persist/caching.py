"""What earlier runs have found, by the contents of files: what has not changed is not analysed again.

An entry holds for one text under one name and one set of settings, and for one state of this package. All entries are
rows of one database, which several runs may use at once. They are data in JSON: nothing in a cache is ever executed,
and a cache that is damaged or cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from flake8_persist import __version__
from flake8_persist.analysis.access import Span
from flake8_persist.notebooks import encoding
from flake8_persist.outcomes import Outcome, Task
from flake8_persist.reading import contents
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding, Repair

_ENTRIES = 20_000  # that are kept: some ten megabytes
_AT_ONCE = 1_000  # that are written
_SECONDS = 5.0  # to wait for another run
_DAY = 86_400

_TABLE = "CREATE TABLE IF NOT EXISTS outcome (key BLOB PRIMARY KEY, day INTEGER, found TEXT) WITHOUT ROWID"
_WRITE = "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?)"
_TRIM = "DELETE FROM outcome WHERE key IN (SELECT key FROM outcome ORDER BY day DESC LIMIT -1 OFFSET ?)"


def default_directory() -> str:
    """``~/.cache/flake8-persist``, or what the platform has instead."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(os.path.expanduser("~"), "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "flake8-persist")


class Cache:
    def __init__(self, directory: str) -> None:
        self._day = int(time.time()) // _DAY
        self._state = _state_of_package()
        self._fresh: list[tuple[bytes, int, str]] = []
        self._answered: set[str] = set()  # paths
        self._connection: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            os.makedirs(directory, exist_ok=True)
            self._connection = _opened(os.path.join(directory, "outcomes.sqlite3"))

    def known(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome | None]]:
        """Each task, with what is known already of its outcome."""
        for task in tasks:
            yield task, self._outcome(task)

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Remember an outcome that leaves the file as it is."""
        if self._connection is None or task.path in self._answered:
            return
        if task.problem is not None or outcome.data is not None or outcome.crash is not None:
            return
        self._fresh.append((self._key(task, outcome.before), self._day, _packed(outcome)))
        if len(self._fresh) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        self._write()
        if self._connection is not None:
            self._connection.close()

    def _outcome(self, task: Task) -> Outcome | None:
        if self._connection is None or task.problem is not None or task.data is not None:
            return None
        try:
            data = contents(task.path)
            row = self._connection.execute(
                "SELECT day, found FROM outcome WHERE key = ?", (key := self._key(task, data),)
            ).fetchone()
            if row is None:
                return None
            if row[0] < self._day:
                self._fresh.append((key, self._day, row[1]))
            outcome = _unpacked(row[1], task, data)
        except (OSError, sqlite3.Error, ValueError, TypeError, KeyError):
            return None  # it will be found again, and what is wrong with it
        self._answered.add(task.path)
        return outcome

    def _key(self, task: Task, data: bytes) -> bytes:
        about = (self._state, task.filename, task.settings, task.treatment.__name__)
        return hashlib.sha256(repr(about).encode("utf-8", "surrogatepass") + b"\0" + data).digest()

    def _write(self) -> None:
        fresh, self._fresh = self._fresh, []
        if self._connection is None or not fresh:
            return
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany(_WRITE, fresh)
            self._connection.execute(_TRIM, (_ENTRIES,))


def _opened(file: str) -> sqlite3.Connection:
    try:
        return _connected(file)
    except sqlite3.OperationalError:
        raise  # another run is at it, or the directory cannot be written to
    except sqlite3.DatabaseError:  # no database, or a damaged one
        os.unlink(file)
        return _connected(file)


def _connected(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_SECONDS)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine costs can be found again
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _state_of_package() -> str:
    """Changes with every change of the code or its tables, also where no version tells."""
    newest = count = 0
    for directory, _, files in os.walk(os.path.dirname(__file__)):
        if not directory.endswith("__pycache__"):
            count += len(files)
            newest = max(newest, *(os.stat(os.path.join(directory, name)).st_mtime_ns for name in files), 0)
    return f"{__version__} {sys.version_info[:2]} {count} {newest}"


def _packed(outcome: Outcome) -> str:
    report = outcome.report
    return json.dumps(
        [report.findings, report.suppressed, report.error, report.error_line, report.cells, outcome.refusals],
        separators=(",", ":"),
    )


def _unpacked(text: str, task: Task, data: bytes) -> Outcome:
    findings, suppressed, error, error_line, cells, refusals = json.loads(text)
    source = encoding.decode(data).text if findings or error is not None else ""
    report = Report(
        task.name,
        source,
        tuple(_finding(*finding) for finding in findings),
        suppressed,
        error,
        error_line,
        tuple((number, cell) for number, cell in cells),
    )
    return Outcome(report, refusals=tuple(refusals), before=data)


def _finding(code: str, message: str, span: list[int], origin: list[int] | None, *rest: Any) -> Finding:
    note, help_, artifact, storage, path, access, repair, cell = rest
    start = None if origin is None else Span(*origin)
    made = None if repair is None else Repair(*repair)
    return Finding(code, message, Span(*span), start, note, help_, artifact, storage, path, access, made, cell)
