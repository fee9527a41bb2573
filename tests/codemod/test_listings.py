"""Commands that look for files where they lay, and with what they find the program goes on."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.listings import FOUND_BY_COMMAND

SAVE = 'import os, subprocess, torch\nos.makedirs("out", exist_ok=True)\ntorch.save(1, "out/m.pt")\n'


@pytest.mark.parametrize(
    "line",
    [
        "files = !find . -name '*.pt'",
        "files = !ls",
        "!find . -name '*.pt' -delete",
        "!find . -type f -exec cp {} /tmp \\;",
        "!find /content -name 'm.*' | xargs md5sum",
        "!ls -R . | tee list.txt",
        "!du -a > sizes.txt",
        "!for f in $(ls); do echo $f; done",
        'subprocess.check_output(["ls", "-R"])',
        'subprocess.run("ls -R", shell=True, capture_output=True)',
        'subprocess.run("ls -R", shell=True, stdout=subprocess.PIPE)',
    ],
)
def test_what_a_command_finds_for_the_program_stays(line: str) -> None:
    assert refusals(f"{SAVE}{line}\n") == [FOUND_BY_COMMAND]


@pytest.mark.parametrize(
    "line",
    [
        "!ls",
        "!ls -R | grep pt",
        "!find . -name '*.pt' | sort | head",
        "!find . -name '*.pt' -exec ls -l {} \\;",
        "!find . -name '*.csv' -delete",
        "files = !ls data",
        "files = !find data -name '*.pt'",
        'subprocess.run("ls -R", shell=True)',
        'subprocess.run(["ls"], capture_output=False)',
    ],
)
def test_a_listing_that_is_shown_or_made_elsewhere_hinders_nothing(line: str) -> None:
    assert 'torch.save(1, f"{PERSIST_ROOT}/out/m.pt")' in changes(f"{SAVE}{line}\n")


def test_a_listing_of_what_moves_moves_along() -> None:
    assert changes(f"{SAVE}files = !ls out\n").endswith('files = !ls "{PERSIST_ROOT}/out"')
