"""What is written by a relative path in a directory that the program changes to, and also named by its whole path."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.destinations import ELSEWHERE

TRAINING = "get_ipython().system('python train.py --data d.yaml --weights n.pt --cfg c.yaml --name a')\n"
PREFIX = (
    "import os\nfrom IPython.display import Image\nHOME = os.getcwd()\n"
    f"get_ipython().run_line_magic('cd', '/content/yolov5')\n{TRAINING}"
)
MOVED = '--name a --project "{PERSIST_ROOT}/runs/train"\')'

SHOWN = {
    "relative": ("'runs/train/a/x.png'", "f'{PERSIST_ROOT}/runs/train/a/x.png'"),
    "whole": ("'/content/yolov5/runs/train/a/x.png'", "f'{PERSIST_ROOT}/runs/train/a/x.png'"),
    "behind a variable": ("f'{HOME}/yolov5/runs/train/a/x.png'", "f'{PERSIST_ROOT}/runs/train/a/x.png'"),
    "added to a variable": ("HOME + '/yolov5/runs/train/a/x.png'", "f'{PERSIST_ROOT}/runs/train/a/x.png'"),
}


@pytest.mark.parametrize(("old", "new"), SHOWN.values(), ids=SHOWN.keys())
def test_all_names_of_a_file_end_at_one_place(old: str, new: str) -> None:
    found = changes(f"{PREFIX}Image({old})\nprint(HOME)\n")

    assert MOVED in found
    assert f"Image({new})" in found


def test_words_of_commands_end_there_as_well() -> None:
    found = changes(f"{PREFIX}get_ipython().system('ls {{HOME}}/yolov5/runs/train/a')\nprint(HOME)\n")

    assert MOVED in found
    assert 'ls "{PERSIST_ROOT}"/runs/train/a\')' in found


def test_what_would_part_from_its_directory_stays() -> None:
    whole = "Image(os.path.join(HOME, 'yolov5', 'runs', 'train', 'a', 'x.png'))\nprint(HOME)\n"

    assert refusals(PREFIX + whole)


def test_what_two_working_directories_name_by_relative_paths_stays() -> None:
    written = "import os\nopen('a.txt', 'w').write('x')\nos.makedirs('sub', exist_ok=True)\n"

    assert refusals(f"{written}os.chdir('sub')\nopen('../a.txt').read()\n") == [ELSEWHERE]
    assert "open(f'{PERSIST_ROOT}/sub/../a.txt').read()" in changes(f"{written}open('sub/../a.txt').read()\n")
