# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import altair
from case import Case

CHART = altair.Chart(altair.Data(values=[])).mark_point()

CASES = [
    Case("altair.TopLevelMixin.save", "a.html", CHART.save),
    Case("altair.Chart.save", "a.json", CHART.save),
]
