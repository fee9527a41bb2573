"""From the calls that were seen to a program's progress: how it trains, what it saves meanwhile, how it resumes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import surroundings
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Access, Span
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.progress import Progress, Training
from flake8_persist.analysis.trainers import Trained, trained
from flake8_persist.analysis.training_loops import training_loops
from flake8_persist.analysis.watching import LOADING, SAVING, Seen
from flake8_persist.catalog.model import Artifact, Direction

# What is saved or loaded under such names, or by such modules, is no model.
_OTHER_THINGS = re.compile(r"image|img|fig|plot|sample|grid|video|gif|audio|log|hist|csv|json|text|txt|config", re.I)
_OTHER_MODULES = frozenset({"json", "yaml", "csv", "toml", "matplotlib", "PIL", "cv2", "torchvision", "wandb"})
_RESUMING = frozenset({"resume_from_checkpoint", "ckpt_path", "resume", "resume_from"})


def progress(evaluator: Evaluator, seen: Sequence[Seen], accesses: Sequence[Access], keras: bool) -> Progress:
    """``keras``: does the file import it?"""
    ways: dict[int, list[Seen]] = {}
    for one in seen:
        ways.setdefault(id(one.call), []).append(one)
    made = {node: found[0] for node, found in ways.items()}
    fits = [fit for one in seen if (fit := trained(evaluator, one, made, keras)) is not None]
    loops = training_loops(evaluator, seen, fits)
    saving = _loops_of(_saving(evaluator, seen, accesses, fits), ways)
    numbers = {loop.statement: number for number, loop in enumerate(loops)}
    return Progress(
        trainings=(*(loop.training(loop.statement in saving) for loop in loops), *_alone(fits)),
        during={
            index: frozenset(numbers[loop] for loop in _loops_of([access.node], ways) if loop in numbers)
            for index, access in enumerate(accesses)
        },
        unhandled=frozenset(_unhandled(accesses, ways)),
        resumes=any(_resumes(evaluator, one) for one in _unfollowed(seen, accesses)),
    )


def _loops_of(nodes: Iterable[ast.AST], ways: Mapping[int, Sequence[Seen]]) -> frozenset[ast.stmt]:
    """The loops in which any of these calls happens."""
    seen = (one for node in nodes for one in ways.get(id(node), ()))
    return frozenset(loop.statement for one in seen for loop in surroundings.loops(one.call, one.where))


def _alone(fits: Iterable[Trained]) -> list[Training]:
    """Calls that train outside of loops, each once."""
    found: dict[int, Training] = {}
    for fit in fits:
        if surroundings.is_run(fit.seen.call, fit.seen.where) and surroundings.loops(fit.seen.call, fit.seen.where):
            continue
        one = Training(Span.of(fit.decided), fit.name, fit.seen.order, fit.rounds, fit.saves, fit.setting)
        found.setdefault(id(fit.decided), one)
    return list(found.values())


def _saving(
    evaluator: Evaluator, seen: Sequence[Seen], accesses: Sequence[Access], fits: Sequence[Trained]
) -> list[ast.AST]:
    """The calls that save a model, or may do so."""
    found: list[ast.AST] = [access.node for access in accesses if _saves(access)]
    found.extend(fit.seen.call for fit in fits if fit.saves)
    found.extend(one.call for one in _unfollowed(seen, accesses) if _may_save(evaluator, one))
    return found


def _may_save(evaluator: Evaluator, seen: Seen) -> bool:
    name, symbol = s.last_name(seen.call.func), _symbol(evaluator, seen)
    if symbol.partition(".")[0] in _OTHER_MODULES or evaluator.catalog.is_class(symbol):
        return False
    return SAVING.search(name) is not None and not _OTHER_THINGS.search(name)


def _saves(access: Access) -> bool:
    if access.direction is Direction.COPY_OUT:
        return True
    return access.direction is Direction.WRITE and access.artifact is Artifact.CHECKPOINT


def _unfollowed(seen: Iterable[Seen], accesses: Sequence[Access]) -> list[Seen]:
    """The calls of which no place is known that they touch."""
    followed = {id(access.node) for access in accesses}
    return [one for one in seen if id(one.call) not in followed]


def _resumes(evaluator: Evaluator, seen: Seen) -> bool:
    """May the call load a checkpoint?"""
    name, symbol = s.last_name(seen.call.func), _symbol(evaluator, seen)
    if symbol.partition(".")[0] in _OTHER_MODULES:
        return False
    for keyword in seen.call.keywords:
        if keyword.arg in _RESUMING and v.truth(evaluator.value(keyword.value, seen.where)) is not False:
            return True
    rows = evaluator.catalog.calls(symbol)
    if any(row.direction is Direction.READ and row.artifact is Artifact.CHECKPOINT for row in rows):
        return True
    return LOADING.search(name) is not None and not (name == "load" and symbol) and not _OTHER_THINGS.search(name)


def _symbol(evaluator: Evaluator, seen: Seen) -> str:
    """The name of what is called, where it comes from outside the file; empty where that is not known."""
    return evaluator.catalog.canonical(seen.callee.name) if isinstance(seen.callee, v.Symbol) else ""


def _unhandled(accesses: Sequence[Access], ways: Mapping[int, Sequence[Seen]]) -> Iterator[int]:
    """The writes to which a way leads from the module on which nobody catches their failure."""
    handlers = surroundings.Handlers()
    for index, access in enumerate(accesses):
        if access.direction is Direction.WRITE and any(
            surroundings.is_run(one.call, one.where) and not handlers.catch(one.call, one.where)
            for one in ways.get(id(access.node), ())
        ):
            yield index
