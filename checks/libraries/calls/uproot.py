# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import uproot
from case import Back, Case


def _write(path: str) -> None:
    with uproot.recreate(path) as file:
        file["tree"] = {"a": np.arange(3)}


def _create(path: str) -> None:
    with uproot.create(path) as file:
        file["tree"] = {"a": np.arange(3)}


CASES = [
    Case("uproot.recreate", "a.root", _write, back=Back("uproot.open", lambda p: uproot.open(p)["tree"])),
    Case("uproot.create", "a.root", _create),
]
