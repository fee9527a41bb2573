"""The walk that everything else is asked of: it misses nothing that the standard library's finds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_persist import analyze
from flake8_persist.codemod import subject
from flake8_persist.codemod.outline import Outline
from flake8_persist.settings import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"
SHARED = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)  # one node stands for all


def parseable() -> list[Path]:
    def parses(path: Path) -> bool:
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            return False
        return True

    return [*filter(parses, sorted([*FIXTURES.glob("*.py"), *Path(__file__).parent.glob("*.py")]))]


@pytest.mark.parametrize("path", parseable(), ids=lambda path: path.name)
def test_every_node_is_known_with_the_one_that_holds_it(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    holders = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    expected = {child: node for child, node in holders.items() if not isinstance(child, SHARED)}
    assert Outline(tree).parents == expected


def test_every_kind_of_node_is_found() -> None:
    source = (
        "match x:\n"
        "    case [1, *rest] if (y := 2): z = f'{a!r:>{w}}' + b[1:2, ...]\n"
        "    case {'k': C(d=3)}: del e\n"
        "    case None: pass\n"
    )
    tree = ast.parse(source)
    outline = Outline(tree)
    for node in ast.walk(tree):
        if not isinstance(node, SHARED):
            assert any(node is one for one in outline.nodes(type(node)))


def test_a_mention_is_found_by_its_name_and_what_binds_it_apart() -> None:
    outline = Outline(ast.parse("a = 1\nprint(a)\ndef f(a): del a\n"))
    assert sorted(type(node.ctx).__name__ for node in outline.names["a"]) == ["Del", "Load", "Store"]
    assert sorted(type(node).__name__ for node in outline.bindings["a"]) == ["Name", "Name", "arg"]


def test_what_stands_in_a_function_is_not_at_module_level() -> None:
    outline = Outline(ast.parse("if x:\n    a = 1\ndef f():\n    b = 2\nlambda: (c := 3)\n"))
    assert [outline.is_at_module_level(outline.bindings[name][0]) for name in "abfc"] == [True, False, True, False]


def test_a_check_walks_the_tree_once_also_where_caution_holds_something_back(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[ast.Module] = []

    def outline(tree: ast.Module) -> Outline:
        walked.append(tree)
        return Outline(tree)

    monkeypatch.setattr(subject, "Outline", outline)
    source = "import torch\nm = torch.load('m.pth')\ntorch.save(m, 'm.pth')\ntorch.save(m, 'n.pth')\n"
    findings = analyze(source, filename="train.py", settings=Settings(environment="colab")).findings
    assert [finding.repair is not None and finding.repair.safe for finding in findings] == [False, True]
    assert len(walked) == 1
