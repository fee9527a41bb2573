"""What a file's imports offer to inserted code."""

from __future__ import annotations

import ast

import pytest

from flake8_persist.codemod.imports import Imports, free_name
from flake8_persist.codemod.outline import Outline

REACHED = [
    # source, what is looked for, the expression that reaches it at the end
    ("import os\n", "os", "os"),
    ("import os.path\n", "os", "os"),
    ("import os.path\n", "os.path", "os.path"),
    ("import os, tempfile as t\n", "tempfile", "t"),
    ("import os as o\n", "os", "o"),
    ("from os import path\n", "os", None),
    ("from os import path\n", "os.path", "path"),
    ("from pathlib import Path as P\n", "pathlib.Path", "P"),
    ("from google.colab import drive, files\n", "google.colab.drive", "drive"),
    ("import os\nimport os.path\nimport os\n", "os", "os"),
    ("import o.s\n", "os", None),
    ("from . import os\n", "os", None),
    ("if x:\n    import os\n", "os", None),
    ("def f():\n    import os\n", "os", None),
    ("import os\nos = 1\n", "os", None),
    ("import os\nfrom . import os\n", "os", None),
    ("import os\nfor os in x: pass\n", "os", None),
    ("import os\ndel os\n", "os", None),
    ("import os\ndef os(): pass\n", "os", None),
    ("import os\ndef f():\n    global os\n    os = 1\n", "os", None),
    ("import os\ndef f(os): pass\n", "os", "os"),
    ("import os\ntry: import os\nexcept E as os: pass\n", "os", None),
]


def imports(source: str) -> Imports:
    return Imports(Outline(ast.parse(source)))


@pytest.mark.parametrize(("source", "target", "expression"), REACHED)
def test_a_name_stands_for_a_module_only_if_it_does_so_throughout(
    source: str, target: str, expression: str | None
) -> None:
    assert imports(source).expression(target, source.count("\n") + 1) == expression


@pytest.mark.parametrize(
    ("lines", "expression"),
    [
        ("def f(): os.getcwd()\n", "os"),
        ("def f():\n    import os\n", "os"),
        ("def f():\n    import sys\n    import os.path\n", "os"),
        ("if x:\n    import os\n", "os"),
        ("def f(os): pass\n", None),
        ("def f():\n    os = 'linux'\n", None),
        ("def f():\n    print()\n    import os\n", None),  # above it, the name is bound to nothing
        ("def f():\n    import own as os\n", None),
        ("f(lambda os: os)\n", None),
        ("[os for os in x]\n", None),
        ("class C:\n    os = 1\n", None),
    ],
)
def test_a_module_is_reached_everywhere_only_if_its_name_means_nothing_else(lines: str, expression: str | None) -> None:
    assert imports(f"import os\n{lines}").everywhere("os", 2 + lines.count("\n")) == expression


def test_another_name_of_a_module_may_be_shadowed_like_its_own() -> None:
    source = "from pathlib import Path as P\ndef f():\n    from pathlib import Path as P\n"
    assert imports(source).everywhere("pathlib.Path", 4) == "P"
    assert imports(f"{source}def g(P): pass\n").everywhere("pathlib.Path", 5) is None


@pytest.mark.parametrize(
    ("source", "means"),
    [
        ("", True),
        ("def f():\n    import os\n", True),
        ("def f():\n    import sys\n    import os.path\n", True),
        ("if x:\n    import os\n", True),
        ("def f():\n    print()\n    import os\n", False),  # above it, the name is bound to nothing
        ("def f():\n    if x:\n        import os\n", False),
        ("def f():\n    import own as os\n", False),
        ("def f():\n    from own import os\n", False),
        ("def f(os): pass\n", False),
    ],
)
def test_a_module_may_have_its_own_name_if_that_means_nothing_else(source: str, means: bool) -> None:
    assert imports(source).means("os") is means


def test_only_imports_above_the_line_count() -> None:
    found = imports("import os\nx = 1\nimport sys\n")
    assert [found.expression(module, 3) for module in ("os", "sys")] == ["os", None]
    assert found.expression("os", 1) is None


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b\n", "a"),
        ("(a, *b), c.d = e\n", "a b"),
        ("import a.b, c as d\nfrom e import f\n", "a d f"),
        ("def f(a, *b, c=1, **d): pass\n", "f a b c d"),
        ("class A:\n    def b(self): pass\n", "A b self"),
        ("lambda a: b\n", "a"),
        ("[a for a in b]\n", "a"),
        ("if (a := 1): pass\n", "a"),
        ("try: pass\nexcept E as a: pass\n", "a"),
        ("with b as a: pass\n", "a"),
        ("def f():\n    global a\n", "f a"),
        ("match x:\n    case [a, *b]: pass\n    case {'k': c, **d}: pass\n    case E() as e: pass\n", "a b c d e"),
    ],
)
def test_bound_names_are_found_in_every_scope(source: str, names: str) -> None:
    assert set(Outline(ast.parse(source)).bindings) == set(names.split())


def test_a_taken_name_gives_way() -> None:
    assert free_name("os", frozenset()) == "os"
    assert free_name("os", frozenset({"os", "os_"})) == "os__"
