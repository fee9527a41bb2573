# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pysubs2
from case import Back, Case

SUBTITLES = pysubs2.SSAFile()
SUBTITLES.append(pysubs2.SSAEvent(start=0, end=1000, text="a"))

CASES = [
    Case("pysubs2.SSAFile.save", "a.srt", SUBTITLES.save, back=Back("pysubs2.load", pysubs2.load)),
    Case("pysubs2.SSAFile.save", "a.ass", SUBTITLES.save, back=Back("pysubs2.SSAFile.load", pysubs2.SSAFile.load)),
]
