# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pulp
from case import Case

PROBLEM = pulp.LpProblem("a")
AMOUNT = pulp.LpVariable("x", 0)
PROBLEM += AMOUNT
PROBLEM += AMOUNT >= 1

CASES = [
    Case("pulp.LpProblem.writeLP", "a.lp", PROBLEM.writeLP),
    Case("pulp.LpProblem.writeMPS", "a.mps", PROBLEM.writeMPS),
    Case("pulp.LpProblem.to_json", "a.json", PROBLEM.to_json),
]
