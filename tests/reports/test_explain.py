from __future__ import annotations

import pytest

from flake8_persist.reports.explain import explain
from flake8_persist.rules.model import Fixable, Rule
from flake8_persist.rules.registry import RULES

RULE = Rule(
    code="PST401",
    name="no-saves",
    summary="nothing is saved before the end",
    explanation="A session may end at any time.",
    bad="fit(model)\n",
    good="for epoch in range(9):\n    fit(model)\n",
    fixable=Fixable.NEVER,
    default=False,
)


def test_everything_that_is_known_of_a_rule() -> None:
    assert (
        explain(RULE)
        == """\
PST401 no-saves

nothing is saved before the end

A session may end at any time.

For example:

    fit(model)

Instead:

    for epoch in range(9):
        fit(model)

Fix: It has to be repaired by hand.

Silence: put `# noqa: PST401` on the line of the finding, or add the code to `ignore` or
`per-file-ignores` in the table [tool.flake8-persist] of pyproject.toml.

Off by default: turn it on with --extend-select PST401.

https://flake8-persist.readthedocs.io/codes/PST401/
"""
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_can_be_explained(rule: Rule) -> None:
    assert explain(rule).startswith(f"{rule.code} {rule.name}\n\n{rule.summary}\n")
