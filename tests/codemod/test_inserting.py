"""Statements put before others, and blocks put between them."""

from __future__ import annotations

import pytest
from marking import edited, numbers, spot

from flake8_persist.codemod.edits import Edit, InsertAt, InsertBefore

BEFORE = [
    # before, the code whose statement is meant, after "new()" was put before it
    ("save(a)\n", "save(a)", "new()\nsave(a)\n"),
    ("x = 1\ny = save(\n    a\n)\n", "a", "x = 1\nnew()\ny = save(\n    a\n)\n"),
    ("if x:\n    save(a)\n", "save(a)", "if x:\n    new()\n    save(a)\n"),
    ("if x:\n\tsave(a)\n", "save(a)", "if x:\n\tnew()\n\tsave(a)\n"),
    ("if x:\n  save(a)\n", "save(a)", "if x:\n  new()\n  save(a)\n"),
    ("if x: pass\nelse:\n    save(a)\n", "save(a)", "if x: pass\nelse:\n    new()\n    save(a)\n"),
    ("for i in x:\n    # why\n\n    save(a)\n", "save(a)", "for i in x:\n    # why\n\n    new()\n    save(a)\n"),
    ("try:\n    pass\nexcept E:\n    save(a)\n", "save(a)", "try:\n    pass\nexcept E:\n    new()\n    save(a)\n"),
    ("with save(a) as x:\n    pass\n", "save(a)", "new()\nwith save(a) as x:\n    pass\n"),
    ("if save(a):\n    pass\n", "save(a)", "new()\nif save(a):\n    pass\n"),
    ("@d(a)\n@e\ndef f(): pass\n", "d(a)", "new()\n@d(a)\n@e\ndef f(): pass\n"),
    ("async def f(x=a): pass\n", "a", "new()\nasync def f(x=a): pass\n"),
    ("save(a); x = 1\n", "save(a)", "new()\nsave(a); x = 1\n"),
    ("x = [save(a) for a in b]\n", "save(a)", "new()\nx = [save(a) for a in b]\n"),
    ("x = 'é'; y = save(a)\n", "'é'", "new()\nx = 'é'; y = save(a)\n"),
]

IN_BETWEEN = [
    # before, the line, the code, after
    ("x = 1\ny = 2\n", 2, "new()", "x = 1\n\nnew()\n\ny = 2\n"),
    ("x = 1\n\ny = 2\n", 2, "new()", "x = 1\n\nnew()\n\ny = 2\n"),
    ("x = 1\n\ny = 2\n", 3, "new()", "x = 1\n\nnew()\n\ny = 2\n"),
    ("x = 1\n\n\ny = 2\n", 3, "new()", "x = 1\n\nnew()\n\ny = 2\n"),
    ("x = 1\n\n\n\ny = 2\n", 4, "new()", "x = 1\n\n\nnew()\n\ny = 2\n"),
    ("x = 1\n", 1, "new()", "new()\n\nx = 1\n"),
    ("x = 1\n", 2, "new()", "x = 1\n\nnew()\n"),
    ("x = 1", 2, "new()", "x = 1\n\nnew()\n"),
    ("x = 1\n\n", 3, "new()", "x = 1\n\nnew()\n"),
    ("", 1, "new()", "new()\n"),
    ("# only\n", 2, "new()", "# only\n\nnew()\n"),
    ("# licence\nx = 1\n", 2, "new()", "# licence\n\nnew()\n\nx = 1\n"),
    ("# licence\n\n# about x\nx = 1\n", 3, "new()", "# licence\n\nnew()\n\n# about x\nx = 1\n"),
    ("x = 1\n# about y\ny = 2\n", 2, "new()", "x = 1\n\nnew()\n\n# about y\ny = 2\n"),
    ("x = 1\n# the end", 2, "new()", "x = 1\n\nnew()\n\n# the end"),
    ("x = 1\n\n\ndef f():\n    pass\n", 2, "new()", "x = 1\n\nnew()\n\n\ndef f():\n    pass\n"),
    ("x = 1\n@d\nclass C: pass\n", 2, "new()", "x = 1\n\nnew()\n\n\n@d\nclass C: pass\n"),
    ("def f():\n    pass\nx = 1\n", 3, "new()", "def f():\n    pass\n\n\nnew()\n\nx = 1\n"),
    ("import a\nimport c\n", 2, "import b", "import a\nimport b\nimport c\n"),
    ("import a\n\nx = 1\n", 2, "import b", "import a\nimport b\n\nx = 1\n"),
    ("import c\n", 1, "from a import b", "from a import b\nimport c\n"),
    ("x = 1\nimport a\n", 2, "import b", "x = 1\nimport b\nimport a\n"),
    ("# In[1]:\n\n\nx = 1\n\n\n# In[2]:\n", 4, "new()", "# In[1]:\n\n\nnew()\n\nx = 1\n\n\n# In[2]:\n"),
    ("# %%\nx = 1\n", 2, "new()", "# %%\nnew()\n\nx = 1\n"),
    ("x = 1; y = 2\n", 1, "new()", "new()\n\nx = 1; y = 2\n"),
    ("if x:\n\ty\nz\n", 3, "try:\n    a\nexcept E:\n    b", "if x:\n\ty\n\ntry:\n\ta\nexcept E:\n\tb\n\nz\n"),
    ("x\n", 1, "# why\ntry:\n    a\n\n    b\nexcept E: c", "# why\ntry:\n    a\n\n    b\nexcept E: c\n\nx\n"),
]


