"""A repaired program is looked at again before it is returned: what it does has to be known as well as before."""

from __future__ import annotations

import pytest
from changing import result

from flake8_persist import fixing

PROGRAM = 'import os, sys\nopen("a.txt", "w").write("x")\nprint(open("a.txt").read())\n'
WRITE = 'open(f"{PERSIST_ROOT}/a.txt", "w")'


@pytest.mark.parametrize(
    "edited",
    ['open(sys.argv[1], "w")', 'open(f"{sys.argv[1]}/a.txt", "w")', 'custom(f"{PERSIST_ROOT}/a.txt", "w")'],
)
def test_a_write_that_would_be_out_of_sight_is_no_repair(edited: str, monkeypatch: pytest.MonkeyPatch) -> None:
    good = result(PROGRAM).source
    assert WRITE in good
    monkeypatch.setattr(fixing, "_carried_out", lambda inspection, made: good.replace(WRITE, edited))
    found = result(PROGRAM)
    assert not found.changed
    assert found.refusals == (
        "line 2: the repair could not be proved: afterwards it would not be known where builtins.open goes",
    )
