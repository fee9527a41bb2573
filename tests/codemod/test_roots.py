"""The name that holds the persistent directory."""

from __future__ import annotations

import pytest
from changing import changes, result

from flake8_persist import analyze
from flake8_persist.fixing import LOST_ROOT
from flake8_persist.settings import Settings

MOUNT = 'import os\nfrom google.colab import drive\ndrive.mount("/content/drive")\n'
KEPT = 'open(f"{ROOT}/kept.txt", "w").write("")\n'
ROOT = 'ROOT = "/content/drive/MyDrive/x"\n'
LOST = 'open("lost.txt", "w").write("")\n'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f'ROOT = "/content/drive/MyDrive/x"\n{KEPT}{LOST}', 'open(f"{ROOT}/lost.txt", "w").write("")'),
        (
            f'ROOT = "/content/drive/MyDrive/x"\nopen(os.path.join(ROOT, "k.txt"), "w").write("")\n{LOST}',
            'open(f"{ROOT}/lost.txt", "w").write("")',
        ),
        (f'{LOST}ROOT = "/content/drive/MyDrive/x"\n{KEPT}', 'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")'),
        (
            f'def f():\n    ROOT = "/content/drive/MyDrive/x"\n    {KEPT}f()\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'P = "/content/drive/MyDrive/kept.txt"\nopen(P, "w").write("")\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'PERSIST_ROOT = "/content/drive/MyDrive/own"\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'try:\n    import google.colab\n    PERSIST_ROOT = "/content/drive/MyDrive/own"\nexcept ImportError:\n'
            f'    PERSIST_ROOT = "."\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
    ],
)
def test_the_name_of_the_root(lines: str, expected: str) -> None:
    assert changes(MOUNT + lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        f"{ROOT}{KEPT}def f(text, ROOT=None):\n    {LOST}f(1)\n",
        f"{ROOT}{KEPT}def f():\n    {LOST}    ROOT = 1\nf()\n",
        f"{ROOT}{KEPT}def f():\n    global ROOT\n    ROOT = None\nf()\n{LOST}",
        f"{ROOT}{KEPT}del ROOT\n{LOST}",
        f"{ROOT}{KEPT}for ROOT in 'ab': pass\n{LOST}",
        f"{ROOT}{KEPT}ROOT += '/deeper'\n{LOST}",
        f"{ROOT}{KEPT}ROOT = ROOT + '/deeper'\n{LOST}",
        f"{ROOT}{KEPT}class C:\n    ROOT = None\n    {LOST}",
    ],
)
def test_a_name_that_means_something_else_anywhere_is_no_root(lines: str) -> None:
    assert 'open(f"{PERSIST_ROOT}/lost.txt", "w")' in changes(MOUNT + lines)


@pytest.mark.parametrize(
    ("rebinding", "name"),
    [
        ("", "PERSIST_ROOT"),
        ("def f(PERSIST_ROOT=None): pass\n", "PERSIST_ROOT_"),
        ("PERSIST_ROOT = None\n", "PERSIST_ROOT_"),
    ],
)
def test_a_root_of_our_name_is_taken_like_any_other(rebinding: str, name: str) -> None:
    program = f'{MOUNT}PERSIST_ROOT = "/content/drive/MyDrive/own"\n{rebinding}{LOST}'
    assert f'open(f"{{{name}}}/lost.txt", "w")' in result(program).source


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (f"os.makedirs(ROOT, exist_ok=True)\n{LOST}{KEPT}", "ROOT"),
        (f"os.makedirs(ROOT + '/deep', exist_ok=True)\n{LOST}{KEPT}", "ROOT"),
        (f"if not os.path.exists(ROOT):\n    os.makedirs(ROOT)\n{LOST}{KEPT}", "ROOT"),
        (f"{KEPT}{LOST}", "ROOT"),
        (f"with {KEPT.strip()} as f:\n    pass\n{LOST}", "ROOT"),
        (f"print(open(ROOT + '/in.txt').read())\n{LOST}{KEPT}", "ROOT"),
        (f"print(os.listdir(ROOT))\n{LOST}{KEPT}", "ROOT"),
        (f"{LOST}os.makedirs(ROOT, exist_ok=True)\n{KEPT}", "PERSIST_ROOT"),
        (f"{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"if os.path.exists('/x'):\n    os.makedirs(ROOT)\n{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"for n in range(2): os.makedirs(ROOT, exist_ok=True)\n{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"def f():\n    os.makedirs(ROOT, exist_ok=True)\n{LOST}f()\n{KEPT}", "PERSIST_ROOT"),
        (f"import glob\nprint(glob.glob(ROOT + '/*.csv'))\n{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"print(os.path.exists(ROOT + '/a'))\n{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"try:\n    print(open(ROOT + '/in.txt').read())\nexcept OSError: pass\n{LOST}{KEPT}", "PERSIST_ROOT"),
        (f"import cv2\ncv2.imwrite(ROOT + '/a.png', 1)\n{LOST}{KEPT}", "PERSIST_ROOT"),  # which fails in silence
    ],
)
def test_a_root_is_taken_if_its_directory_is_there_by_then(lines: str, name: str) -> None:
    assert f'open(f"{{{name}}}/lost.txt", "w")' in changes(MOUNT + ROOT + lines)


def test_the_folder_of_drive_itself_is_always_there() -> None:
    program = f'{MOUNT}ROOT = "/content/drive/MyDrive"\n{LOST}{KEPT}'
    assert changes(program) == 'open(f"{ROOT}/lost.txt", "w").write("")'


def test_a_root_that_is_not_kept_either_is_refused() -> None:
    program = 'import torch\ntorch.save(1, "m.pt")\n'
    assert result(program, root="/content/out").refusals == (f"line 2: {LOST_ROOT}",)
    settings = Settings(environment="colab", root="/content/out")
    [finding] = analyze(program, filename="train.py", settings=settings).findings
    assert finding.repair is None
