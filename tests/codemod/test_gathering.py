"""What is written to a directory after all that is in there was read, and would be read in the next session, too."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.gathering import GATHERED

HEAD = 'import glob, json, os\nfrom pathlib import Path\nos.makedirs("out", exist_ok=True)\n'
PARTS = 'for i in range(3):\n    json.dump(i, open(f"out/p{i}.json", "w"))\n'
TOTAL = 'json.dump(total, open("out/total.json", "w"))\n'

GATHERING = {
    "a listing": 'total = sum(json.load(open(os.path.join("out", f))) for f in os.listdir("out"))\n',
    "a loop": 'total = 0\nfor f in os.listdir("out"):\n    total += json.load(open("out/" + f))\n',
    "a pattern": 'total = sum(json.load(open(p)) for p in glob.glob("out/*.json"))\n',
    "a path": 'total = sum(json.loads(p.read_text()) for p in Path("out").glob("*.json"))\n',
}
NOT_GATHERING = {
    "by their names": 'total = sum(json.load(open(f"out/p{i}.json")) for i in range(3))\n',
    "only counted": 'total = len(os.listdir("out"))\n',
    "another pattern": 'total = sum(json.load(open(p)) for p in glob.glob("out/p*.json"))\n',
    "sorted out": 'total = sum(json.load(open("out/" + f)) for f in os.listdir("out") if f[0] == "p")\n',
}


@pytest.mark.parametrize("use", GATHERING.values(), ids=GATHERING.keys())
def test_what_the_next_session_would_take_in_stays(use: str) -> None:
    assert refusals(HEAD + PARTS + use + TOTAL) == [GATHERED]
    assert 'open(f"{PERSIST_ROOT}/out/total.json", "w")' in changes(HEAD + PARTS + use + TOTAL, unsafe=True)


@pytest.mark.parametrize("use", NOT_GATHERING.values(), ids=NOT_GATHERING.keys())
def test_what_it_would_not_take_in_moves(use: str) -> None:
    assert 'open(f"{PERSIST_ROOT}/out/total.json", "w")' in changes(HEAD + PARTS + use + TOTAL)


def test_a_file_beside_directories_that_are_looked_into_stays() -> None:
    runs = (
        'for r in "ab":\n    os.makedirs(f"out/{r}", exist_ok=True)\n    json.dump(1, open(f"out/{r}/m.json", "w"))\n'
    )
    use = 'total = [json.load(open(os.path.join("out", r, "m.json"))) for r in os.listdir("out")]\n'

    assert refusals(HEAD + runs + use + TOTAL) == [GATHERED]
    assert "PERSIST_ROOT" in changes(HEAD + runs + use + TOTAL.replace("out/total", "total"))
