"""Options of a program's command line: their defaults are what a notebook or a plain run uses."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_OPTIONS = 200  # add_argument calls that are looked at


def parser_method(evaluator: Evaluator, parser: v.Instance, name: str, node: ast.Call, where: Where) -> v.Value:
    """A method of ``argparse.ArgumentParser``: groups are as good as their parser."""
    if name in ("add_argument_group", "add_mutually_exclusive_group"):
        return parser
    if name == "parse_args":
        return _namespace(evaluator, parser)
    if name == "parse_known_args":
        return v.Sequence((_namespace(evaluator, parser), v.UNKNOWN))
    return v.UNKNOWN


def _namespace(evaluator: Evaluator, parser: v.Instance) -> v.Value:
    items: list[tuple[str, v.Value]] = []
    for site in evaluator.recording.calls.get("add_argument", ())[:_OPTIONS]:
        where = Where(site.block, site.point, evaluator.root(site.block.scope))
        if isinstance(site.call.func, ast.Attribute) and parser in v.alternatives(
            evaluator.value(site.call.func.value, where)
        ):
            option = _option(evaluator, site.call, where)
            if option is not None:
                items.append(option)
    return v.Namespace(tuple(items))


def _option(evaluator: Evaluator, node: ast.Call, where: Where) -> tuple[str, v.Value] | None:
    passed = calls.arguments_of(evaluator, node, where)
    names = [name for name in map(operators.plain, passed.positional) if isinstance(name, str)]
    destination = operators.plain(passed.keywords.get("dest", v.UNKNOWN))
    if not isinstance(destination, str):
        if not names:
            return None
        long = next((name for name in names if name.startswith("--")), names[0])
        destination = long.lstrip("-").replace("-", "_")
    default = passed.keywords.get("default")
    if default is None:
        if operators.plain(passed.keywords.get("action", v.UNKNOWN)) == "store_true":
            return destination, v.Constant(False)
        return destination, v.Unknown(destination)
    kind = passed.keywords.get("type")
    if isinstance(kind, v.Symbol) and kind.name == "pathlib.Path":
        default = v.each(default, lambda one: v.PathOf(one.text) if isinstance(one, v.Str) else one)
    return destination, default


def click_option(
    evaluator: Evaluator, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, name: str, where: Where
) -> v.Value | None:
    """The default of a ``click`` or ``typer`` option that fills a parameter; None: there is no such option."""
    for decorator in getattr(node, "decorator_list", ()):
        if isinstance(decorator, ast.Call) and s.last_name(decorator.func) in ("option", "argument"):
            option = _option(evaluator, decorator, where)
            if option is not None and option[0] == name:
                return option[1]
    return None
