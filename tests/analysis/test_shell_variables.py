"""Variables of the shell, and variables of the program in a command line."""

from __future__ import annotations

import pytest
from written_paths import written

from flake8_persist.api import analyze
from flake8_persist.notebooks import cells

CASES = {
    "a variable of the shell": ("%%bash\nOUT=runs\necho x > $OUT/a.txt", ["runs/a.txt"]),
    "in braces": ("%%bash\nOUT=runs\necho x > ${OUT}/a.txt", ["runs/a.txt"]),
    "in quotes": ('%%bash\nOUT="my runs"\necho x > "$OUT/a.txt"', ["my runs/a.txt"]),
    "exported": ("%%bash\nexport OUT=/tmp\necho x > $OUT/a.txt", ["/tmp/a.txt"]),
    "of a variable": ("%%bash\nA=runs\nB=$A/x\necho x > $B/a.txt", ["runs/x/a.txt"]),
    "of an option": ("%%bash\nOUT=runs\npython train.py --output_dir $OUT", ["runs"]),
    "that is not set": ("%%bash\necho x > $OUT/a.txt", ["{…}/a.txt"]),
    "for one command alone": ("%%bash\nOUT=runs python train.py --output_dir x\necho x > $OUT/a", ["x", "{…}/a"]),
    "of a loop": ("%%bash\nf=runs\nfor f in a b; do\necho x > $f/a.txt\ndone", ["{…}/a.txt"]),
    "a name that a command gives": ("%%bash\nD=$(date)\necho x > runs/$D.txt", ["runs/{…}.txt"]),
    "an argument of the cell": ('name = "a"\n---\n%%bash -s "$name"\necho x > $1.txt', ["a.txt"]),
    "of the next cell": ("%%bash\nOUT=runs\n---\n%%bash\necho x > $OUT/a", ["{…}/a"]),
    "of the program, with two values": (
        "out = 'a' if x else 'b'\n!python train.py --output_dir {out}",
        ["a|b"],
    ),
    "of the program, twice": (
        "out = 'a' if x else 'b'\n!python train.py --output_dir {out}/{out}",
        ["a/a|b/b"],
    ),
    "of a loop of the program": ("for n in ['a', 'b']:\n    !echo x > $n/c.txt", ["a/c.txt|b/c.txt"]),
    "of the program, with many values": (
        "a = 'a' if x else 'b'\nb = 'c' if y else 'd' if z else 'e'\nc = 'f' if q else 'g'\n!echo x > r/{a}{b}{c}",
        ["r/{…}{…}{…}"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_written(source: str, expected: list[str]) -> None:
    assert written(cells.program(source.split("\n---\n")).python) == expected


def test_what_is_only_fetched_is_no_result() -> None:
    assert not analyze("!curl -L https://example.com/a > a.zip\n!unzip -p a.zip > a.csv").findings
    assert len(analyze("!sort a.csv > b.csv").findings) == 1
    assert len(analyze("!cp -v a b > log.txt").findings) == 1
