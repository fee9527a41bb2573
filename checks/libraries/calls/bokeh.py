# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import bokeh.io
import bokeh.plotting
import bokeh.resources
from case import Case


def _save(path: str) -> None:
    bokeh.io.save(bokeh.plotting.figure(), path, resources=bokeh.resources.CDN, title="title")


def _output(path: str) -> None:
    bokeh.io.output_file(path)
    bokeh.io.save(bokeh.plotting.figure())
    bokeh.io.reset_output()


CASES = [Case("bokeh.io.save", "a.html", _save), Case("bokeh.io.output_file", "a.html", _output)]
