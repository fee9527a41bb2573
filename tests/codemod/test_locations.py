"""What is found by place is what a look at each place would find."""

from __future__ import annotations

import pytest
from test_relations import path

from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Relation, located, relation

PATHS = (
    *("/", "/content", "/content/a", "/content/a/", "/content/a/b.pth", "/content/ab", "/content/*", "/*"),
    *("/content/a_*", "/content/a_1", "/content/a_1/x", "/content/a_*/x", "/content/*/x", "/content/*_*", "/tmp/a"),
    *("gs://bucket/a", "gs://bucket", "a", "a/b", "*", "", "//content/a", "/content/a*b", "/content/ab/*/c"),
)


@pytest.mark.parametrize("query", PATHS)
def test_what_does_not_lie_apart_is_found_with_its_relation(query: str) -> None:
    places: Locations[str] = Locations()
    for one in PATHS:
        places.add(located(path(one)), one)
    where = located(path(query))
    expected = {one: relation(where, located(path(one))) for one in PATHS}
    found = list(places.find(where))
    assert {one: kind for kind, one in found} == {
        one: kind for one, kind in expected.items() if kind is not Relation.APART
    }
    assert len(found) == len({one for _, one in found})


def test_all_that_is_at_one_place_is_found() -> None:
    places: Locations[int] = Locations()
    for number in range(3):
        places.add(located(path("/a/x_*")), number)
    assert [*places.find(located(path("/a/x_1")))] == [(Relation.SAME, number) for number in range(3)]


def test_nothing_is_found_among_nothing() -> None:
    places: Locations[int] = Locations()
    assert [*places.find(located(path("/a")))] == []
