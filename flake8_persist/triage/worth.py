"""Is a file worth an analysis? Only if a call in it may write to a place of which something can be known."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flake8_persist.catalog import customary
from flake8_persist.nodes import last_name, walk
from flake8_persist.triage import commands
from flake8_persist.triage.prospects import Prospects
from flake8_persist.triage.spots import Source, Spot
from flake8_persist.triage.words import Words

_RUNS = {  # the calls that run commands, by the module that they come from; the command is their first argument
    "subprocess": ("run", "call", "check_call", "check_output", "Popen", "getoutput", "getstatusoutput"),
    "os": ("system", "popen"),
    "sentencepiece": ("Train", "train"),
}

_WRITING = frozenset("wax+")  # characters of a mode


def worth_analysing(tree: ast.Module, text: str, words: Words, roots: frozenset[str]) -> bool:
    """May anything be reported of a program? ``roots``: the modules that it imports.

    Where paths stand is told as in :mod:`flake8_persist.catalog.index`.
    """
    source = Source(tree, text)
    if "get_ipython" in text and any(
        commands.may_write(spot, words.programs) for spot in source.spots_of(["get_ipython"])
    ):
        return True
    return _Calls(source, words, roots).may_write()


class _Calls:
    """The calls of a file that may write."""

    def __init__(self, source: Source, words: Words, roots: frozenset[str]) -> None:
        self._source = source
        self._prospects = Prospects(source)
        self._prospects_of_default = Prospects(source, nothing=True)
        self._seeds = dict(words.paths)
        self._roots = dict(words.roots)
        for module, names in _RUNS.items():
            if module in roots:
                present = [name for name in names if name in source.text]
                self._seeds.update((name, self._seeds.get(name, frozenset()) | {"0", "args"}) for name in present)
                self._roots[module] = self._roots.get(module, frozenset()).union(present)

    def may_write(self) -> bool:
        return bool(self._seeds) and any(map(self._may_write, self._source.spots_of(self._seeds)))

    def _may_write(self, spot: Spot) -> bool:
        nodes = spot.nodes()
        called = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
        hints = _hints(nodes)
        own: set[str] | None = None
        for node in nodes:
            if isinstance(node, ast.alias):
                if self._is_renamed(node, spot):
                    return True
                continue
            if not isinstance(node, ast.Name | ast.Attribute | ast.Constant):
                continue
            places = self._seeds.get(_word(node))
            if places is None or id(node) in hints:
                continue
            if isinstance(node, ast.Constant):  # os.environ["WANDB_DIR"] = ..., getattr(torch, "save")(...)
                if "value" in places or any(last_name(call.func) == "getattr" for call in called.values()):
                    return True
                continue
            if self._is_elsewhere(node, spot) or self._is_only_a_name(node, spot) or commands.is_shells(node):
                continue
            call = called.get(id(node))
            if call is None:
                if not isinstance(spot.statement, ast.Import | ast.ImportFrom) and _is_used(node, places):
                    return True
            elif not _only_reads(call, places):
                own = _own_names(nodes) if own is None else own
                prospects = self._prospects_of_default if "default" in places else self._prospects
                for path in _paths(call, places):
                    if path is call or prospects.known(path, spot.scopes) or not own.isdisjoint(_names(path)):
                        return True
        return False

    def _is_renamed(self, alias: ast.alias, spot: Spot) -> bool:
        """``from torch import save as keep``; also ``from shelve import open``, which is no builtin any more."""
        name = alias.name.rpartition(".")[2]
        if name not in self._seeds or (alias.asname is None and "+mode" not in self._seeds[name]):
            return False
        module = spot.statement.module if isinstance(spot.statement, ast.ImportFrom) else alias.name
        return self._has(f".{module}" if getattr(spot.statement, "level", 0) else module or "", name)

    def _is_elsewhere(self, node: ast.Name | ast.Attribute, spot: Spot) -> bool:
        """Is it a name of a module that has no such call that writes, as ``json.load``?"""
        owner: ast.expr = node
        while isinstance(owner, ast.Attribute):
            owner = owner.value
        if not isinstance(owner, ast.Name):
            return False
        modules = self._prospects.imported(owner.id, spot.scopes)
        return modules is not None and not any(self._has(module, _word(node)) for module in modules)

    def _is_only_a_name(self, node: ast.Name | ast.Attribute, spot: Spot) -> bool:
        """Does a plain name stand for what nobody imported? Whatever writes has been named elsewhere, too."""
        if not isinstance(node, ast.Name) or node.id in customary.MEANINGS:
            return False
        return not self._prospects.may_be_imported(node.id, spot.scopes)

    def _has(self, module: str, name: str) -> bool:
        return name in self._roots.get(module.partition(".")[0], ())


def _hints(nodes: Iterable[ast.AST]) -> set[int]:
    """What stands in annotations, by identity: nothing of it is called."""
    hints = (getattr(node, name, None) for node in nodes for name in ("annotation", "returns"))
    return {id(one) for hint in hints if hint is not None for one in walk(hint)}


def _word(node: ast.Name | ast.Attribute | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return last_name(node)


def _is_used(node: ast.Name | ast.Attribute, places: frozenset[str]) -> bool:
    """Is a writer handed on, derived from, or a setting assigned to?"""
    return isinstance(node.ctx, ast.Load) or "value" in places


def _own_names(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that expressions bind: parameters of lambdas, variables of comprehensions."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.comprehension):
            found.update(_names(node.target))
    return found


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _only_reads(call: ast.Call, places: frozenset[str]) -> bool:
    """``open(path)``, ``open(path, "rb")``: is the mode, which the text at another place may be, none that writes?"""
    if "+mode" not in places or not isinstance(call.func, ast.Name) or any(word.arg is None for word in call.keywords):
        return False
    modes = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "mode")]
    if any(isinstance(one, ast.Starred) for one in call.args):
        return False
    return all(isinstance(one, ast.Constant) and _WRITING.isdisjoint(str(one.value)) for one in modes)


def _paths(call: ast.Call, places: frozenset[str]) -> list[ast.expr]:
    """The expressions that may be the path; the call itself where the place is a default of the library."""
    found: list[ast.expr] = [keyword.value for keyword in call.keywords if keyword.arg is None or keyword.arg in places]
    for number, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred) or str(number) in places:
            found.append(argument)
    if "self" in places and isinstance(call.func, ast.Attribute):
        found.append(call.func.value)
    if "last" in places and call.args:
        found.append(call.args[-1])
    unpacks = any(isinstance(one, ast.Starred) for one in call.args) or any(one.arg is None for one in call.keywords)
    if ("default" in places and (unpacks or not found)) or "none" in places:
        found.append(call)
    return found
