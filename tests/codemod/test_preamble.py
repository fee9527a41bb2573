"""The forms of the preamble, and that they do what they say."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flake8_persist.codemod import preamble
from flake8_persist.codemod.preamble import Names

MOUNTING = """\
try:  # on Colab: keep on Google Drive what this program writes
    from google.colab import drive
except ImportError:
    PERSIST_ROOT = os.environ.get("PERSIST_ROOT", ".")
else:
    drive.mount("/content/drive")
    PERSIST_ROOT = "/content/drive/MyDrive/train"
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training"""

MOUNTED = """\
PERSIST_ROOT = "/content/drive/MyDrive/train"  # what this program writes is kept here
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training"""

WHERE_PRESENT = """\
if os.path.isdir("/kaggle/working"):  # keep there what this program writes
    PERSIST_ROOT = "/kaggle/working"
else:
    PERSIST_ROOT = os.environ.get("PERSIST_ROOT", ".")
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training"""

CONFIGURED = """\
PERSIST_ROOT = os.environ.get("PERSIST_ROOT", "/workspace")  # what this program writes is kept here
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PERSIST_ROOT", raising=False)
    for module in ("google", "google.colab"):
        monkeypatch.setitem(sys.modules, module, None)


def _run(code: str, root: str = "PERSIST_ROOT") -> Any:
    names: dict[str, Any] = {}
    exec(compile(preamble.with_imports(code, ["import tempfile", "import os"]), "program", "exec"), names)
    return names[root]


def test_the_forms_read_like_this() -> None:
    assert preamble.mounting("/content/drive/MyDrive/train", "/content/drive") == MOUNTING
    assert preamble.mounted("/content/drive/MyDrive/train") == MOUNTED
    assert preamble.where_present("/kaggle/working", "/kaggle/working") == WHERE_PRESENT
    assert preamble.configured("/workspace") == CONFIGURED


def test_the_names_are_those_of_the_file() -> None:
    names = Names("ROOT", "drive_", "o", "t")
    code = preamble.mounting("/content/drive/MyDrive/train", "/content/drive", names)
    assert "    from google.colab import drive as drive_\n" in code
    assert '    drive_.mount("/content/drive")\n' in code
    assert '    ROOT = o.environ.get("PERSIST_ROOT", ".")\n' in code
    assert "t.TemporaryFile(dir=ROOT).close()" in code


def test_outside_colab_the_program_runs_as_before() -> None:
    assert _run(preamble.mounting("/content/drive/MyDrive/train", "/content/drive")) == "."


def test_the_environment_variable_says_where_outside_colab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSIST_ROOT", "kept")
    assert _run(preamble.mounting("/content/drive/MyDrive/train", "/content/drive")) == "kept"
    assert Path("kept").is_dir()


def test_on_colab_drive_is_mounted_before_the_root_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    class Colab(ModuleType):
        class drive:  # noqa: N801  # the name it has there
            @staticmethod
            def mount(point: str) -> None:
                os.mkdir(point)

    monkeypatch.setitem(sys.modules, "google", ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", Colab("google.colab"))
    assert _run(preamble.mounting("drive/MyDrive/train", "drive")) == "drive/MyDrive/train"
    assert Path("drive/MyDrive/train").is_dir()


def test_a_directory_that_is_there_is_used() -> None:
    assert _run(preamble.where_present("kept/here", "kept")) == "."
    os.mkdir("kept")
    assert _run(preamble.where_present("kept/here", "kept")) == "kept/here"


def test_nothing_is_left_in_the_root() -> None:
    assert _run(preamble.configured("kept")) == "kept"
    assert os.listdir("kept") == []


def test_a_root_that_cannot_be_written_to_fails_at_once() -> None:
    Path("kept").write_text("not a directory")
    with pytest.raises(OSError, match="kept"):
        _run(preamble.mounted("kept"))


@pytest.mark.parametrize(
    ("text", "literal"),
    [("a", '"a"'), ("it's", '"it\'s"'), ('say "a"', "'say \"a\"'"), ("a\\b\n", '"a\\\\b\\n"'), ("é", '"é"')],
)
def test_text_is_quoted_doubly_where_that_is_simpler(text: str, literal: str) -> None:
    assert preamble.quoted(text) == literal


def test_imports_stand_above_the_block() -> None:
    assert preamble.importing("os", "os") == "import os"
    assert preamble.importing("os", "os_") == "import os as os_"
    assert preamble.with_imports("x", ["import tempfile", "import os"]) == "import os\nimport tempfile\n\nx"
    assert preamble.with_imports("x", []) == "x"
