# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import accelerate
import accelerate.tracking
import torch
from accelerate.utils import ProjectConfiguration
from case import Back, Case


def _accelerator(**options: object) -> accelerate.Accelerator:
    accelerator = accelerate.Accelerator(cpu=True, **options)
    accelerator.prepare(torch.nn.Linear(2, 1))
    return accelerator


def _named(path: str) -> None:
    _accelerator(project_config=ProjectConfiguration(path, automatic_checkpoint_naming=True)).save_state()


CASES = [
    Case(
        "accelerate.Accelerator.save_state",
        "a",
        lambda p: _accelerator().save_state(p),
        omitted=lambda: _named("decided"),
        back=Back("accelerate.Accelerator.load_state", lambda p: _accelerator().load_state(p)),
    ),
    Case("accelerate.Accelerator.save_model", "a", lambda p: _accelerator().save_model(torch.nn.Linear(2, 1), p)),
    Case("accelerate.Accelerator.save", "a.pth", lambda p: _accelerator().save({"a": torch.zeros(1)}, p)),
    Case("accelerate.utils.save", "a.pth", lambda p: accelerate.utils.save({"a": torch.zeros(1)}, p)),
    Case(
        "accelerate.utils.ProjectConfiguration",
        "a",
        _named,
        parameter="project_dir",
    ),
]
