"""How a program trains, and what it saves meanwhile: all that is known of what an interruption costs.

It is worked out only for rules that are off unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a program holds its progress
    from flake8_persist.analysis.access import Span


class Training(NamedTuple):
    """A loop, or one call, that trains a model."""

    span: Span  # the head of the loop; the call that decides that nothing is saved, else the call that trains
    name: str  # of the call: "keras.Model.fit"; empty: a loop
    order: int  # when it begins; compares with those of accesses
    rounds: int | None  # how often it goes over the data; None: not known
    saves: bool  # on the way, or may do so
    setting: str = ""  # what turns saving off: 'save_strategy="no"'


class Progress(NamedTuple):
    trainings: tuple[Training, ...] = ()
    during: Mapping[int, frozenset[int]] = {}  # access -> the trainings in whose loop it happens, by their indices
    unhandled: frozenset[int] = frozenset()  # accesses whose failure nothing in the file catches
    resumes: bool = False  # perhaps loads a checkpoint in a way that cannot be followed
