# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import trackio
from case import Case


def _tracked() -> None:
    trackio.init(project="a", embed=False)
    trackio.log({"loss": 1.0})
    trackio.finish()


CASES = [Case("trackio.init", "", lambda p: _tracked(), omitted=_tracked)]
