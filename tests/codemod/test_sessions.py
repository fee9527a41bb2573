"""The next session finds what this one has left: what works once is not moved without being asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.sessions import APPENDED, ONCE

IMPORTS = "import os, shutil, sys\nfrom pathlib import Path\n"
FILE = 'open("a.txt", "w").write("x")'
FILLED = 'os.makedirs("tmp", exist_ok=True)\nopen("tmp/a.txt", "w").write("x")'

ONCE_ONLY = [
    'open("a.txt", "x").write("x")',
    'open("a.txt", mode="xb").write(b"x")',
    'Path("a.txt").open("x").write("x")',
    'Path("a.txt").touch(exist_ok=False)\nPath("a.txt").write_text("x")',
    f'{FILLED}\nos.rename("tmp", "final")',
    f'{FILLED}\nos.replace("tmp", "final")',
    f'{FILLED}\nPath("tmp").rename("final")',
    f'{FILLED}\nshutil.move("tmp", "final")',
    f'{FILLED}\nos.makedirs("final", exist_ok=True)\nshutil.move("tmp/a.txt", "final")',
    f'{FILLED}\nos.makedirs("final", exist_ok=True)\nfor f in os.listdir("tmp"): shutil.move("tmp/" + f, "final")',
    'os.makedirs("d", exist_ok=False)\nopen("d/a.txt", "w").write("x")',
    'os.makedirs("d", 0o755, False)\nopen("d/a.txt", "w").write("x")',
    'import h5py\nwith h5py.File("a.h5", "a") as f: f.create_dataset("x", data=[1])',
    f'assert not os.path.exists("a.txt")\n{FILE}',
    'os.makedirs("d", exist_ok=True)\nassert not os.listdir("d")\nopen("d/a.txt", "w").write("x")',
    'os.makedirs("d", exist_ok=True)\nassert len(os.listdir("d")) == 0\nopen("d/a.txt", "w").write("x")',
    'os.makedirs("d", exist_ok=True)\nif len(os.listdir("d")) > 0: sys.exit(1)\nopen("d/a.txt", "w").write("x")',
    f'if not os.path.exists("a.txt"):\n    made = 1\n    {FILE}\nprint(made)',
    f'if os.path.exists("a.txt"): print("there")\nelse:\n    made = 1\n    {FILE}\nprint(made)',
    f'if os.path.exists("a.txt"): raise SystemExit(1)\n{FILE}',
    f'if not os.path.exists("a.txt"): print()\nelse: sys.exit(1)\n{FILE}',
]
EVERY_TIME = [
    f'{FILE}\nos.symlink("a.txt", "b.txt")',  # the link stays where it is
    'if not os.path.exists("a.txt"): open("a.txt", "x").write("x")',
    'try: open("a.txt", "x").write("x")\nexcept FileExistsError: pass',
    'Path("a.txt").touch(exist_ok=True)\nPath("a.txt").write_text("x")',
    f'{FILE}\nos.rename("a.txt", "b.txt")',
    f'{FILE}\nos.replace("a.txt", "b.txt")',
    f'{FILE}\nshutil.move("a.txt", "b.txt")',
    f'{FILLED}\nos.makedirs("final", exist_ok=True)\nos.rename("tmp/a.txt", "final/a.txt")',
    f'{FILLED}\nshutil.rmtree("final", ignore_errors=True)\nos.rename("tmp", "final")',
    f'{FILLED}\nif os.path.exists("final"): shutil.rmtree("final")\nshutil.move("tmp", "final")',
    'os.makedirs("d")\nopen("d/a.txt", "w").write("x")',
    'os.mkdir("d", 0o755)\nopen("d/a.txt", "w").write("x")',
    'Path("d").mkdir(0o755)\nopen("d/a.txt", "w").write("x")',
    f'{FILLED}\nshutil.copytree("tmp", "final", False)',
    f'{FILE}\nassert os.path.exists("a.txt")',
    f'{FILE}\nif not os.path.exists("a.txt"): raise SystemExit(1)',
    f'if not os.path.exists("a.txt"):\n    made = 1\n    {FILE}\nelse: made = 2\nprint(made)',
    f'if not os.path.exists("a.txt"):\n    made = 1\n    {FILE}\n    print(made)',
    'os.makedirs("d", exist_ok=True)\nopen("d/a.txt", "w").write("x")\nassert len(os.listdir("d")) > 0',
    'os.makedirs("d", exist_ok=True)\nopen("d/a.txt", "w").write("x")\nif not os.listdir("d"): sys.exit(1)',
]


@pytest.mark.parametrize("lines", ONCE_ONLY)
def test_what_works_once_is_moved_only_if_asked_for(lines: str) -> None:
    assert refusals(f"{IMPORTS}{lines}\n") == [ONCE]
    assert "PERSIST_ROOT" in changes(f"{IMPORTS}{lines}\n", unsafe=True)


@pytest.mark.parametrize("lines", EVERY_TIME)
def test_what_moves_works_in_the_next_session(lines: str, tmp_path: Path) -> None:
    found = result(f"{IMPORTS}{lines}\n")
    assert found.changed
    for session in ("first", "second"):
        here = tmp_path / session
        here.mkdir()
        subprocess.run(
            [sys.executable, "-c", found.source],
            cwd=here,
            env={**os.environ, "PERSIST_ROOT": str(tmp_path / "kept")},
            check=True,
        )


TABLE = 'import os, h5py, pandas as pd\nframe = pd.DataFrame({"a": [1]})\n'
ADDED = 'frame.to_csv("a.csv", mode="a", header=False)\n'


def test_a_table_that_is_added_to_and_read_back_is_moved_only_if_asked_for() -> None:
    assert refusals(f'{TABLE}{ADDED}pd.read_csv("a.csv")\n') == [APPENDED]
    assert "PERSIST_ROOT" in changes(f'{TABLE}{ADDED}pd.read_csv("a.csv")\n', unsafe=True)


@pytest.mark.parametrize(
    "program",
    [
        ADDED,
        f'if os.path.exists("a.csv"): os.remove("a.csv")\n{ADDED}pd.read_csv("a.csv")\n',
        f'frame.to_csv("a.csv")\n{ADDED}pd.read_csv("a.csv")\n',
        'frame.to_csv("a.csv", mode="a", header=not os.path.exists("a.csv"))\npd.read_csv("a.csv")\n',
        'with h5py.File("a.h5", "a") as f:\n    if "x" not in f: f.create_dataset("x", data=[1])\n',
    ],
)
def test_what_is_begun_anew_or_added_to_with_care_moves(program: str) -> None:
    assert "PERSIST_ROOT" in changes(f"{TABLE}{program}")
