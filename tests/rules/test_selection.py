from __future__ import annotations

import pytest

from flake8_persist.rules import selection
from flake8_persist.rules.model import Fixable, Rule
from flake8_persist.rules.selection import selected
from flake8_persist.settings import Settings

OFF = Rule("PST401", "unsaved-training", "", "", "", "", Fixable.NEVER, default=False)


@pytest.mark.parametrize(
    ("select", "ignore", "reported"),
    [
        (["PST"], [], True),
        (["PST1"], [], True),
        (["PST2"], [], False),
        ([], [], False),
        (["PST"], ["PST1"], False),
        (["PST101"], ["PST1"], True),
        (["PST1"], ["PST101"], False),
        (["PST101"], ["PST101"], False),
        (["PST"], ["PST102", "PST2"], True),
    ],
)
def test_the_longest_prefix_decides_and_ignoring_wins_a_tie(
    select: list[str], ignore: list[str], reported: bool
) -> None:
    assert selected("PST101", Settings(select=tuple(select), ignore=tuple(ignore))) is reported


@pytest.mark.parametrize(
    ("select", "extend", "reported"),
    [
        (["PST"], [], False),
        (["PST"], ["PST4"], True),
        (["PST"], ["PST1"], False),
        (["PST4"], [], True),
        (["PST401"], [], True),
    ],
)
def test_a_code_that_is_off_by_default_has_to_be_meant(
    select: list[str], extend: list[str], reported: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "RULES", {OFF.code: OFF})
    assert selected("PST401", Settings(select=tuple(select), extend_select=tuple(extend))) is reported
