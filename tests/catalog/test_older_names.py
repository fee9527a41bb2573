"""Names that newer releases do not have any more, and notebooks still do."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

LEARNER = "learn = {}(data, arch)\nlearn.save('a')\n"


def codes(source: str) -> list[str]:
    return [finding.code for finding in analyze(source).findings]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("fastai.vision", "cnn_learner"),
        ("fastai.vision", "create_cnn"),
        ("fastai.vision", "unet_learner"),
        ("fastai.text", "language_model_learner"),
        ("fastai.tabular", "tabular_learner"),
        ("fastai.vision.all", "cnn_learner"),
        ("fastai.vision.all", "vision_learner"),
    ],
)
def test_learners(module: str, name: str) -> None:
    assert codes(f"from {module} import *\n{LEARNER.format(name)}") == ["PST101"]
    assert codes(f"from {module} import {name}\n{LEARNER.format(name)}") == ["PST101"]


def test_a_tree_is_copied_to_drive() -> None:
    start = "from google.colab import drive\ndrive.mount('/content/drive')\nopen('out/a.txt', 'w')\n"
    copied = "from distutils.dir_util import copy_tree\ncopy_tree('out', '/content/drive/MyDrive/out')\n"
    assert codes(start) == ["PST111"]
    assert codes(start + copied) == []
