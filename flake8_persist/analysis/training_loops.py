"""Loops that train a model, told by what is called in them: ``loss.backward()`` and ``optimizer.step()``, and the like.

The outermost loop around such calls is the one that is meant, through all functions on the way.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import surroundings
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Span
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.progress import Training
from flake8_persist.analysis.surroundings import Loop
from flake8_persist.analysis.trainers import Trained
from flake8_persist.analysis.watching import Seen
from flake8_persist.catalog.training import STEPS

_OPTIMIZER = re.compile(r"opt\b|opt_|_opt|optim", re.IGNORECASE)
_ENOUGH = frozenset({"apply_gradients", "train_on_batch", "optimizer", "fit"})
_TOGETHER = frozenset({"backward", "step"})
_WRAPPERS = frozenset({"tqdm", "enumerate", "list", "track", "progress_bar"})


class TrainingLoop:
    def __init__(self, loop: Loop, order: int) -> None:
        self.statement = loop.statement
        self.order = order
        self.signs: set[str] = set()
        self.rounds: int | None = 0

    def add(self, sign: str, rounds: int | None) -> None:
        self.signs.add(sign)
        self.rounds = None if rounds is None or self.rounds is None else max(rounds, self.rounds)

    @property
    def trains(self) -> bool:
        return not self.signs.isdisjoint(_ENOUGH) or self.signs >= _TOGETHER

    def training(self, saves: bool) -> Training:
        head = self.statement.test if isinstance(self.statement, ast.While) else self.statement.iter
        span = Span.of(self.statement)._replace(end_line=Span.of(head).end_line, end_column=Span.of(head).end_column)
        return Training(span, "", self.order, self.rounds, saves)


def training_loops(evaluator: Evaluator, seen: Iterable[Seen], fits: Sequence[Trained]) -> list[TrainingLoop]:
    """The loops of the program, in the order in which they begin."""
    found: dict[ast.stmt, TrainingLoop] = {}
    steps = [(one, _sign(one), 1) for one in seen if s.last_name(one.call.func) in STEPS]
    for one, sign, times in (*steps, *((fit.seen, "fit", fit.rounds) for fit in fits)):
        loops = surroundings.loops(one.call, one.where)
        if not loops or not surroundings.is_run(one.call, one.where):
            continue
        loop = found.setdefault(loops[-1].statement, TrainingLoop(loops[-1], one.order))
        loop.order = min(loop.order, one.order)
        loop.add(sign, _product(times, [_rounds(evaluator, each) for each in loops]))
    return sorted((loop for loop in found.values() if loop.trains), key=lambda loop: loop.order)


def _sign(seen: Seen) -> str:
    """The name of the method, or ``optimizer`` where one is asked to make its step."""
    function = seen.call.func
    name = s.last_name(function)
    if name == "step" and isinstance(function, ast.Attribute):
        names = [s.last_name(part) for part in (function.value, *seen.call.args)]
        return "optimizer" if any(map(_OPTIMIZER.search, names)) else name
    return name


def _product(first: int | None, others: Iterable[int | None]) -> int | None:
    product = first
    for one in others:
        product = None if product is None or one is None else product * one
    return product


def _rounds(evaluator: Evaluator, loop: Loop) -> int | None:
    """How often a loop turns, where that is known."""
    if isinstance(loop.statement, ast.While):
        return None
    over = loop.statement.iter
    while isinstance(over, ast.Call) and s.last_name(over.func) in _WRAPPERS and over.args:
        over = over.args[0]
    if isinstance(over, ast.Call) and s.last_name(over.func) in ("range", "trange"):
        return _counted([evaluator.value(argument, loop.where) for argument in over.args])
    items = evaluator.items_of(evaluator.value(over, loop.where))
    return len(items.items) if isinstance(items, v.Sequence) and items.complete else None


def _counted(arguments: Sequence[v.Value]) -> int | None:
    """How many numbers are in a ``range``."""
    numbers = [one.value for one in arguments if isinstance(one, v.Constant) and isinstance(one.value, int)]
    if len(numbers) != len(arguments):
        return None
    try:
        return len(range(*numbers))
    except (TypeError, ValueError, OverflowError):  # no numbers, a step of zero, more than can be counted
        return None
