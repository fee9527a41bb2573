"""Links, which Google Drive has none of."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.symlinks import HARD_LINKED, LINKED

SAVE = 'import os\nfrom pathlib import Path\nos.makedirs("out", exist_ok=True)\nopen("out/7.txt", "w").write("x")\n'


@pytest.mark.parametrize(
    "line",
    [
        'os.symlink("7.txt", "out/last")',
        'os.symlink("7.txt", os.path.join("out", "last"))',
        'Path("out/last").symlink_to("7.txt")',
        "!ln -sf 7.txt out/last",
        'os.makedirs("links", exist_ok=True)\nos.symlink("../out/7.txt", "links/last")',
    ],
)
def test_what_a_link_would_have_to_move_with_stays(line: str) -> None:
    assert refusals(f"{SAVE}{line}\n") == [LINKED]


@pytest.mark.parametrize(
    "line", ['os.symlink("/content/data", "/content/input")', "!ln -s /content/drive/MyDrive /mydrive"]
)
def test_links_between_other_places_hinder_nothing(line: str) -> None:
    assert 'open(f"{PERSIST_ROOT}/out/7.txt", "w")' in changes(f"{SAVE}{line}\n")


@pytest.mark.parametrize(
    "line",
    ['os.link("out/7.txt", "out/8.txt")', 'os.link("out/7.txt", "b.txt")', 'Path("b.txt").hardlink_to("out/7.txt")'],
)
def test_what_has_a_second_name_on_the_disk_stays(line: str) -> None:
    assert refusals(f"{SAVE}{line}\n") == [HARD_LINKED]
    assert refusals(f"{SAVE}{line}\n", unsafe=True) == [HARD_LINKED]
