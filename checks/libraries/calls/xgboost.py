# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import xgboost
from case import Back, Case

DATA = xgboost.DMatrix(np.eye(4), label=np.arange(4))


def _train(*callbacks: xgboost.callback.TrainingCallback) -> xgboost.Booster:
    return xgboost.train({"nthread": 1}, DATA, 3, callbacks=callbacks, verbose_eval=False)


def _regressor() -> xgboost.XGBRegressor:
    return xgboost.XGBRegressor(n_estimators=1, n_jobs=1).fit(np.eye(4), np.arange(4))


CASES = [
    Case(
        "xgboost.Booster.save_model",
        "a.json",
        lambda p: _train().save_model(p),
        back=Back("xgboost.Booster.load_model", lambda p: xgboost.Booster().load_model(p)),
    ),
    Case(
        "xgboost.XGBModel.save_model",
        "a.ubj",
        lambda p: _regressor().save_model(p),
        back=Back("xgboost.XGBModel.load_model", lambda p: xgboost.XGBRegressor().load_model(p)),
    ),
    Case("xgboost.Booster.dump_model", "a.txt", lambda p: _train().dump_model(p)),
    Case("xgboost.DMatrix.save_binary", "a.buffer", DATA.save_binary, back=Back("xgboost.DMatrix", xgboost.DMatrix)),
    Case(
        "xgboost.callback.TrainingCheckPoint",
        "a",
        lambda p: _train(xgboost.callback.TrainingCheckPoint(p, interval=1)),
        there=True,
    ),
]
