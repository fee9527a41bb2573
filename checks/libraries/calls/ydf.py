# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import ydf
from case import Back, Case

MODEL = ydf.RandomForestLearner(label="b", num_trees=1, task=ydf.Task.REGRESSION).train(
    {"a": np.arange(20.0), "b": np.arange(20.0)}, verbose=0
)

CASES = [
    Case("ydf.GenericModel.save", "a", MODEL.save, back=Back("ydf.load_model", ydf.load_model)),
]
