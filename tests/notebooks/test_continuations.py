"""A command on several lines stays on several lines when a word of it is edited."""

from __future__ import annotations

import pytest

from flake8_persist.notebooks.continuations import broken_again


@pytest.mark.parametrize(
    ("lines", "after", "expected"),
    [
        (["!cp a \\", "  b"], "!cp x    b", ["!cp x \\", "  b"]),
        (["!cp a \\", "  b"], "!cp a    x", ["!cp a \\", "  x"]),
        (["!cp a\\", "b"], "!cp x b", ["!cp x\\", "b"]),
        (
            ["!p --a 1 \\", "  --b 2 \\", "  --c 3"],
            "!p --a 1    --b R/2    --c 3",
            ["!p --a 1 \\", "  --b R/2 \\", "  --c 3"],
        ),
        (["!cp a \\", "  b"], "!cp a b", None),
        (["!cp a \\", "  b"], "!mv", None),
    ],
)
def test_breaks_stay_between_the_same_words(lines: list[str], after: str, expected: list[str] | None) -> None:
    before = " ".join([*(line.rstrip()[:-1] for line in lines[:-1]), lines[-1]])

    assert broken_again(before, after, lines) == expected


def test_lines_that_do_not_give_the_command_are_left_alone() -> None:
    assert broken_again("!cp a b", "!cp x b", ["!cp a \\", "  c"]) is None
