"""The analysis against reality: random programs are run, and what they wrote must be among what was said before.

``PERSIST_PROGRAMS=100000 pytest tests/analysis/test_truth.py`` looks at more of them.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_programs import OPAQUE, Author, Choices, Seeded, Written, run
from written_paths import program

from flake8_persist.analysis.text import Hole, Text
from flake8_persist.catalog.model import Direction

PROGRAMS = int(os.environ.get("PERSIST_PROGRAMS", "5000"))
BATCHES = 20
RUNS = 4
MOST_UNKNOWN = 0.08


class Drawn:
    """Choices made by hypothesis, which can make them smaller."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def below(self, count: int) -> int:
        return self._data.draw(st.integers(0, count - 1))


class Outcome(NamedTuple):
    missed: dict[tuple[int, str], list[str]]  # by line and path: what the analysis said instead
    writes: int  # statements that wrote
    unknown: int  # of these, those of which the analysis does not know the beginning, though it follows from the source


def pattern(text: Text) -> re.Pattern[str]:
    parts = "".join(".*" if isinstance(piece, Hole) else re.escape(piece.text) for piece in text.pieces)
    return re.compile(parts.replace(".*/", "(?:.*/)?"), re.DOTALL)  # the directory of a name may be none


def matches(text: Text, path: str) -> bool:
    """Slashes count once: ``pathlib`` keeps two at the beginning, to no effect."""
    return any(pattern(text).fullmatch(one) for one in (path, path.replace("//", "/")))


def outcome(choices: Choices) -> tuple[str, Outcome]:
    source = Author(choices).program()
    said: dict[int, list[Text]] = defaultdict(list)
    for access in program(source).accesses:
        if access.direction is Direction.WRITE:
            said[access.node.lineno].extend(target.text for target in access.targets)
    seen: dict[int, list[Written]] = defaultdict(list)
    for seed in range(RUNS):
        for written in run(source, seed):
            seen[written.line].append(written)
    missed = {
        (line, one.path): [text.show() for text in said[line]]
        for line, all_written in seen.items()
        for one in all_written
        if one.path and not any(matches(text, one.path) for text in said[line])
    }
    return source, Outcome(missed, len(seen), sum(is_unknown(said[line], paths) for line, paths in seen.items()))


def is_unknown(said: list[Text], written: list[Written]) -> bool:
    opaque = any(OPAQUE in one.path.partition("/")[0] for one in written)
    return not opaque and any(text.pieces and isinstance(text.pieces[0], Hole) for text in said)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_programs_write_is_what_was_said(batch: int) -> None:
    for seed in range(batch, PROGRAMS, BATCHES):
        source, found = outcome(Seeded(seed))
        assert not found.missed, f"program {seed}:\n{source}"


@settings(max_examples=100, deadline=None, derandomize=True)  # a run of all tests says the same each time
@given(st.data())
def test_what_a_small_program_writes_is_what_was_said(data: st.DataObject) -> None:
    source, found = outcome(Drawn(data))
    assert not found.missed, source


def test_little_is_unknown() -> None:
    outcomes = [outcome(Seeded(seed))[1] for seed in range(500)]
    share = sum(one.unknown for one in outcomes) / sum(one.writes for one in outcomes)
    print(f"unknown though it can be known: {share:.1%}")
    assert share <= MOST_UNKNOWN
