"""Signatures of the standard library, as the running interpreter shows them: much of it is C without source."""

from __future__ import annotations

import importlib
import inspect
import platform

from verification.signatures import Parameter, Signature

DISTRIBUTION = "python"
VERSION = platform.python_version()

_UNBOUND = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def is_this(version: str) -> bool:
    """Is the version the running interpreter's, but for the last number?"""
    return version.split(".")[:2] == VERSION.split(".")[:2]


def signature(name: str) -> list[Signature]:
    """The signature of a callable of the standard library; none where it has none or does not exist."""
    found, owner = _located(name)
    if not callable(found):
        return []
    try:
        shown = inspect.signature(found)
    except (TypeError, ValueError):
        return []
    parameters = list(shown.parameters.values())
    plain = not isinstance(inspect.getattr_static(owner, name.rpartition(".")[2], None), (staticmethod, classmethod))
    if isinstance(owner, type) and plain and not isinstance(found, type):
        parameters = parameters[1:]
    return [_read(parameters)]


def _read(parameters: list[inspect.Parameter]) -> Signature:
    found: dict[str, Parameter] = {}
    variadic = None
    for place, one in enumerate(parameters):
        if one.kind is inspect.Parameter.VAR_POSITIONAL:
            variadic = one.name
        elif one.kind is not inspect.Parameter.VAR_KEYWORD:
            required = one.default is inspect.Parameter.empty
            position = place if one.kind in _UNBOUND else None
            found[one.name] = Parameter(one.name, position, required, None if required else str(one.default))
    return Signature(found, variadic, any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters))


def _located(name: str) -> tuple[object, object]:
    """The object and what it is an attribute of."""
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            owner: object = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        found = owner
        for part in parts[count:]:
            owner, found = found, getattr(found, part, None)
        return found, owner
    return None, None
