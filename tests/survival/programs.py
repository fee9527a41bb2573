"""A program that is fixed and run, with what it finds on the machine and what becomes of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Program:
    name: str  # what is special about it
    source: str
    inputs: Mapping[str, str] = field(default_factory=dict)  # files in the working directory when it starts
    next_stdout: str | None = None  # what the next session prints, if that is something else
    stays: frozenset[str] = frozenset()  # files that need not be kept
    moved: Mapping[str, str] = field(default_factory=dict)  # files that are kept under another name
    colab_only: bool = False  # the original runs nowhere else
