# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pandas as pd
from case import Back, Case
from skforecast.recursive import ForecasterRecursive
from skforecast.utils import load_forecaster, save_forecaster
from sklearn.linear_model import LinearRegression


def _save(path: str) -> None:
    forecaster = ForecasterRecursive(LinearRegression(), lags=2)
    forecaster.fit(pd.Series(range(20), dtype=float))
    save_forecaster(forecaster, path, verbose=False)


CASES = [
    Case(
        "skforecast.utils.save_forecaster",
        "a.joblib",
        _save,
        back=Back("skforecast.utils.load_forecaster", lambda p: load_forecaster(p, verbose=False)),
    ),
]
