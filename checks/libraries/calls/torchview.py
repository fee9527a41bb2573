# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import shutil

import torch
from case import Case
from torchview import draw_graph

MODEL = torch.nn.Linear(2, 1)


def _drawn(**options: object) -> None:
    draw_graph(MODEL, input_size=(1, 2), device="cpu", **options)


# The picture is drawn by a program that is seldom there.
CASES = (
    [
        Case(
            "torchview.draw_graph",
            "a",
            lambda p: _drawn(save_graph=True, directory=p),
            omitted=lambda: _drawn(save_graph=True),
        ),
    ]
    if shutil.which("dot")
    else []
)
