"""The outcome as a table for people: one line for each library, the total, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from verification.checking import Outcome
from verification.judging import Judgement

_LINE = "{:24} {:>5} {:>9} {:>6} {:>13}  {}"


def shown(judgements: Mapping[str, Sequence[Judgement]], problems: Sequence[str]) -> str:
    lines = [_LINE.format("library", "rows", "verified", "wrong", "unverifiable", "releases read")]
    for library, found in judgements.items():
        lines.append(_LINE.format(library, *_counts(found), _releases(found)))
    everything = [one for found in judgements.values() for one in found]
    lines += [_LINE.format("total", *_counts(everything), _shares(everything)), ""]
    for title, outcome in (("wrong", Outcome.DISAGREES), ("unverifiable", Outcome.HIDDEN)):
        lines += [f"{title}: {_name(one)}: {one.reason}" for one in everything if one.outcome is outcome]
    lines += [f"older releases only: {_name(one)}: {one.gone_from}" for one in everything if one.gone_from]
    lines += [f"not read: {problem}" for problem in problems]
    return "\n".join(lines)


def _counts(found: Sequence[Judgement]) -> tuple[int, int, int, int]:
    count = Counter(one.outcome for one in found)
    return len(found), count[Outcome.AGREES], count[Outcome.DISAGREES], count[Outcome.HIDDEN]


def _shares(found: Sequence[Judgement]) -> str:
    rows, *counts = _counts(found)
    shares = [f"{100 * count / max(rows, 1):.1f} %" for count in counts]
    return "verified {}, wrong {}, unverifiable {}".format(*shares)


def _releases(found: Sequence[Judgement]) -> str:
    return ", ".join(sorted({release for one in found for release in one.holds_in}))


def _name(judgement: Judgement) -> str:
    api = judgement.row.api
    return f"{api.name}({api.parameter})"
