# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch
from case import Back, Case

MODEL = torch.nn.Linear(2, 1)

CASES = [
    Case(
        "safetensors.torch.save_file",
        "a.safetensors",
        lambda p: safetensors.torch.save_file(MODEL.state_dict(), p),
        back=Back("safetensors.torch.load_file", safetensors.torch.load_file),
    ),
    Case(
        "safetensors.torch.save_model",
        "a.safetensors",
        lambda p: safetensors.torch.save_model(MODEL, p),
        back=Back("safetensors.torch.load_model", lambda p: safetensors.torch.load_model(MODEL, p)),
    ),
    Case(
        "safetensors.numpy.save_file",
        "a.safetensors",
        lambda p: safetensors.numpy.save_file({"a": np.zeros(2)}, p),
        back=Back("safetensors.safe_open", lambda p: safetensors.safe_open(p, "np").keys()),
    ),
]
