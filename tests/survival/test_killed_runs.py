"""A run that is killed leaves every file as it was or as it should be, and the next run finishes its work.

``PERSIST_KILLS=50 PERSIST_KILLED_FILES=200 pytest tests/survival/test_killed_runs.py`` kills more of them.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from killing import finish, folder, kill_in_the_midst

ROUNDS = int(os.environ.get("PERSIST_KILLS", "3"))
FILES = int(os.environ.get("PERSIST_KILLED_FILES", "12"))


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_killed_run_leaves_whole_files_and_the_next_one_nothing_else(tmp_path: Path) -> None:
    where = folder(tmp_path / "programs", FILES)
    chance = random.Random(0)
    in_the_midst = 0
    for number in range(ROUNDS):
        where.fill()
        kill_in_the_midst(where, chance)
        assert where.torn() == [], f"round {number}"
        in_the_midst += 0 < where.changed() < FILES
        finish(where)
        assert where.changed() == FILES, f"round {number}"
        assert where.left_over() == [], f"round {number}"
    assert in_the_midst


def test_what_was_killed_between_writing_and_replacing_is_cleared_away(tmp_path: Path) -> None:
    where = folder(tmp_path / "programs", 2)
    where.fill()
    (where.path / ".train000.py.persist-fix-abcdef12.tmp").write_bytes(where.new["train000.py"][:40])
    finish(where)
    assert where.left_over() == []
    assert where.changed() == 2
