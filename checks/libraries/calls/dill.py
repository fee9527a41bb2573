# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import dill
from case import Case

CASES = [
    Case(
        "dill.dump_module",
        "a.pkl",
        lambda p: dill.dump_module(p, "case"),
        omitted=lambda: dill.dump_module(module="case"),
    ),
    Case("dill.dump_session", "a.pkl", lambda p: dill.dump_session(p, "case")),
]
