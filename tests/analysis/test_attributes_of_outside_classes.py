"""What a class of the file finds on itself, because the class of a library that it derives from has put it there."""

from __future__ import annotations

import pytest
from written_paths import written

CASES = {
    "the model of a callback of keras": (
        "import keras\n"
        "class Keep(keras.callbacks.Callback):\n"
        "    def on_epoch_end(self, epoch, logs=None):\n"
        "        self.model.save('last')",
        ["last"],
    ),
    "the model of a callback of Stable-Baselines3": (
        "from stable_baselines3.common.callbacks import BaseCallback\n"
        "class Best(BaseCallback):\n"
        "    def __init__(self, out):\n"
        "        super().__init__()\n"
        "        self.path = f'{out}/best'\n"
        "    def _on_step(self):\n"
        "        self.model.save(self.path)\n"
        "model.learn(10, callback=Best('logs'))",
        ["logs/best"],
    ),
    "of a class that is derived further on": (
        "from stable_baselines3.common.callbacks import EvalCallback\n"
        "class Own(EvalCallback):\n"
        "    pass\n"
        "class Best(Own):\n"
        "    def _on_step(self):\n"
        "        self.model.save('best')",
        ["best"],
    ),
    "what the class sets itself is its own": (
        "import keras\n"
        "class Keep(keras.callbacks.Callback):\n"
        "    def __init__(self, shelf):\n"
        "        self.model = shelf\n"
        "    def on_epoch_end(self, epoch, logs=None):\n"
        "        self.model.save('last')",
        [],
    ),
    "another class has no model": (
        "class Keep(Shelf):\n    def on_epoch_end(self, epoch, logs=None):\n        self.model.save('last')",
        [],
    ),
    "a directory that it was made with": (
        "from transformers import TrainingArguments\n"
        "args = TrainingArguments(output_dir='out')\nopen(args.output_dir + '/a', 'w')",
        ["out", "out/a"],
    ),
    "a directory that it was made with, by place": (
        "from lightning.pytorch.callbacks import ModelCheckpoint\n"
        "saving = ModelCheckpoint('out')\nopen(saving.dirpath + '/a', 'w')",
        ["out", "out/a"],
    ),
    "made for whoever asks": (
        "from transformers import TrainingArguments\n"
        "def make(out):\n    return TrainingArguments(out)\n"
        "a, b = make('a'), make('b')\nopen(a.output_dir + '/x', 'w')",
        ["a|b", "{…}/x"],
    ),
    "a name that is no path": ("import h5py\nfile = h5py.File('a.h5', 'w')\nopen(file.name, 'w')", ["a.h5", "{…}"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_its_attributes(source: str, expected: list[str]) -> None:
    assert written(source) == expected


def test_fastai_brings_the_functions_of_fastcore() -> None:
    assert written("from fastai.vision.all import *\nsave_pickle('tta.pkl', 1)") == ["tta.pkl"]
