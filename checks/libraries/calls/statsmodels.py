# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import statsmodels.api
from case import Back, Case

CASES = [
    Case(
        "statsmodels.base.wrapper.ResultsWrapper.save",
        "a.pkl",
        lambda p: statsmodels.api.OLS(np.arange(4.0), np.ones(4)).fit().save(p),
        back=Back("statsmodels.api.load", statsmodels.api.load),
    )
]
