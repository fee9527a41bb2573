"""Calls that train a model for a long time, and what decides whether they save it on the way (``training.csv``).

A row is about one name. ``trains``: this method trains, and saves nothing by itself; ``saves``: it trains and saves.
``rounds``: the parameter that says how often it goes over the data, and what holds without it. ``callbacks``: the
parameter for what may save on the way. ``off``: a parameter, and the value of it that turns saving off.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from flake8_persist.catalog import data


class Parameter(NamedTuple):
    name: str
    position: int | None  # None: keyword only
    value: str


class Facts(NamedTuple):
    """What is known of one name."""

    trains: bool = False
    saves: bool = False  # unless it is turned off
    rounds: Parameter | None = None
    callbacks: Parameter | None = None
    off: tuple[Parameter, ...] = ()


@functools.cache
def table() -> dict[str, Facts]:
    known: dict[str, Facts] = {}
    for line in data.lines("training.csv"):
        name, role, parameter, position, value = line.split(",")
        facts = known.get(name, Facts())
        one = Parameter(parameter, int(position) if position else None, value)
        match role:
            case "trains" | "saves":
                facts = facts._replace(trains=True, saves=role == "saves")
            case "rounds":
                facts = facts._replace(rounds=one)
            case "callbacks":
                facts = facts._replace(callbacks=one)
            case _:
                facts = facts._replace(off=(*facts.off, one))
        known[name] = facts
    return known


# In a loop, they train one step. An optimizer is no class of the catalogue, so that the names have to do.
STEPS = frozenset({"backward", "step", "apply_gradients", "train_on_batch"})


@functools.cache
def methods() -> frozenset[str]:
    """The last names of the methods that train."""
    return frozenset(name.rpartition(".")[2] for name, facts in table().items() if facts.trains)


def names() -> frozenset[str]:
    """The last names of all calls that train."""
    return STEPS | methods()
