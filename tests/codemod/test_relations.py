"""How paths lie to each other. A star stands for a part that is not known."""

from __future__ import annotations

import pytest

from flake8_persist.analysis.text import Hole, Text, text
from flake8_persist.codemod.relations import Relation, located, pattern, relation


def path(shown: str) -> Text:
    known = shown.split("*")
    pieces = [*text(known[0]).pieces]
    for part in known[1:]:
        pieces += [Hole(""), *text(part).pieces]
    return Text(tuple(pieces))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("/content/a", "/content/a", Relation.SAME),
        ("/content/a/", "/content/a", Relation.SAME),
        ("/content/a", "/content/b", Relation.APART),
        ("/content/a/b", "/content/a", Relation.BELOW),
        ("/content", "/content/a", Relation.ABOVE),
        ("/content/ab", "/content/a", Relation.APART),
        ("/a/epoch_*.pth", "/a/epoch_9.pth", Relation.SAME),
        ("/a/epoch_*.pth", "/a/best.pth", Relation.APART),
        ("/a/*.pth", "/a/*.csv", Relation.APART),
        ("/a/x_*.pth", "/a/*.pth", Relation.SAME),
        ("/a/x_*", "/a/y_*", Relation.APART),
        ("/a/*/b", "/a/c", Relation.BELOW),
        ("/a/ab*ba", "/a/aba", Relation.APART),
        ("a", "/a", Relation.APART),
    ],
)
def test_relation(first: str, second: str, expected: Relation) -> None:
    assert relation(located(path(first)), located(path(second))) is expected


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("/a/*.pth", "/a/{…}.pth"),
        ("/a/x_?.pth", "/a/x_{…}.pth"),
        ("/a/[0-9]/b", "/a/{…}/b"),
        ("/a/**/*.pth", "/a"),
        ("/a/b", "/a/b"),
        ("**", ""),
    ],
)
def test_pattern(glob: str, expected: str) -> None:
    assert pattern(text(glob)).show() == expected


def test_what_is_not_known_stays_unknown_in_a_pattern() -> None:
    assert pattern(path("/a/b*c")).show() == "/a/b{…}c"
