"""What becomes of each write of a notebook, in one word each."""

from __future__ import annotations

import ast
import textwrap

from flake8_persist.analysis.access import Access
from flake8_persist.analysis.program import Given, analyse
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.environments.registry import environment
from flake8_persist.notebooks.reader import read

COLAB = Given(environment("colab"))

IMPORTS = """\
import atexit, contextlib, glob, os, shutil, subprocess, sys, tempfile
from pathlib import Path
import torch
from google.colab import drive, files, runtime
"""
MOUNTED = IMPORTS + "drive.mount('/content/drive')\n"


def fates(cells: str, before: str = MOUNTED, given: Given = COLAB) -> str:
    """Of each write whose bytes matter: ``kept`` or ``deleted`` by a later statement, else where it goes."""
    tree = ast.parse(read(before + textwrap.dedent(cells)).python)
    return " ".join(_fate(access) for access in analyse(tree, given).accesses if _matters(access))


def _matters(access: Access) -> bool:
    return access.direction is Direction.WRITE and access.artifact not in (Artifact.CACHE, Artifact.DIR)


def _fate(access: Access) -> str:
    if access.kept_by or access.deleted_by:
        return "kept" if access.kept_by else "deleted"
    return "|".join(dict.fromkeys(target.storage.value for target in access.targets))
