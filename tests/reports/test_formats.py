from __future__ import annotations

from collections.abc import Iterator

import pytest
from report_examples import CHECKPOINT, report

from flake8_persist.reports.formats import FORMATS, Style, writer
from flake8_persist.reports.model import Report


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_each_finding_before_the_next_file_is_looked_at(name: str) -> None:
    looked_at = []

    def reports() -> Iterator[Report]:
        for filename in ("a.py", "b.py"):
            looked_at.append(filename)
            yield report(CHECKPOINT, filename=filename)

    pieces = writer(name)(reports(), Style())
    assert "PST101" in next(pieces)
    assert looked_at == ["a.py"]
    assert "b.py" in "".join(pieces)
