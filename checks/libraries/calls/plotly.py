# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import plotly.graph_objects
import plotly.io
import plotly.offline
from case import Case

FIGURE = plotly.graph_objects.Figure()

CASES = [
    Case("plotly.graph_objects.Figure.write_html", "a.html", FIGURE.write_html),
    Case("plotly.graph_objects.Figure.write_json", "a.json", FIGURE.write_json),
    Case("plotly.io.write_html", "a.html", lambda p: plotly.io.write_html(FIGURE, p)),
    Case("plotly.io.write_json", "a.json", lambda p: plotly.io.write_json(FIGURE, p)),
    Case(
        "plotly.offline.plot",
        "a.html",
        lambda p: plotly.offline.plot(FIGURE, filename=p, auto_open=False),
        omitted=lambda: plotly.offline.plot(FIGURE, auto_open=False),
    ),
]
