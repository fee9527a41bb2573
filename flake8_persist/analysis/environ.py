"""What a program puts into the environment of its process, and calls that go elsewhere for that.

A variable is what ``os.environ["A"] = "b"`` says in the module, or in a function that is called, or ``%env A=b``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.operators import plain
from flake8_persist.analysis.text import text
from flake8_persist.catalog import variables
from flake8_persist.catalog.model import Api
from flake8_persist.environments.placing import local_path
from flake8_persist.environments.registry import platform_variables
from flake8_persist.nodes import last_name

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_MAGICS = frozenset({"env", "set_env"})
_SERVERS = ("databricks",)  # what is no address by its looks


def variable(evaluator: Evaluator, name: str, default: v.Value | None) -> v.Value:
    """What the file itself put into the environment, else the default."""
    module = evaluator.recording.module
    for root in ("os.environ", "environ"):
        reach = evaluator.reaching.end(f"{root}[{name!r}]", module.body)
        if reach.bindings:
            return v.either(evaluator.binding(binding, evaluator.frames.module) for binding in reach.bindings)
    elsewhere = [*_set_by_functions(evaluator, name), *_set_by_magics(evaluator, name)]
    if elsewhere:
        return v.either(elsewhere)
    known = dict(evaluator.environment.variables).get(name)
    if known is not None:
        return v.Str(text(known))
    if default is None:
        return v.NONE if name in platform_variables() else v.Unknown(name)
    return default


def _set_by_functions(evaluator: Evaluator, name: str) -> Iterator[v.Value]:
    for store in evaluator.recording.stores.get(f"[{name!r}]", ()):
        scope = store.block.scope
        if last_name(store.base) == "environ" and scope.name in evaluator.recording.calls:
            yield evaluator.sourced(store.source, Where(store.block, store.point - 1, evaluator.root(scope)), name)


def _set_by_magics(evaluator: Evaluator, name: str) -> Iterator[v.Value]:
    for called in ("run_line_magic", "magic"):
        for site in evaluator.recording.calls.get(called, ()):
            words = " ".join(map(_text, site.call.args))
            magic, _, rest = words.partition(" ")
            variable, _, value = rest.partition("=" if "=" in rest else " ")
            if magic.lstrip("%") in _MAGICS and variable.strip() == name:
                yield v.Unknown(name) if any(mark in value for mark in "{$") else v.Str(text(value.strip()))


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "{"


def leads_elsewhere(evaluator: Evaluator, api: Api) -> bool:
    """Does the program itself say that a call that is given no path writes elsewhere, or nothing?"""
    for one in variables.deciding(api.name):
        if one.platform:
            if one.platform == evaluator.environment.name:
                return True
            continue
        if one.is_call:
            if any(True for _ in _given(evaluator, one.name)):
                return True
            continue
        value = variable(evaluator, one.name, v.NONE)
        if value != v.NONE and (not one.off or plain(value) == one.off):
            return True
    return False


def stays_here(evaluator: Evaluator, api: Api) -> bool:
    """Does a call that sends files away leave them on this machine, as nothing says to which server they go?"""
    deciding = variables.deciding(api.name)
    for one in deciding:
        if one.platform:
            if one.platform == evaluator.environment.name:
                return False
            continue
        values = _given(evaluator, one.name) if one.is_call else [variable(evaluator, one.name, v.NONE)]
        is_free = one.is_call and not one.by_argument
        if any(is_free or (value != v.NONE and not is_local(value)) for value in values):
            return False
    return bool(deciding)


def is_local(value: v.Value) -> bool:
    """Is it certainly a path of this machine, and no address of a server?"""
    return isinstance(value, v.Str | v.PathOf) and local_path(value.text.prefix) is not None and not is_server(value)


def is_server(value: v.Value) -> bool:
    """Is it the name of a server that looks like that of a file?"""
    return isinstance(value, v.Str) and value.text.constant is not None and value.text.constant.startswith(_SERVERS)


def _given(evaluator: Evaluator, function: str) -> Iterator[v.Value]:
    """The first arguments of the calls of a function."""
    for site in evaluator.recording.calls.get(function.rpartition(".")[2], ()):
        where = Where(site.block, site.point, evaluator.root(site.block.scope))
        called = v.alternatives(evaluator.value(site.call.func, where))
        if any(isinstance(one, v.Symbol) and evaluator.catalog.canonical(one.name) == function for one in called):
            given = [*site.call.args, *(one.value for one in site.call.keywords)]
            yield evaluator.value(given[0], where) if given else v.NONE
