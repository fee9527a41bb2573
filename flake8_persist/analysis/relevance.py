"""Which calls and which functions can matter: those that reach a name of the catalogue.

Everything else is passed over, so that the cost of a file follows what it writes, not how long it is.
"""

from __future__ import annotations

from typing import NamedTuple

from flake8_persist.analysis import indirect
from flake8_persist.analysis import scopes as s

# Calls of what has no name, such as "partial(save, path)()", and calls that call what they are given.
ENTERING = frozenset({"enter_context", "enter_async_context"})  # and calls that do what a ``with`` block does
_BY_OTHERS = indirect.NAMES | ENTERING | {""}
_BY_CLASS = frozenset({"__init__", "__enter__", "__exit__", "__aenter__", "__aexit__"})


class Relevance(NamedTuple):
    names: frozenset[str]  # last names of calls to look at
    scopes: frozenset[s.Scope]  # bodies to run


def relevance(recording: s.Recording, names: frozenset[str]) -> Relevance:
    """``names``: the last names of outside calls that matter."""
    wanted = set(names) | ((recording.aliases | _BY_OTHERS) & recording.calls.keys())
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
