"""What a run makes of baselines: old findings are left out and counted, and so is what is recorded and gone."""

from __future__ import annotations

import os
from collections.abc import Iterable

from flake8_persist import baseline
from flake8_persist.configuration import ConfigurationError
from flake8_persist.reading import contents
from flake8_persist.replacing import created
from flake8_persist.reports.model import Report


class Recorded:
    """The baselines of a run by their files, each read once."""

    def __init__(self) -> None:
        self._read: dict[str, baseline.Baseline] = {}
        self._stale = 0

    def baseline(self, file: str) -> baseline.Baseline:
        """Raise :class:`ConfigurationError` for a file that is missing or damaged."""
        if file not in self._read:
            try:
                text = contents(file).decode()
                self._read[file] = baseline.read(text, os.path.dirname(os.path.abspath(file)))
            except OSError as error:
                raise ConfigurationError(f"{file}: the baseline cannot be read: {error.strerror}") from None
            except ValueError as error:  # also what is not UTF-8
                raise ConfigurationError(f"{file}: {error}") from None
        return self._read[file]

    def new(self, report: Report, file: str) -> tuple[Report, int]:
        """The report without what ``file`` records, and how many findings that is."""
        known = self.baseline(file)
        self._stale += known.stale(report)
        return known.new(report)

    @property
    def gone(self) -> int:
        """How many findings are recorded for the files of this run, or for files that are no more, and not found."""
        return self._stale + sum(
            sum(counts.values())
            for known in self._read.values()
            for file, counts in known.counts.items()
            if not file.startswith("<") and not os.path.lexists(os.path.join(known.directory, file))
        )


def record(reports: Iterable[Report], file: str) -> None:
    """Write a new baseline. Raise :class:`~flake8_persist.replacing.OutputError` where that is not possible."""
    with created(file) as stream:
        stream.write(baseline.write(reports, os.path.dirname(os.path.abspath(file))))
