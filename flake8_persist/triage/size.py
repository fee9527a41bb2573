"""How much program may stand in one file.

Python's own tree takes half a kilobyte and more for every word and operator, so that ten megabytes of program would
take gigabytes. No program that people write comes near the bound; texts and comments, which take next to nothing,
are not counted.
"""

from __future__ import annotations

import itertools
import re

from flake8_persist.catalog import mentions

LARGEST = 600_000  # words, numbers, operators and brackets: some 60,000 lines

_TOKEN = rb"\w+|[^\w\s]"


def is_too_large(source: str) -> bool:
    if len(source) <= LARGEST:
        return False
    text = source.encode("utf-8", "surrogatepass")
    code = mentions.code_of(text)
    if code is None:
        code = text
    return len(code) > LARGEST and next(itertools.islice(re.finditer(_TOKEN, code), LARGEST, None), None) is not None
