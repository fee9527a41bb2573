"""Does a row of the catalogue agree with what a release says?"""

from __future__ import annotations

import ast
import enum
import posixpath
from collections.abc import Iterable
from typing import NamedTuple

from flake8_persist.catalog import aliases, mentions
from flake8_persist.catalog.model import BELOW, Api, Kind, Mode, Place
from verification import backing, signatures
from verification.names import Callable, Class, Names, Target
from verification.signatures import Parameter, Signature


class Outcome(enum.Enum):
    AGREES = "verified"
    DISAGREES = "wrong"
    HIDDEN = "unverifiable"  # the release has no text that shows it


class Verdict(NamedTuple):
    outcome: Outcome
    reason: str = ""


AGREES = Verdict(Outcome.AGREES)

_VARIABLE = "os.environ["


def check(api: Api, names: Names) -> Verdict:
    """The row against what its name leads to: the evidence if there is some, or a definition that agrees."""
    found = [one.holds(names.folder) for one in backing.evidence() if one.is_about(api.name, api.parameter)]
    if True in found:
        return AGREES
    if False in found:
        return Verdict(Outcome.DISAGREES, "the evidence is not there")
    if api.name.startswith(_VARIABLE):
        there = names.mentions(mentions.last_name(api.name))
        return AGREES if there else Verdict(Outcome.HIDDEN, "no such variable found")
    spellings = (api.name, *_aliases(api.name))
    if api.kind is Kind.ASSIGNMENT:
        return best(_attribute(name, names) for name in spellings)
    elsewhere = [target for name in backing.definitions(api.name) for target in names.resolve(name, elsewhere=True)]
    targets = _implementations(elsewhere or next(filter(None, map(names.resolve, spellings)), []))
    signatures_found = [one for target in targets for one in signatures.of(_bound(target, api), names)]
    if not signatures_found:
        return Verdict(Outcome.HIDDEN, "no definition found")
    return best(compare(api, one) for one in signatures_found)


def _implementations(targets: list[Target]) -> list[Target]:
    """Without ``@overload``, if there is anything else: an overload shows a part of the signature."""
    plain = [one for one in targets if not isinstance(one, Callable) or not signatures.is_overload(one.node)]
    return plain or targets


def _bound(target: Target, api: Api) -> Target:
    """A function that becomes a method, which its first parameter is for."""
    return target._replace(bound=True) if api.kind is Kind.METHOD and isinstance(target, Callable) else target


def _aliases(name: str) -> list[str]:
    """Other names for it, nearest first: ``tf_keras.Model`` for ``keras.Model``."""
    found = [
        alias + name.removeprefix(meaning)
        for alias, meaning in aliases.table().items()
        if f"{name}.".startswith(f"{meaning}.")
    ]
    return sorted(found, key=len, reverse=True)


def best(verdicts: Iterable[Verdict]) -> Verdict:
    order = (Outcome.AGREES, Outcome.HIDDEN, Outcome.DISAGREES)
    return min(verdicts, key=lambda one: order.index(one.outcome))


def compare(api: Api, signature: Signature) -> Verdict:
    """The row's claims about one signature. A row that says keyword claims nothing about the position."""
    verdict = _path(api, signature)
    if verdict.outcome is Outcome.AGREES and api.mode is not None:
        return _mode(api.mode, signature)
    return verdict


def _path(api: Api, signature: Signature) -> Verdict:
    if api.position in (Place.RECEIVER, Place.NOWHERE):
        return AGREES
    if api.position is Place.LAST:
        return AGREES if signature.variadic else Verdict(Outcome.DISAGREES, "takes no *args")
    found = signature.parameters.get(api.parameter)
    if found is None:
        return _missing(api.parameter, api.position, signature)
    if api.position is not None and api.position != found.position:
        return Verdict(Outcome.DISAGREES, f"{api.parameter} is at {_place(found.position)}")
    another_name = api.position is None and api.default == "-" and found.position is not None
    if (api.default is None) != found.required and not another_name:
        return Verdict(Outcome.DISAGREES, f"{api.parameter} is {'required' if found.required else 'optional'}")
    if not _same_place(api.default, found.default):
        return Verdict(Outcome.DISAGREES, f"{api.parameter} is {found.default!r} by default")
    return AGREES


def _missing(parameter: str, position: object, signature: Signature) -> Verdict:
    if signature.variadic == parameter and position == sum(
        one.position is not None for one in signature.parameters.values()
    ):
        return AGREES
    if signature.keywords or (signature.variadic and isinstance(position, int)):
        return Verdict(Outcome.HIDDEN, f"{parameter} may be among *args or **kwargs")
    return Verdict(Outcome.DISAGREES, f"has no parameter {parameter}, but {', '.join(signature.parameters) or 'none'}")


def _place(position: int | None) -> str:
    return "keyword only" if position is None else f"position {position}"


def _same_place(stated: str | None, written: str | None) -> bool:
    """Do the two defaults name the same place, as far as both do?"""
    if (
        stated is None
        or stated == "-"
        or stated.startswith(BELOW)
        or "<" in stated
        or written in (None, "None", "True", "False", "")
    ):
        return True
    stated, written = posixpath.normpath(stated), posixpath.normpath(written or "")
    return written in (stated, posixpath.splitext(stated)[0])


def _mode(mode: Mode, signature: Signature) -> Verdict:
    found: Parameter | None = signature.parameters.get(mode.parameter)
    if found is None:
        return _missing(mode.parameter, mode.position, signature)
    if mode.position is not None and found.position != mode.position:
        return Verdict(Outcome.DISAGREES, f"mode {mode.parameter} is at {_place(found.position)}")
    if (mode.default is None) != found.required:
        return Verdict(Outcome.DISAGREES, f"mode {mode.parameter} is {'required' if found.required else 'optional'}")
    if mode.default is not None and found.default not in (None, "None", mode.default):
        return Verdict(Outcome.DISAGREES, f"mode {mode.parameter} is {found.default!r} by default")
    return AGREES


def _attribute(name: str, names: Names) -> Verdict:
    owner, _, attribute = name.rpartition(".")
    for target in names.resolve(owner):
        if isinstance(target, Class) and any(_sets(one, attribute) for one in names.lineage(target)):
            return AGREES
        if names.members(target, attribute):
            return AGREES
    return Verdict(Outcome.HIDDEN, "no such attribute found")


def _sets(cls: Class, attribute: str) -> bool:
    for node in ast.walk(cls.node):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=found, ctx=ast.Store()):
                if found == attribute:
                    return True
            case ast.FunctionDef(name=found) | ast.AnnAssign(target=ast.Name(id=found)):
                if found == attribute:
                    return True
            case ast.Assign(targets=[ast.Name(id=found)]):
                if found == attribute:
                    return True
    return False
