# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from case import Case
from lets_plot import geom_point, ggplot, ggsave

PLOT = ggplot() + geom_point(x=0, y=0)

CASES = [
    Case(
        "lets_plot.ggsave",
        "a",
        lambda p: ggsave(PLOT, "a.html", path=p),
        parameter="path",
        omitted=lambda: ggsave(PLOT, "a.html"),
    ),
]
