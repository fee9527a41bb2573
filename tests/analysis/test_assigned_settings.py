"""Assignments that say where something will be written."""

from __future__ import annotations

import pytest
from written_paths import written

CONFIG = "cfg = Config.fromfile('a.py')\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import scanpy as sc\nsc.settings.figdir = 'plots'", ["plots"]),
        ("import os\nos.environ['WANDB_DIR'] = 'logs'", ["logs"]),
        ("import onnxruntime as ort\nso = ort.SessionOptions()\nso.optimized_model_filepath = 'a.onnx'", ["a.onnx"]),
        (f"from mmengine import Config\n{CONFIG}cfg.work_dir = './runs'", ["./runs"]),
        (f"from mmcv import Config\n{CONFIG}cfg.work_dir = f'./runs/{{name}}'", ["./runs/{…}"]),
        (f"import mmcv\nfrom mmcv.utils import Config\n{CONFIG}cfg.work_dir = 'runs'", ["runs"]),
        (f"from mmengine import Config\n{CONFIG}cfg.load_from = 'a.pth'", []),
        (f"from settings import Config\n{CONFIG}cfg.work_dir = './runs'", []),
        ("import mmengine\ncfg['work_dir'] = './runs'", []),
    ],
)
def test_settings(source: str, expected: list[str]) -> None:
    assert written(source) == expected
