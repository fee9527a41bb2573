from __future__ import annotations

import ast
import re

import pytest

from flake8_persist.api import analyze
from flake8_persist.notebooks.document import Omission
from flake8_persist.rules.model import Rule
from flake8_persist.rules.registry import RULES, codes_matching, rule
from flake8_persist.rules.unreadable import not_analysed
from flake8_persist.settings import Settings

GRID = [f"PST1{lost}{why}" for lost in range(4) for why in range(1, 5)]


def test_the_declared_codes() -> None:
    storage, unnoticed, endangered = (
        [f"PST{family}0{number}" for number in range(1, last + 1)] for family, last in ((2, 7), (3, 3), (4, 4))
    )
    assert list(RULES) == [*GRID, *storage, *unnoticed, *endangered, "PST900", "PST901"]


def test_what_could_be_better_still_is_off_by_default() -> None:
    off = [code for code, rule in RULES.items() if not rule.default]
    assert off == ["PST303", *codes_matching("PST4"), "PST901"]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_bad_example_gets_the_code_and_the_good_one_does_not(rule: Rule) -> None:
    settings = Settings(extend_select=(rule.code,))
    bad, good = (analyze(source, filename="a.py", settings=settings) for source in (rule.bad, rule.good))
    assert rule.code in {entry.code for entry in bad.entries}
    assert rule.code not in {entry.code for entry in good.entries}
    assert rule.default or rule.code not in {finding.code for finding in analyze(rule.bad, filename="a.py").findings}


def test_codes_by_prefix() -> None:
    assert codes_matching("PST10") == ("PST101", "PST102", "PST103", "PST104")
    assert codes_matching("PST") == tuple(RULES)
    assert codes_matching("PST5") == ()


def test_an_undeclared_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule("PST999")


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_is_told_in_full(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert rule.summary
    assert "\n" not in rule.summary
    assert rule.summary[-1] != "."
    assert 2 <= len(re.findall(r"[.:](?: |$)", rule.explanation)) <= 6
    assert rule.bad != rule.good
    assert "\n\n\n\n" not in rule.bad + rule.good
    ast.parse(rule.good)


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.code != "PST900"], ids=lambda rule: rule.code)
def test_every_bad_example_parses(rule: Rule) -> None:
    ast.parse(rule.bad)


def test_the_bad_example_of_what_cannot_be_read_does_not_parse() -> None:
    with pytest.raises(SyntaxError):
        ast.parse(rule("PST900").bad)


def test_an_omission_becomes_a_finding() -> None:
    (finding,) = not_analysed([Omission(4, 6, "a cell in another\nlanguage")])
    assert (finding.code, finding.span.line, finding.span.end_line) == ("PST900", 4, 6)
    assert finding.message == r"not analysed: a cell in another\nlanguage"


def test_many_omissions_are_one_finding_that_counts_them() -> None:
    omissions = [Omission(line, line, f"because of {line}") for line in range(3, 50)]
    assert len(not_analysed(omissions[:10])) == 10
    (finding,) = not_analysed(omissions)
    assert (finding.span.line, finding.span.end_line) == (3, 3)
    assert finding.message == "not analysed: 47 parts of the file; of the first, because of 3"
