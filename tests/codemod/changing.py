"""What a fix does to a few lines, without the preamble, and what it says where it does nothing."""

from __future__ import annotations

import re
from collections import Counter

from flake8_persist import fix
from flake8_persist.api import FixResult
from flake8_persist.codemod.mentions import COMMANDED, UNCLEAR
from flake8_persist.settings import Settings

ROOT = "/content/drive/MyDrive/train"
_PREAMBLE = f"""
import os
import tempfile
try:  # on Colab: keep on Google Drive what this program writes
    from google.colab import drive
except ImportError:
    PERSIST_ROOT = os.environ.get("PERSIST_ROOT", ".")
else:
    drive.mount("/content/drive")
    PERSIST_ROOT = "{ROOT}"
PERSIST_ROOT = "{ROOT}"  # what this program writes is kept here
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training
""".splitlines()


def result(source: str, *, unsafe: bool = False, environment: str = "colab", root: str | None = None) -> FixResult:
    found = fix(
        source,
        filename="train.py",
        settings=Settings(environment=environment, root=root, unsafe_fixes=unsafe),
    )
    assert found.error is None
    return found


def changes(source: str, *, unsafe: bool = False) -> str:
    """The lines that are new or others than before, without the preamble and without indentation."""
    found = result(source, unsafe=unsafe)
    assert found.changed, found.refusals
    new = Counter(found.source.splitlines())
    new.subtract(source.splitlines())
    lines: list[str] = []
    for line in found.source.splitlines():
        if line.strip() and line not in _PREAMBLE and new[line] > 0:
            new[line] -= 1
            lines.append(line.strip())
    return "\n".join(lines)


def refusals(source: str, *, unsafe: bool = False) -> list[str]:
    """Why a program is left as it is, each reason once, without what it shows of the source."""
    found = result(source, unsafe=unsafe)
    assert not found.changed, found.source
    assert found.remaining
    return list(
        dict.fromkeys(
            re.sub(f"({UNCLEAR}|{COMMANDED}), in .*", r"\1", line.partition(": ")[2]) for line in found.refusals
        )
    )
