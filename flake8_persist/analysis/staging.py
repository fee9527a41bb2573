"""What a command has set aside for another one that takes it elsewhere: ``git add a.pt``, until ``git push``."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.analysis.access import Target
from flake8_persist.catalog.model import Api


class Staged(NamedTuple):
    api: Api
    name: str
    node: ast.Call  # of the command that sets it aside, with the bytes of that moment
    targets: tuple[Target, ...]
    order: int
