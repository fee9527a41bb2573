"""Which calls, which functions and which blocks can matter: those that reach a name of the catalogue.

Everything else is passed over, so that the cost of a file follows what it writes, not how long it is.
"""

from __future__ import annotations

import ast

from flake8_persist.analysis import indirect, shell
from flake8_persist.analysis import scopes as s

# Calls of what has no name, such as "partial(save, path)()", and calls that call what they are given.
ENTERING = frozenset({"enter_context", "enter_async_context"})  # and calls that do what a ``with`` block does
_BY_OTHERS = indirect.NAMES | ENTERING | {""}
_BY_CLASS = frozenset({"__init__", "__enter__", "__exit__", "__aenter__", "__aexit__"})


class Relevance:
    """What of a program has to be run through."""

    def __init__(self, names: frozenset[str], scopes: frozenset[s.Scope]) -> None:
        self.names = names  # last names of calls, and of attributes and items that are assigned to
        self.scopes = scopes  # those whose bodies are run
        self._noisy: dict[s.Block, bool] = {}

    def of_call(self, call: ast.Call) -> bool:
        name = s.last_name(call.func)
        return name in self.names and not (name in shell.INTERACTIVE and shell.is_idle(call))

    def of_store(self, target: ast.Attribute | ast.Subscript) -> bool:
        """Is it an assignment to a setting?"""
        if isinstance(target, ast.Attribute):
            return target.attr in self.names
        return isinstance(target.slice, ast.Constant) and target.slice.value in self.names

    def of_block(self, block: s.Block) -> bool:
        """Can anything happen in a block that matters?"""
        known = self._noisy.get(block)
        if known is None:
            known = self._noisy[block] = any(map(self._of_event, block.events))
        return known

    def of_compound(self, compound: s.Compound) -> bool:
        return any(map(self.of_block, compound.arms))

    def _of_event(self, event: s.Event) -> bool:
        if isinstance(event, s.CallEvent):
            return self.of_call(event.call)
        if isinstance(event, s.Compound):
            return self.of_compound(event)
        if isinstance(event, s.StoreEvent):
            return self.of_store(event.target)
        if isinstance(event, s.EnterEvent):  # an object's own methods may run at the start and at the end
            return not isinstance(event.item.context_expr, ast.Call)
        return isinstance(event, s.YieldEvent) or event in self.scopes


def relevance(recording: s.Recording, names: frozenset[str]) -> Relevance:
    """``names``: the last names of outside calls and settings that matter."""
    wanted = set(names) | ((recording.aliases | _BY_OTHERS) & recording.calls.keys())
    wanted |= _derived(recording, names)
    found: set[s.Scope] = set()
    pending = [name for name in wanted if name in recording.calls]
    while pending:
        name = pending.pop()
        for site in recording.calls.get(name, ()):
            for reached in _callable_names(_with_surroundings(site.block.scope, found)):
                if reached not in wanted:
                    wanted.add(reached)
                    pending.append(reached)
    return Relevance(frozenset(wanted), frozenset(found))


def _derived(recording: s.Recording, names: frozenset[str]) -> set[str]:
    """The classes of the file that derive from what matters, and what calls the constructors of their bases."""
    found: set[str] = set()
    for scope in recording.scopes:
        if any(name in names or name in found for name in _bases(scope)):
            found |= {scope.name, "__init__"}
    return found


def bases(recording: s.Recording) -> list[str]:
    """The last names of what the classes of the file derive from."""
    return [name for scope in recording.scopes for name in _bases(scope)]


def _bases(scope: s.Scope) -> list[str]:
    return [s.last_name(base) for base in scope.node.bases] if isinstance(scope.node, ast.ClassDef) else []


def _with_surroundings(scope: s.Scope, found: set[s.Scope]) -> list[s.Scope]:
    """Mark a scope, and those around it that run it in place; return what is newly marked."""
    new: list[s.Scope] = []
    current: s.Scope | None = scope
    while current is not None and current not in found:
        found.add(current)
        new.append(current)
        if current.kind in (s.ScopeKind.FUNCTION, s.ScopeKind.LAMBDA):
            break
        current = current.parent
    return new


def _callable_names(scopes: list[s.Scope]) -> list[str]:
    """The names by which scopes are called: a constructor, or what a ``with`` block calls, by that of its class."""
    names = [scope.name for scope in scopes if scope.name]
    names.extend(
        scope.parent.name
        for scope in scopes
        if scope.parent is not None and scope.parent.kind is s.ScopeKind.CLASS and scope.name in _BY_CLASS
    )
    return names
