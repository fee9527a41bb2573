# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import fpdf
from case import Case


def _output(*path: str) -> None:
    document = fpdf.FPDF()
    document.add_page()
    document.output(*path)


CASES = [Case("fpdf.FPDF.output", "a.pdf", _output, omitted=_output)]
