# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import keras
import numpy as np
from case import Back, Case

IMAGE = np.zeros((2, 2, 3))


def _model() -> keras.Sequential:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile(loss=keras.losses.MeanSquaredError())
    return model


def _fit(callback: keras.callbacks.Callback) -> None:
    _model().fit(np.zeros((2, 2)), np.zeros((2, 1)), epochs=1, verbose=0, callbacks=[callback])


def _export(path: str) -> None:
    model = _model()
    model(np.zeros((1, 2)))
    model.export(path, format="onnx")


CASES = [
    Case(
        "keras.Model.save",
        "a.keras",
        lambda p: _model().save(p),
        back=Back("keras.models.load_model", keras.models.load_model),
    ),
    Case(
        "keras.Model.save",
        "a.h5",
        lambda p: _model().save(p),
        although="the writer of .h5 files does it",
        back=Back("keras.saving.load_model", keras.saving.load_model),
    ),
    Case(
        "keras.Model.save_weights",
        "a.weights.h5",
        lambda p: _model().save_weights(p),
        back=Back("keras.Model.load_weights", lambda p: _model().load_weights(p)),
    ),
    Case("keras.models.save_model", "a.keras", lambda p: keras.models.save_model(_model(), p)),
    Case("keras.Model.export", "a.onnx", _export),
    Case("keras.callbacks.ModelCheckpoint", "a.keras", lambda p: _fit(keras.callbacks.ModelCheckpoint(p))),
    Case(
        "keras.callbacks.ModelCheckpoint",
        "a-{epoch:02d}.keras",
        lambda p: _fit(keras.callbacks.ModelCheckpoint(p)),
        lands="a-01.keras",
        back=Back("keras.models.load_model", keras.models.load_model),
    ),
    Case(
        "keras.callbacks.BackupAndRestore",
        "a",
        lambda p: _fit(keras.callbacks.BackupAndRestore(p, delete_checkpoint=False)),
    ),
    Case("keras.callbacks.CSVLogger", "a.csv", lambda p: _fit(keras.callbacks.CSVLogger(p))),
    Case(
        "keras.utils.save_img",
        "a.png",
        lambda p: keras.utils.save_img(p, IMAGE),
        back=Back("keras.utils.load_img", keras.utils.load_img),
    ),
]
