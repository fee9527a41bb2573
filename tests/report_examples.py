"""Findings and reports to try reports on."""

from __future__ import annotations

from typing import Any

from flake8_persist.analysis.access import Span
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding, Repair

TRAIN = """\
import os
import pandas as pd
import torch

CKPT = "checkpoints"
os.makedirs(CKPT, exist_ok=True)
train = pd.read_csv("train.csv")
for epoch in range(10):
    fit(model, train)
    torch.save(model.state_dict(), f"{CKPT}/epoch_{epoch}.pth")
"""


def finding(line: int = 1, column: int = 0, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "code": "PST101",
        "message": "torch.save writes a checkpoint to 'model.pth', relative to /content: lost when the session ends",
        "span": Span(line, column, line, column + 20),
        "origin": None,
        "note": None,
        "help": None,
        "artifact": "checkpoint",
        "storage": "relative",
        "path": "model.pth",
        "access": 0,
    }
    return Finding(**{**values, **changes})


CHECKPOINT = finding(
    line=10,
    column=4,
    message="torch.save writes a checkpoint to 'checkpoints/epoch_{…}.pth', relative to /content: "
    "lost when the session ends; write under /content/drive/MyDrive",
    span=Span(10, 4, 10, 63),
    origin=Span(5, 7, 5, 20),
    note='the directory was chosen on line 5: CKPT = "checkpoints"',
    help="write under /content/drive/MyDrive",
    path="checkpoints/epoch_{…}.pth",
    repair=Repair(True, "move to PERSIST_ROOT"),
)


def report(*findings: Finding, source: str = TRAIN, filename: str = "train.py", error: str | None = None) -> Report:
    return Report(filename, source, findings, error=error)


def output(name: str, *reports: Report, color: bool = False) -> str:
    from flake8_persist.reports.formats import Style, writer

    return "".join(writer(name)(reports, Style(color=color)))
