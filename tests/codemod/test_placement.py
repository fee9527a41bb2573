"""Where blocks and imports go."""

from __future__ import annotations

import ast

import pytest

from flake8_persist.codemod.accounting import lines_of
from flake8_persist.codemod.placement import import_placement, placement

# The block goes above the line with "<-"; it is needed by the line with "# need".
PLACES = [
    "import a\nopen() # <- need\n",
    "import a\n# <-\n\nopen() # need\n",
    "import a\n# <-\nx = 1\nimport b\nopen() # need\n",
    '"""What it does."""\n\nimport a\nfrom b import c\n# <-\nx = 1\nopen() # need\n',
    "from __future__ import annotations\n# <-\n\nopen() # need\n",
    "import os\nimport sys\nsys.path.append('x')\nos.environ['A'] = 'b'\nimport torch\n# <-\nx = 1\nopen() # need\n",
    "get_ipython().system('pip install a')\nimport a\n# <-\nb()\nopen() # need\n",
    "try:\n    import a\nexcept ImportError:\n    a = None\n# <-\nx = 1\nopen() # need\n",
    "if x:\n    import a\nelse:\n    import b as a\n# <-\nx = 1\nopen() # need\n",
    "import a\nif x: # <-\n    import b\n    while y: pass\nopen() # need\n",
    "import a; x = [\n]\nopen() # <- need\n",
    "import a; open() # <- need\n",
    "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nimport a\n# <-\n\n\n# In[2]:\n\n\nopen() # need\n",
    "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nopen() # <- need\n",
    "# %% [markdown]\n# # Title\n\n# %%\nopen() # <- need\n",
    "x = 1\n# %%\n# about it <-\nopen() # need\n",
    "# A licence\n# of two lines\nopen() # <- need\n",
    "# A licence\n\n# about it <-\n# and more\nopen() # need\n",
    '"""What it does."""\n\nopen() # <- need\n',
    "x = 1\n\n# about it <-\n@d\ndef f():\n    open() # need\n",
    "x = 1\nif y: # <-\n    # about it\n    open() # need\n",
    "x = [ # <-\n    1,\n    open() # need\n]\n",
    "import a\nopen() # <- need\nimport b\n",
]

AFTER_MOUNT = [
    "import a\ndrive.mount() # mount\n# <-\nx = 1\nopen() # need\n",
    "drive.mount() # mount\nimport a\n# <-\nx = 1\nopen() # need\n",
    "import a\nx = 1\nif y:\n    drive.mount() # mount\n    z()\n# <-\nx = 1\nopen() # need\n",
]

# "import bisect" goes above the line with "<-".
IMPORTS = [
    "import ast\nimport torch # <-\n",
    "import ast, sys\nimport csv # <-\n",
    "import zlib # <-\nimport csv\n",
    "import ast\nimport os # <-\nx = 1\n",
    "from os import path # <-\nimport torch\n",
    "import numpy # <-\nimport torch\n",
    "from __future__ import annotations\nimport torch # <-\n",
    "from __future__ import annotations\nx = 1 # <-\n",
    '"""What."""\nget_ipython().system()\nimport ast\nx = 1 # <-\nimport sys\n',
]


def _line(source: str, mark: str) -> int:
    return next(number for number, line in enumerate(source.splitlines(), 1) if mark in line)


@pytest.mark.parametrize("source", PLACES)
def test_a_block_goes_below_the_imports_and_above_the_need(source: str) -> None:
    assert placement(ast.parse(source), lines_of(source), _line(source, "need")) == _line(source, "<-")


@pytest.mark.parametrize("source", AFTER_MOUNT)
def test_a_block_goes_below_the_mount(source: str) -> None:
    placed = placement(ast.parse(source), lines_of(source), _line(source, "need"), _line(source, "# mount"))
    assert placed == _line(source, "<-")


@pytest.mark.parametrize("source", ["open()\ndrive.mount()\n", "open(); drive.mount()\n"])
def test_there_is_no_place_above_a_need_that_comes_first(source: str) -> None:
    assert placement(ast.parse(source), lines_of(source), 1, source.count("\n")) is None


def test_what_is_needed_below_everything_goes_to_the_end() -> None:
    assert placement(ast.parse("x = 1\n"), ["x = 1\n"], 2) == 2


@pytest.mark.parametrize("source", IMPORTS)
def test_an_import_goes_beside_its_like(source: str) -> None:
    assert import_placement(ast.parse(source), "bisect", source.count("\n") + 1) == _line(source, "<-")


@pytest.mark.parametrize("source", ["x = 1\n", "if x:\n    import os\n"])
def test_without_imports_there_is_no_place_beside_them(source: str) -> None:
    assert import_placement(ast.parse(source), "os", 9) is None


def test_only_imports_above_the_line_count() -> None:
    assert import_placement(ast.parse("x = 1\nimport os\n"), "tempfile", 2) is None
