"""Calls that name no place get one below the root."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.finders import UNFOLLOWED
from flake8_persist.codemod.plan import SHARED
from flake8_persist.codemod.reading_first import READ_FIRST

TENSORBOARD = "from torch.utils.tensorboard import SummaryWriter\n"
YOLO = 'from ultralytics import YOLO\nmodel = YOLO("yolo11n.pt")\n'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"{TENSORBOARD}w = SummaryWriter()", 'w = SummaryWriter(log_dir=f"{PERSIST_ROOT}/runs")'),
        (
            f'{TENSORBOARD}w = SummaryWriter(comment="x")',
            'w = SummaryWriter(comment="x", log_dir=f"{PERSIST_ROOT}/runs")',
        ),
        (f'{YOLO}model.train(data="d.yaml")', 'model.train(data="d.yaml", project=f"{PERSIST_ROOT}/runs")'),
        (
            f'{YOLO}model.train(data="d.yaml")\nYOLO("runs/detect/train/weights/best.pt")',
            'model.train(data="d.yaml", project=f"{PERSIST_ROOT}/runs/detect")\n'
            'YOLO(f"{PERSIST_ROOT}/runs/detect/train/weights/best.pt")',
        ),
    ],
)
def test_default(lines: str, expected: str) -> None:
    assert changes(lines + "\n") == expected


@pytest.mark.parametrize(
    "lines",
    [
        f"{TENSORBOARD}def write(place=None):\n    return SummaryWriter(place)\nw = write()",
        f"{TENSORBOARD}def write(*given):\n    return SummaryWriter(*given)\nw = write()",
        f"{TENSORBOARD}def write(**given):\n    return SummaryWriter(**given)\nw = write()",
        f"{TENSORBOARD}w = SummaryWriter(None)",
        f"{TENSORBOARD}w = SummaryWriter(log_dir=None)",
        f"{TENSORBOARD}class W(SummaryWriter):\n    def __init__(self, d=None):\n        super().__init__(d)\nW()",
        "from transformers import Trainer\nt = Trainer(model)",  # what it is given is no path
    ],
)
def test_a_call_that_cannot_be_given_a_place_is_left_alone(lines: str) -> None:
    found = result(lines + "\n")
    assert not found.changed
    assert [one.code[-1] for one in found.remaining] == ["3"]


FASTAI = "from fastai.vision.all import *\n"


def test_an_input_directory_stays_where_a_library_saves_beside_it() -> None:
    lines = 'dls = ImageDataLoaders.from_folder("bears")\nlearn = vision_learner(dls, resnet34)\nlearn.export()\n'
    assert refusals(f"{FASTAI}{lines}") == [READ_FIRST]


def test_the_place_of_another_object_may_be_read_where_it_is_not_known() -> None:
    lines = "path = untar_data(URLs.PETS)\nlearn = vision_learner(ImageDataLoaders.from_folder(path), resnet34)\n"
    assert refusals(f"{FASTAI}{lines}learn.export()\nload_learner(path / 'export.pkl')\n") == [UNFOLLOWED]
    assert changes(f"{FASTAI}{lines}learn.export()\n") == 'learn.export(f"{PERSIST_ROOT}/export.pkl")'


@pytest.mark.parametrize(
    "lines",
    [
        "a = TabularPredictor(label='x')\nb = TabularPredictor(label='y')\n",
        "for label in labels:\n    TabularPredictor(label=label)\n",
    ],
)
def test_several_do_not_share_the_directory_that_each_has_of_its_own(lines: str) -> None:
    assert refusals(f"from autogluon.tabular import TabularPredictor\n{lines}") == [SHARED]
