"""A row against all the releases that are at hand: those it names, and the newest ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from verification import interpreter
from verification.checking import AGREES, Outcome, Verdict, best, check, compare
from verification.names import Names
from verification.tables import Row

Checked = tuple[str, str]  # distribution, version


class Judgement(NamedTuple):
    row: Row
    outcome: Outcome
    reason: str  # of the first release that disagrees
    holds_in: tuple[str, ...]  # releases as ``verified`` names them
    gone_from: str  # the newest release in which the row holds no more, and why


def judge(row: Row, newest: Iterable[Checked], names: Mapping[Checked, Names]) -> Judgement:
    """``names`` has the releases that could be had."""
    verdicts = {one: verdict(row, one, names) for one in row.releases if one in names}
    problems = {one: found for one, found in verdicts.items() if found.outcome is not Outcome.AGREES}
    later = {one: verdict(row, one, names) for one in newest if one in names and one not in row.releases}
    gone = [f"{_shown(one)}: {found.reason}" for one, found in later.items() if found.outcome is not Outcome.AGREES]
    holds = [_shown(one) for one, found in {**later, **verdicts}.items() if found.outcome is Outcome.AGREES]
    reason = "; ".join(f"{_shown(one)}: {found.reason}" for one, found in problems.items())
    agreed = Outcome.AGREES if verdicts else Outcome.HIDDEN
    outcome = Outcome.DISAGREES if problems else agreed
    if outcome is Outcome.HIDDEN and not reason:
        reason = row.verified if row.documented else "no release could be read"
    return Judgement(row, outcome, reason, tuple(holds), "; ".join(gone))


def verdict(row: Row, release: Checked, names: Mapping[Checked, Names]) -> Verdict:
    if release[0] != interpreter.DISTRIBUTION:
        return check(row.api, names[release])
    found = best([compare(row.api, one) for one in interpreter.signature(row.api.name)] or [Verdict(Outcome.HIDDEN)])
    return found if found is AGREES else check(row.api, names[release])


def _shown(release: Checked) -> str:
    return "==".join(release)
