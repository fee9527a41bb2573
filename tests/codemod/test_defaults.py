"""Calls that name no place get one below the root."""

from __future__ import annotations

import pytest
from changing import changes, result

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
