"""Options of a program's command line: their defaults are what a notebook or a plain run uses."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_OPTIONS = 200  # add_argument calls that are looked at
# What makes objects of a dataclass from the command line: with the defaults of its fields, if nothing is given.
FROM_CLASS = frozenset({"tyro.cli", "draccus.parse", "pyrallis.parse", "simple_parsing.parse"})
_PARSERS_OF_CLASSES = frozenset({"transformers.HfArgumentParser", "trl.TrlParser"})
_INTO_CLASSES = frozenset({"parse_args_into_dataclasses", "parse_args_and_config"})


def parser_method(evaluator: Evaluator, parser: v.Instance, name: str, node: ast.Call, where: Where) -> v.Value:
    """A method of ``argparse.ArgumentParser``: groups and subparsers are as good as their parser.

    ``HfArgumentParser((A, B))`` makes an object of each class.
    """
    if name in _INTO_CLASSES and isinstance(parser.origin, ast.Call):
        given = evaluator.items_of(
            next(iter(calls.arguments_of(evaluator, parser.origin, where).positional), v.UNKNOWN)
        )
        return v.Sequence(tuple(map(made, given.items if isinstance(given, v.Sequence) else (given,))))
    if name in ("add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser"):
        return parser
    if name in ("parse_args", "parse_known_args"):
        parsed = _namespace(evaluator, parser, node)
        if node.args:
            parsed = _with_words(parsed, evaluator.value(node.args[0], where))
        return parsed if name == "parse_args" else v.Sequence((parsed, v.UNKNOWN))
    return v.UNKNOWN


def is_parser(value: v.Instance) -> bool:
    return value.type == "argparse.ArgumentParser" or value.type in _PARSERS_OF_CLASSES


def made(one: v.Value) -> v.Value:
    """The object of a class of the file that the command line gives nothing to."""
    is_class = isinstance(one, v.Local) and one.scope.kind is s.ScopeKind.CLASS
    return v.Object(one.scope, one.frame, None) if isinstance(one, v.Local) and is_class else v.UNKNOWN


def _namespace(evaluator: Evaluator, parser: v.Instance, node: ast.Call) -> v.Namespace:
    items: list[tuple[str, v.Value]] = []
    for name in ("add_argument", "set_defaults"):
        for site in evaluator.recording.calls.get(name, ())[:_OPTIONS]:
            where = Where(site.block, site.point, evaluator.root(site.block.scope))
            if isinstance(site.call.func, ast.Attribute) and parser in v.alternatives(
                evaluator.value(site.call.func.value, where)
            ):
                if name == "set_defaults":
                    items.extend(calls.arguments_of(evaluator, site.call, where).keywords.items())
                elif (option := _option(evaluator, site.call, where)) is not None:
                    items.append(option)
    return v.Namespace(tuple(items), origin=node)


def _with_words(parsed: v.Namespace, words: v.Value) -> v.Namespace:
    """``parse_args(["--out", "x"])``; words that are no known options may mean anything."""
    if words == v.NONE:
        return parsed
    given = [operators.plain(word) for word in words.items] if isinstance(words, v.Sequence) and words.complete else [0]
    items = dict(parsed.items)
    while given:
        word = given.pop(0)
        name, mark, value = word.partition("=") if isinstance(word, str) else ("", "", "")
        key = name.removeprefix("--").replace("-", "_")
        if not name.startswith("--") or key not in items:
            return parsed._replace(items=tuple((name, v.either((one, v.UNKNOWN))) for name, one in parsed.items))
        if not mark and given and not str(given[0]).startswith("-"):
            value = str(given.pop(0))
        items[key] = v.Str(text(value)) if value else v.Unknown(key)
    return parsed._replace(items=tuple(items.items()))


def flag(evaluator: Evaluator, name: str) -> v.Value | None:
    """The default of an ``absl`` flag; None: nothing in the file defines it."""
    for kind in ("DEFINE_string", "DEFINE_enum", "DEFINE"):
        for site in evaluator.recording.calls.get(kind, ())[:_OPTIONS]:
            where = Where(site.block, site.point, evaluator.root(site.block.scope))
            given = calls.arguments_of(evaluator, site.call, where)
            if operators.plain(given.get(0, "name") or v.UNKNOWN) == name:
                default = given.get(1, "default")
                return v.Unknown(name) if default in (None, v.NONE) else default
    return None


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
