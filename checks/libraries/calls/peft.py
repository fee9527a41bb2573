# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import peft
import torch
from case import Case


def _model() -> peft.PeftModel:
    return peft.get_peft_model(torch.nn.Sequential(torch.nn.Linear(2, 2)), peft.LoraConfig(target_modules=["0"]))


CASES = [Case("peft.PeftModel.save_pretrained", "a", lambda p: _model().save_pretrained(p))]
