# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import joblib
from case import Back, Case


def _cache(location: str | None) -> None:
    joblib.Memory(location, verbose=0).cache(len)("four")


CASES = [
    Case("joblib.dump", "a.joblib", lambda p: joblib.dump([1], p), back=Back("joblib.load", joblib.load)),
    Case("joblib.dump", "a.pkl.gz", lambda p: joblib.dump([1], p), back=Back("joblib.load", joblib.load)),
    Case("joblib.Memory", "a", _cache, omitted=lambda: _cache(None)),
]
