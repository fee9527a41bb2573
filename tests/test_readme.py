"""What README.md says of the code is what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import readme

from flake8_persist.configuration import read

TEXT = readme.README.read_text(encoding="utf-8")


def test_generated_parts_are_up_to_date() -> None:
    assert readme.rendered(TEXT) == TEXT, "run: python scripts/readme.py"


def test_the_configuration_in_it_is_accepted(tmp_path: Path) -> None:
    (table,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "pyproject.toml"
    file.write_text(table)
    read(str(file))
