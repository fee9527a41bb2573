# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import docx
from case import Back, Case

CASES = [
    Case(
        "docx.document.Document.save",
        "a.docx",
        lambda p: docx.Document().save(p),
        back=Back("docx.Document", docx.Document),
    )
]
