"""Directories that are made from one that stays: the root goes where the path leaves it."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.mentions import UNCLEAR

NUMPY = "import os, numpy as np, urllib.request\nfrom pathlib import Path\n"
DOWNLOAD = 'urllib.request.urlretrieve("https://example.org/x.zip", os.path.join(DATA, "x.zip"))\n'


@pytest.mark.parametrize(
    ("base", "data", "out", "expected"),
    [
        ('"/content"', 'os.path.join(B, "data")', 'os.path.join(B, "out")', 'os.path.join(PERSIST_ROOT, "out")'),
        ("os.getcwd()", 'os.path.join(B, "data")', 'os.path.join(B, "out")', 'os.path.join(PERSIST_ROOT, "out")'),
        ('"/tmp/a"', 'os.path.join(B, "data")', 'os.path.join(B, "o")', 'os.path.join(f"{PERSIST_ROOT}/a", "o")'),
        ('"b"', 'os.path.join(B, "data")', 'os.path.join(B, "out")', 'os.path.join(PERSIST_ROOT, B, "out")'),
        ('"/content"', 'B + "/data"', 'B + "/out"', 'PERSIST_ROOT + "/out"'),
        ('"/content/"', 'B + "data"', 'B + "out"', 'f"{PERSIST_ROOT}/" + "out"'),
        ('"b"', 'B + "/data"', 'B + "/out"', 'f"{PERSIST_ROOT}/" + B + "/out"'),
        ('"/content"', 'f"{B}/data"', 'f"{B}/out"', 'f"{PERSIST_ROOT}/out"'),
        ('"/content/"', 'f"{B}data"', 'f"{B}out"', 'f"{PERSIST_ROOT}/out"'),
        ('"/tmp/a/"', 'f"{B}data"', 'f"{B}out"', 'f"{PERSIST_ROOT}/a/out"'),
        ('"b"', 'f"{B}/data"', 'f"{B}/out"', 'f"{PERSIST_ROOT}/{B}/out"'),
        ('Path("/content")', 'B / "data"', 'B / "out"', 'Path(PERSIST_ROOT) / "out"'),
        ('Path("/tmp/a")', 'B / "data"', 'B / "out"', 'Path(PERSIST_ROOT) / "a" / "out"'),
        ('Path("b")', 'B / "data"', 'B / "out"', 'Path(PERSIST_ROOT) / B / "out"'),
        ("Path.cwd()", 'B / "data"', 'B / "out"', 'Path(PERSIST_ROOT) / "out"'),
    ],
)
def test_a_directory_leaves_a_base_in_which_data_stays(base: str, data: str, out: str, expected: str) -> None:
    program = f"{NUMPY}B = {base}\nDATA = {data}\nOUT = {out}\nos.makedirs(OUT, exist_ok=True)\n{DOWNLOAD}"
    assert changes(f'{program}np.save(os.path.join(OUT, "a.npy"), 1)\n') == f"OUT = {expected}"


@pytest.mark.parametrize("directories", ["for d in (DATA, OUT):", "ALL = [DATA, OUT]\nfor d in ALL:"])
def test_only_the_directory_of_what_moves_moves_with_it(directories: str) -> None:
    program = (
        f'{NUMPY}B = "b"\nDATA = f"{{B}}/data"\nOUT = f"{{B}}/out"\n{directories}\n    os.makedirs(d, exist_ok=True)\n'
    )
    assert changes(f'{program}{DOWNLOAD}np.save(f"{{OUT}}/a.npy", 1)\n') == 'OUT = f"{PERSIST_ROOT}/{B}/out"'


def test_a_helper_that_makes_directories_of_both_kinds_is_left_alone() -> None:
    program = (
        f'{NUMPY}B = "b"\ndef made(name):\n    d = os.path.join(B, name)\n    os.makedirs(d, exist_ok=True)\n'
        f'    return d\nDATA = made("data")\nOUT = made("out")\n{DOWNLOAD}np.save(f"{{OUT}}/a.npy", 1)\n'
    )
    assert refusals(program) == [UNCLEAR]


@pytest.mark.parametrize(
    "write", ['np.save(B + "a.npy", 1)', 'np.save(f"{B}a.npy", 1)', 'P = B + "a.npy"\nnp.save(P, 1)']
)
def test_a_slash_at_the_end_of_the_base_is_kept(write: str) -> None:
    changed = changes(f'{NUMPY}B = "/content/"\nx = np.load(B + "x.npy")\n{write}\n')
    assert "{PERSIST_ROOT}/" in changed


@pytest.mark.parametrize("other", ['np.load(OUT + ".in")', 'np.load(f"{OUT}/in.npy")', 'custom(OUT + "_2.npy")'])
def test_what_is_made_of_the_same_path_and_stays_keeps_all_of_it(other: str) -> None:
    program = f'{NUMPY}B = "/content"\nx = np.load(B + "/x.npy")\nOUT = f"{{B}}/out"\n{other}\n'
    assert refusals(f'{program}np.save(f"{{OUT}}/a.npy", x)\n') == [UNCLEAR]


def test_a_path_is_made_by_the_name_that_the_file_has_for_it() -> None:
    program = (
        'import pathlib, numpy as np\nB = pathlib.Path("/content")\nx = np.load(B / "x.npy")\nnp.save(B / "a.npy", x)\n'
    )
    assert changes(program) == 'np.save(pathlib.Path(PERSIST_ROOT) / "a.npy", x)'


HANDED_ON = {
    "a default": (
        'OUT = os.path.join(B, "out")\ndef save(x, folder=OUT):\n    os.makedirs(folder, exist_ok=True)\n'
        '    np.save(os.path.join(str(folder) + "/x", "a.npy"), x)\nsave(1)\n'
    ),
    "what a function gives back": (
        'OUT = os.path.join(B, "out")\ndef made(d):\n    os.makedirs(d)\n    return d\n'
        'np.save(f"{made(OUT)}/a.npy", 1)\n'
    ),
    "a dictionary": 'OUT = os.path.join(B, "out")\nos.makedirs(OUT)\nc = {"a": OUT + "/a.npy"}\nnp.save(c["a"], 1)\n',
}


@pytest.mark.parametrize("program", HANDED_ON.values(), ids=HANDED_ON.keys())
def test_the_only_way_from_a_base_that_stays_is_known_whatever_hands_the_path_on(program: str) -> None:
    head = f'{NUMPY}B = "/content"\nopen(os.path.join(B, "in.txt"))\n'
    assert changes(head + program).startswith('OUT = os.path.join(PERSIST_ROOT, "out")')
    assert not result(f"{head}{program}custom(B)\n").changed
    assert not result(f'{head}{program}np.load(os.path.join(B, "out", "a.npy"))\n').changed
