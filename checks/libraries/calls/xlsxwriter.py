# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import xlsxwriter
from case import Case


def _book(path: str) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()


CASES = [Case("xlsxwriter.Workbook", "a.xlsx", _book)]
