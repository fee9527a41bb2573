# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import lightkurve
import numpy as np
from case import Case

CURVE = lightkurve.LightCurve(time=np.arange(4.0), flux=np.ones(4), flux_err=np.ones(4))

CASES = [
    Case("lightkurve.LightCurve.to_fits", "a.fits", CURVE.to_fits, omitted=CURVE.to_fits),
    Case("lightkurve.LightCurve.to_csv", "a.csv", CURVE.to_csv, omitted=CURVE.to_csv),
]
