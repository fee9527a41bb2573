"""Calls that name no place get one below the root."""

from __future__ import annotations

import pytest
from changing import changes

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
