"""A program that is fixed and run, with what it finds on the machine and what becomes of its files."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Form(enum.Enum):
    """What a program is written in, by the name of its file."""

    SCRIPT = ".py"
    EXPORT = ".ipy"  # a downloaded notebook: shell lines and magics among the statements
    NOTEBOOK = ".ipynb"  # cells, in the source of a program behind lines ``# %%``


@dataclass(frozen=True, slots=True)
class Program:
    name: str  # what is special about it
    source: str
    inputs: Mapping[str, str] = field(default_factory=dict)  # files in the working directory when it starts
    next_stdout: str | None = None  # what the next session prints, if that is something else
    stays: frozenset[str] = frozenset()  # files that need not be kept
    moved: Mapping[str, str] = field(default_factory=dict)  # files that are kept under another name
    colab_only: bool = False  # the original runs nowhere else
    form: Form = Form.SCRIPT
    loads: str = ""  # reads the artifacts below ROOT in another session, and prints what it finds
    varies: frozenset[str] = frozenset()  # patterns of files in which a library notes time or place
