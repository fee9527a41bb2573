"""``--preamble``: guarded, plain, or none."""

from __future__ import annotations

import pytest

from flake8_persist import fix
from flake8_persist.api import FixResult
from flake8_persist.codemod.mounting import NO_MOUNT
from flake8_persist.codemod.preparing import NO_PREAMBLE
from flake8_persist.settings import Settings

WRITE = 'open("a.txt", "w").write("")\n'
WRITTEN = 'open(f"{PERSIST_ROOT}/a.txt", "w").write("")\n'
PLAIN = """\
import os
import tempfile

from google.colab import drive

drive.mount("/content/drive")
PERSIST_ROOT = "/content/drive/MyDrive/train"  # what this program writes is kept here
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training

"""


def fixed(source: str, form: str, environment: str = "colab") -> FixResult:
    return fix(source, filename="train.py", settings=Settings(environment=environment, preamble=form))


def test_a_plain_preamble_is_not_guarded() -> None:
    assert fixed(WRITE, "plain").source == PLAIN + WRITTEN


@pytest.mark.parametrize("environment", ["kaggle", "runpod"])
def test_a_plain_root_is_set_where_nothing_is_mounted(environment: str) -> None:
    source = fixed('open("/tmp/a.txt", "w").write("")\n', "plain", environment).source
    assert 'PERSIST_ROOT = "/' in source
    assert "if " not in source
    assert "environ" not in source


def test_without_a_preamble_a_program_that_sets_no_root_is_left_alone() -> None:
    found = fixed(WRITE, "none")
    assert not found.changed
    assert found.refusals == (f"line 1: {NO_PREAMBLE}",)


def test_without_a_preamble_paths_move_below_the_root_that_the_program_sets() -> None:
    own = 'from google.colab import drive\ndrive.mount("/content/drive")\nPERSIST_ROOT = "/content/drive/MyDrive/x"\n'
    assert fixed(own + WRITE, "none").source == own + WRITTEN


def test_without_a_preamble_nothing_is_mounted() -> None:
    found = fixed('open("/content/drive/MyDrive/a.txt", "w").write("")\n', "none")
    assert not found.changed
    assert found.refusals == (f"line 1: {NO_MOUNT}",)


@pytest.mark.parametrize("form", ["guarded", "plain", "none"])
def test_modules_that_edits_need_are_imported_for_a_root_of_the_programs_own(form: str) -> None:
    own = 'from google.colab import drive\ndrive.mount("/content/drive")\nPERSIST_ROOT = "/content/drive/MyDrive/x"\n'
    source = fixed(f'{own}n = input()\nopen("a_{{}}.txt".format(n), "w").write("")\n', form).source
    assert source.startswith("import os\nfrom google.colab")
    assert source.endswith('open(os.path.join(PERSIST_ROOT, "a_{}.txt".format(n)), "w").write("")\n')


def test_a_second_run_changes_nothing() -> None:
    once = fixed(WRITE, "plain").source
    assert not fixed(once, "plain").changed
    assert not fixed(once, "none").changed
