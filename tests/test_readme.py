"""What README.md says of the code is what the code says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import picture
import pytest
import readme

from flake8_persist.configuration import read

CHARACTER = 12.2  # its width in the picture
TEXT = readme.README.read_text(encoding="utf-8")


def test_generated_parts_are_up_to_date() -> None:
    assert readme.rendered(TEXT) == TEXT, "run: python scripts/readme.py"


def test_the_configuration_in_it_is_accepted(tmp_path: Path) -> None:
    (table,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "pyproject.toml"
    file.write_text(table)
    read(str(file))


def test_the_picture_shows_what_the_program_prints() -> None:
    drawing = ElementTree.parse(picture.PICTURE).getroot()
    rows: dict[float, str] = {}
    for text in drawing.iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in text.attrib and text.text:
            row, column = float(text.attrib["y"]), round(float(text.attrib["x"]) / CHARACTER)
            rows[row] = rows.get(row, "").ljust(column) + text.text.rstrip("\n").replace("\xa0", " ")
    shown = [rows[row].rstrip() for row in sorted(rows)]
    expected = [line.rstrip() for line in picture.terminal(color=False).splitlines()]
    assert shown == expected, "run: python scripts/picture.py"


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)", TEXT))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (readme.ROOT / link).is_file()
