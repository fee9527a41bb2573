# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from case import Back, Case
from omegaconf import OmegaConf

CASES = [
    Case(
        "omegaconf.OmegaConf.save",
        "a.yaml",
        lambda p: OmegaConf.save(OmegaConf.create({"a": 1}), p),
        back=Back("omegaconf.OmegaConf.load", OmegaConf.load),
    )
]
