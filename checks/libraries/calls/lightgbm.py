# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import lightgbm
import numpy as np
from case import Back, Case

ROWS = np.arange(100.0).reshape(50, 2)
SETTINGS = {"verbosity": -1, "num_threads": 1, "min_data_in_leaf": 1}


def _data() -> lightgbm.Dataset:
    return lightgbm.Dataset(ROWS, label=ROWS[:, 0], params=SETTINGS)


CASES = [
    Case(
        "lightgbm.Booster.save_model",
        "a.txt",
        lambda p: lightgbm.train(SETTINGS, _data(), 1).save_model(p),
        back=Back("lightgbm.Booster", lambda p: lightgbm.Booster(model_file=p)),
    ),
    Case(
        "lightgbm.Dataset.save_binary",
        "a.bin",
        lambda p: _data().save_binary(p),
        back=Back("lightgbm.Dataset", lambda p: lightgbm.Dataset(p).construct()),
    ),
]
