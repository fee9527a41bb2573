"""Where a cell of another language ends in an export that marks no cells."""

from __future__ import annotations

import pytest

from flake8_persist import analyze
from flake8_persist.notebooks.cell_ends import End, end


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("%%bash\nls\n\nimport os", 1),
        ("%%bash\nls\n\n# next\nimport os", 1),
        ("%%bash\nls\n\nx = 1", 1),
        ("%%bash\nls\n\nmodel.fit(\n  x)", 1),
        ("%%bash\nls\n\nwith open('a') as f:\n    f.read()", 1),
        ("%%bash\nls\n\ntry:\n    f()\nexcept E:\n    pass", 1),
        ("%%bash\nls\n\n!ls", 1),
        ("%%bash\nls\n\n%cd x", 1),
        ("%%bash\nls\n\n%%bash\nls", 1),
        ("%%bash\nls\n\n\nls", 1),
        ("%%bash\nls\n\ncp a b", 3),
        ("%%bash\nls\n\nA=1\nexport A", 4),
        ("%%bash\nf() {\n  ls\n}\n\nif [ -f a ]; then\n ls\nfi", 7),
        ("%%bash\nfor a in *.py; do\n\n  ls\ndone", 4),
        ("%%bash\ncat <<EOF > a.py\nx = 1\n\nimport os\nEOF\n\nimport re", 5),
        ("%%bash\ncat << 'EOF' > a.py\n\nimport os\nEOF", 4),
        ('%%bash\npython -c "\nx = 1\n\nimport os\n"\n\nimport re', 5),
        ("%%bash\n# don't\n\nimport os", 1),
        ("%%bash\necho it\\'s\n\nimport os", 1),
        ("%%writefile a.py\nx = 1\n\nimport os\n\n\ny = 2\n\n!python a.py", 6),
        ("%%writefile a.py\nx = 1\n\n# run it\n!python a.py", 1),
        ("%%writefile a.yaml\nx: 1\n\ny: 2\n\nimport os", 3),
        ("%%writefile a.toml\nx = 1\n\ny = 2\n\ndef f():\n    pass", 3),
        ("%%html\n<p>\n\n<b>\n\n@property\ndef f(self):\n    pass", 3),
        ("%%javascript\nx\n\nimport y from 'z'", 3),
        ("%%latex\na\n\n%comment\nb", 4),
        ("%%html\n<p>\n\n![a](b)", 3),
    ],
)
def test_a_cell_ends_where_python_begins_again(text: str, last: int) -> None:
    assert end(text.split("\n"), 0).last == last


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("%%writefile a.py\nx = 1\n\nimport os", 3),
        ("%%writefile a.py\nx = 1\nimport os", None),
        ("%%writefile a.py\nx = 1\n\n!ls", None),
        ("%%html\n<p>\n\n<b>", 3),
        ("%%bash\nls\n\ncp a b", None),
    ],
)
def test_what_may_stand_outside_the_cell_is_in_doubt(text: str, doubt: int | None) -> None:
    lines = text.split("\n")
    assert end(lines, 0) == End(end(lines, 0).last, doubt)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("!ls\n\n%%bash\nls\n\nopen('a.txt', 'w')\n", ["PST111"]),
        ("!ls\n\n%%writefile /tmp/a.py\nx = 1\n\nopen('a.txt', 'w')\n", ["PST900", "PST112"]),
        ("!ls\n\n%%writefile /tmp/a.py\nx = 1\n\ny = 1\n", ["PST112"]),
        ("import numpy as np\n\n%%html\n<p>\n\nnp.savetxt('a.txt', x)\n", ["PST900"]),
    ],
)
def test_doubt_is_told_where_something_may_be_written(text: str, codes: list[str]) -> None:
    found = analyze(text, filename="colab.py").findings
    assert sorted(one.code for one in found) == sorted(codes)
    assert all("cell that begins on line 3" in one.message for one in found if one.code == "PST900")
