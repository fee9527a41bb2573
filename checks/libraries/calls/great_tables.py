# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pandas as pd
from case import Case
from great_tables import GT

TABLE = GT(pd.DataFrame({"a": [1, 2]}))

CASES = [Case("great_tables.GT.write_raw_html", "a.html", TABLE.write_raw_html)]