@pytest.mark.parametrize(("before", "marker", "after"), BEFORE)
def test_a_statement_is_put_before_the_one_that_holds_the_expression(before: str, marker: str, after: str) -> None:
    assert edited(before, [InsertBefore(spot(before, marker), "new()")]) == after


@pytest.mark.parametrize(("before", "line", "code", "after"), IN_BETWEEN)
def test_a_block_gets_the_blank_lines_that_are_missing(before: str, line: int, code: str, after: str) -> None:
    assert edited(before, [InsertAt(line, code)]) == after


@pytest.mark.parametrize(
    ("before", "edits", "lines"),
    [
        ("x = 1\ny = 2\n", [InsertAt(2, "new()")], "1 + + + 2"),
        ("x = 1\n\n# c\ny = 2\n", [InsertAt(3, "a\nb")], "1 2 + + + 3 4"),
        ("x = 1", [InsertAt(2, "new()")], "1* + +"),
        ("# c\nx = 1\n", [InsertAt(1, "new()")], "+ + 1 2"),
        ("x = 1\n# c\ny = 2\n", [InsertBefore(spot("x = 1\n# c\ny = 2\n", "2"), "a\nb")], "1 2 + + 3"),
    ],
)
def test_inserted_lines_stand_for_none(before: str, edits: list[Edit], lines: str) -> None:
    assert numbers(before, edits) == lines


def test_insertions_above_one_statement_keep_their_order() -> None:
    before = "x = 1\n\n# about y\ny = save(a)\n"
    edits: list[Edit] = [
        InsertBefore(spot(before, "a"), "c"),
        InsertAt(4, "b"),
        InsertAt(2, "import a"),
        InsertBefore(spot(before, "save(a)"), "d"),
        InsertAt(2, "import b\n"),
    ]
    after = "x = 1\n\nimport a\nimport b\n\n# about y\n\nb\n\nc\nd\ny = save(a)\n"
    assert edited(before, edits) == after
    assert numbers(before, edits) == "1 + + + 2 3 + + + + + 4"


def test_blank_lines_of_an_indented_block_hold_no_spaces() -> None:
    before = "if x:\n    save(a)\n"
    edits = [InsertBefore(spot(before, "save(a)"), "# why\nif y:\n    b\n\n    c\n\nd\n# so")]
    after = "if x:\n    # why\n    if y:\n        b\n\n        c\n\n    d\n    # so\n    save(a)\n"
    assert edited(before, edits) == after
