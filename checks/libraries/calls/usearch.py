# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
from case import Back, Case
from usearch.index import Index

INDEX = Index(ndim=2)
INDEX.add(0, np.zeros(2, np.float32))

CASES = [
    Case("usearch.index.Index.save", "a.usearch", INDEX.save, back=Back("usearch.index.Index.restore", Index.restore)),
]
