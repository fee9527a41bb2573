# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import lance
import pyarrow as pa
from case import Back, Case

TABLE = pa.table({"a": [1, 2]})

CASES = [
    Case(
        "lance.write_dataset",
        "a.lance",
        lambda p: lance.write_dataset(TABLE, p),
        back=Back("lance.dataset", lambda p: lance.dataset(p).to_table()),
    ),
]
