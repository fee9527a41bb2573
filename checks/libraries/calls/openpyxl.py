# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import openpyxl
from case import Back, Case

CASES = [
    Case(
        "openpyxl.Workbook.save",
        "a.xlsx",
        lambda p: openpyxl.Workbook().save(p),
        back=Back("openpyxl.load_workbook", openpyxl.load_workbook),
    )
]
