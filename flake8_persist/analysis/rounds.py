"""What a deletion in a loop deletes: what this round has written, or what is left of an earlier one.

    for epoch in range(9):
        path = f"{epoch}.pth"
        save(path)
        if last:
            os.remove(last)  # of an earlier round: what this one has written stays
        last = path

What is known of ``last`` is the same text as of ``path``, so that the way on which it comes has to be looked at. A
function that is called again is like a loop for what outlives a call: attributes and global names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import parameters
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis.access import Share, Target
from flake8_persist.analysis.frames import Where
from flake8_persist.nodes import walk

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_STEPS = 100  # expressions that one deletion leads to
_TAKING = frozenset({"pop", "popleft", "popitem", "heappop", "min", "max", "next", "choice"})  # one item of many
# Calls that give back what they are given, as a path, in another order, or as a part of a path.
_PASSING = frozenset(
    {
        *("Path", "PosixPath", "PurePath", "abspath", "format", "fspath", "join", "joinpath", "normpath", "realpath"),
        *("str", "with_suffix", "enumerate", "list", "reversed", "set", "sorted", "tuple", "tqdm", "values", "zip"),
    }
)
_ADDING = frozenset({"append", "appendleft", "add", "extend", "extendleft", "insert", "update", "setdefault"})
_LISTING = frozenset({"glob", "iglob", "rglob", "listdir", "iterdir", "scandir"})
_THERE = frozenset({"exists", "isfile", "is_file", "isdir", "is_dir", "lexists"})
_FILTERING = (ast.Subscript, ast.BinOp, ast.comprehension, ast.Lambda)
_IN_COMMAND = re.compile(r"[{$]\{?(\w+)")  # !rm {last}


class _Held(NamedTuple):
    """An expression that what is deleted comes from."""

    node: ast.expr
    where: Where
    partly: bool  # only a part of what it holds is deleted


def with_shares(
    evaluator: Evaluator, targets: tuple[Target, ...], deleted: ast.expr, where: Where
) -> tuple[Target, ...]:
    """What a deletion names, with how much of it goes."""
    if not targets or (len(targets) == 1 and targets[0].absolute.constant is not None):
        return targets
    if _is_earlier(evaluator, deleted, where):
        return tuple(target._replace(share=Share.EARLIER) for target in targets)
    return tuple(target._replace(share=Share.ALL) for target in targets) if _is_all(where) else targets


def _is_earlier(evaluator: Evaluator, deleted: ast.expr, where: Where) -> bool:
    """May it be something of an earlier round, or of one round of many, and nothing else?"""
    way = _Way(evaluator, where)
    pending = [_Held(deleted, where, False)]
    seen: set[tuple[ast.expr, bool]] = set()
    while pending and len(seen) < _STEPS:
        held = pending.pop()
        if (held.node, held.partly) in seen:
            continue
        seen.add((held.node, held.partly))
        key = held.node.id if isinstance(held.node, ast.Name) else s.item_key(held.node)
        if key is None or not (found := way.of_name(key, held)):
            pending.extend(_parts(held))
        elif found.is_earlier:
            return True
        else:
            pending.extend(found.sources)
    return False


def _is_all(where: Where) -> bool:
    """Does a loop go through all names of a listing, and leave out none but what is not there?"""
    block = where.block
    while block.owner is not None and isinstance(test := getattr(block.owner.statement, "test", None), ast.Call):
        if block.owner.kind is not s.CompoundKind.IF or s.last_name(test.func) not in _THERE:
            return False
        block = block.owner.block
    loop = block.owner
    if loop is None or loop.jumps or not isinstance(loop.statement, ast.For) or block is not loop.arms[0]:
        return False
    nodes = walk(loop.statement.iter)
    listed = any(isinstance(one, ast.Call) and s.last_name(one.func) in _LISTING for one in nodes)
    return listed and not any(isinstance(one, _FILTERING) for one in nodes)


class _Found(NamedTuple):
    """What a name stands for."""

    is_earlier: bool
    sources: tuple[_Held, ...] = ()


class _Way:
    """The loops that go round, and the functions that may be called again, with a deletion in them."""

    def __init__(self, evaluator: Evaluator, where: Where) -> None:
        self._evaluator = evaluator
        self._loops: set[s.Compound] = set()
        self._scopes: set[s.Scope] = set()
        block, frame = where.block, where.frame
        while True:
            while block.owner is not None:
                if block.owner.kind is s.CompoundKind.LOOP:
                    self._loops.add(block.owner)
                block = block.owner.block
            if block.scope.kind in (s.ScopeKind.FUNCTION, s.ScopeKind.LAMBDA):
                self._scopes.add(block.scope)
                if frame.call is None:
                    return
                block, frame = frame.call.where.block, frame.call.where.frame
            elif block.scope.block is not None and frame.closure is not None:
                block, frame = block.scope.block, frame.closure
            else:
                return

    def of_name(self, key: str, held: _Held) -> _Found | None:
        """What a name, an attribute or an item stands for; None: nothing in the file says so."""
        root = s.root_name(key)
        block, point, frame = held.where
        while key not in block.scope.body.entries and key not in block.scope.outside:
            if root in block.scope.body.entries and root != key:
                return None
            outer = self._evaluator.outward(block.scope, frame)
            if outer is None:
                return None
            block, point, frame = outer
        if key in block.scope.outside and self._is_left(block.scope.outside[key], held.where):
            return _Found(True)
        bindings, goes_round = self._evaluator.reaching.of_round(
            key, block, point, lambda loop, binding: loop in self._loops and _carries(binding)
        )
        if goes_round:
            return _Found(True)
        if not bindings and key != root and block.scope in self._scopes:
            last = self._evaluator.reaching.end(key, block.scope.body).bindings
            return _Found(any(map(_carries, last)))
        if any(self._is_one_of_many(one, held.partly) for one in bindings):
            return _Found(True)
        sources = (source for one in bindings for source in self._sources(one, held, Where(block, point, frame)))
        return _Found(False, tuple(sources))

    def _is_left(self, bindings: Iterable[s.Binding], where: Where) -> bool:
        """Is a name of an outer scope bound by a function further down alone, when it is called again?"""
        scope = where.block.scope
        own = [one for one in bindings if one.block.scope is scope and scope in self._scopes]
        return any(map(_carries, own)) and all(one.point > where.point for one in own)

    def _is_one_of_many(self, binding: s.Binding, partly: bool) -> bool:
        """Is it what the last round of a loop that is over has left, or a part of what its rounds have gathered?"""
        loop = self._loop_of(binding)
        if loop is None:
            return False
        if isinstance(binding.source, s.Updated):
            return partly and _carries(binding)
        if isinstance(binding.source, s.Assigned):
            return self._varies(binding.source.value, binding, loop)
        return isinstance(binding.source, s.Looped)

    def _loop_of(self, binding: s.Binding) -> s.Compound | None:
        """The loop around a binding that is over."""
        block = binding.block
        while block.owner is not None and block.owner not in self._loops:
            if block.owner.kind is s.CompoundKind.LOOP:
                return block.owner
            block = block.owner.block
        return None

    def _varies(self, value: ast.expr, binding: s.Binding, loop: s.Compound) -> bool:
        """Is it made of something that each round of the loop binds anew?"""
        names = {one.id for one in walk(value) if isinstance(one, ast.Name)}
        return any(name in arm.entries for name in names for arm in loop.arms)

    def _sources(self, binding: s.Binding, held: _Held, there: Where) -> Iterator[_Held]:
        source, before = binding.source, Where(binding.block, binding.point - 1, there.frame)
        if isinstance(source, s.Assigned):
            yield _Held(source.value, before, held.partly)
        elif isinstance(source, s.Looped):
            loop = binding.block.owner
            yield _Held(source.iterable, Where(loop.block, loop.point, there.frame) if loop else before, held.partly)
        elif isinstance(source, s.Updated) and isinstance(source.call.func, ast.Attribute):
            yield _Held(source.call.func.value, before, held.partly)
        elif isinstance(source, s.Augmented):
            yield _Held(source.statement.target, before, held.partly)
        elif isinstance(source, s.Parameter) and there.frame.call is not None:
            passed = parameters.passed(source.name, there.frame)
            if passed is not None:
                yield _Held(passed, there.frame.call.where, held.partly)


def _parts(held: _Held) -> Iterator[_Held]:
    """What an expression is made of."""
    node, where, partly = held
    if isinstance(node, ast.Constant):
        names = _IN_COMMAND.findall(node.value) if isinstance(node.value, str) else ()
        yield from (_Held(ast.Name(name, ast.Load()), where, partly) for name in names)
    elif isinstance(node, ast.Subscript):
        yield _Held(node.value, where, True)
    elif isinstance(node, ast.Call):
        name = s.last_name(node.func)
        taken = partly or (name in _TAKING and not _goes_on_to_the_end(where.block))
        if name in _TAKING or name in _PASSING:
            owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            given = [*owner, *node.args, *(word.value for word in node.keywords)]
            yield from (_Held(one, where, taken) for one in given)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        first = node.generators[0]
        yield _Held(first.iter, where, partly or bool(first.ifs))
    elif not isinstance(node, ast.Lambda):
        yield from (_Held(one, where, partly) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr))


def _goes_on_to_the_end(block: s.Block) -> bool:
    """``while files:``, ``while len(files) > 0:``: is one after the other taken until none is left?"""
    test = getattr(block.owner.statement, "test", None) if block.owner is not None else None
    if block.owner is None or block.owner.kind is not s.CompoundKind.LOOP:
        return False
    if isinstance(test, ast.Compare):
        return all(isinstance(one, ast.Constant) and not one.value for one in test.comparators)
    return isinstance(test, ast.Name | ast.Attribute | ast.Call)


def _carries(binding: s.Binding) -> bool:
    """Does something that a round has made go on in it?

    Not so in ``last = None``, in ``files.clear()``, and in what goes on by itself, as in ``node = node.next``.
    """
    source = binding.source
    if isinstance(source, s.Updated):
        return s.last_name(source.call.func) in _ADDING
    if isinstance(source, s.Augmented):
        return not isinstance(source.statement.value, ast.Constant)
    if not isinstance(source, s.Assigned):
        return isinstance(source, s.Stored)
    if isinstance(source.value, ast.Call) and s.last_name(source.value.func) not in _PASSING:
        return False
    nodes = walk(source.value)
    names = {one.id for one in nodes if isinstance(one, ast.Name)}
    return bool(names) and (binding.name not in names or any(isinstance(one, ast.List | ast.Tuple) for one in nodes))
