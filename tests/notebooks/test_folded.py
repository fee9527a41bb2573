"""nbconvert makes a string of the Python under a cell magic; it is read as the program that it is."""

from __future__ import annotations

import ast

import pytest

from flake8_persist.api import analyze, fix
from flake8_persist.notebooks.folded import unfolded

START = "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\n"


def export(magic: str, body: str, after: str = "") -> str:
    """A cell under a magic as nbconvert exports it: its call is on line 7."""
    return f"{START}get_ipython().run_cell_magic({magic!r}, '', {body!r})\n\n\n# In[2]:\n\n\n{after}"


CASES = {
    "a write": (export("time", "open('a.csv', 'w')\n"), [(7, "PST111")]),
    "several": (export("capture", "open('a.csv', 'w')\nopen('/tmp/b.csv', 'w')\n"), [(7, "PST111"), (7, "PST112")]),
    "in a function": (export("time", "def f(p):\n    open(p, 'w')\n", "f('a.csv')\n"), [(7, "PST111")]),
    "an import for later cells": (export("time", "import torch\n", "torch.save(1, 'a.pt')\n"), [(13, "PST101")]),
    "a path for later cells": (export("time", "out = '/content/x'\n", "open(out, 'w')\n"), [(13, "PST112")]),
    "a mount": (
        export(
            "capture",
            "from google.colab import drive\ndrive.mount('/content/drive')\n",
            "open('/content/drive/MyDrive/a', 'w')\n",
        ),
        [],
    ),
    "commands": (export("capture", "!pip install x\n%cd /tmp\n", "open('a', 'w')\n"), [(13, "PST111")]),
    "another magic below": (export("capture", "%%time\nopen('a.csv', 'w')\n"), [(7, "PST111")]),
    "what is no Python": (export("time", "open('a.csv', 'w'\n"), [(7, "PST900")]),
    "another language": (export("bash", "echo x > a.txt\n"), [(7, "PST111")]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_found(source: str, expected: list[tuple[int, str]]) -> None:
    findings = analyze(source, filename="a.py").findings
    assert [(finding.span.line, finding.code) for finding in findings] == expected


def test_the_tree_of_others_stays_as_it_is() -> None:
    source = export("time", "x = 1\n")
    tree = ast.parse(source)
    before = ast.dump(tree, include_attributes=True)

    result = unfolded(tree, source)

    assert result.lines == {7}
    assert ast.unparse(result.tree) == "x = 1"
    assert ast.dump(tree, include_attributes=True) == before


def test_a_file_without_such_cells_keeps_its_tree() -> None:
    tree = ast.parse("x = 1\n")
    assert unfolded(tree, "x = 1\n").tree is tree


@pytest.mark.parametrize(
    "body",
    ["open('a.csv', 'w')\n", "import torch.utils.tensorboard as t\nt.SummaryWriter()\n", "import os\nos.mkdir('a')\n"],
)
def test_nothing_is_repaired_in_a_string(body: str) -> None:
    source = export("time", body)
    result = fix(source, filename="a.py")
    assert not result.changed
    assert all(finding.repair is None for finding in analyze(source, filename="a.py").findings)


def test_what_stands_elsewhere_is_repaired() -> None:
    result = fix(export("time", "import torch\nopen('a.csv', 'w')\n", "torch.save(1, 'b.pt')\n"), filename="a.py")

    assert [finding.code for finding in result.fixed] == ["PST101"]
    assert [finding.code for finding in result.remaining] == ["PST111"]
    assert "torch.save(1, f'{PERSIST_ROOT}/b.pt')" in result.source
    assert "\"import torch\\nopen('a.csv', 'w')\\n\"" in result.source


def test_a_path_that_a_string_shares_stays() -> None:
    source = export("time", "open(out + '/a.csv', 'w')\n").replace("# In[1]:\n", "out = 'runs'\n# In[1]:\n")
    assert not fix(source, filename="a.py").changed
