"""What a call or an attribute gives: the syntax of ``returns/*.csv`` (``callable,returns,verified``).

=========================================  ===================================================================
``pandas.DataFrame``                       an instance of the class
``datasets.Dataset | datasets.DatasetDict``  one or the other
``(matplotlib.figure.Figure dict)``        a tuple
``[pathlib.Path]``                         a list, iterator or generator
``.images=[PIL.Image.Image]``              something of no interest but for its attributes
``self``                                   an instance of the class that the method was called on
``.location=absolute@location:1=./*-*``    what is passed by that name or at that position, else a path of this form;
                                           seen from the working directory
``argument 0``                             what was passed in
``arguments``                              everything that was passed in: a tuple, or the only argument itself
=========================================  ===================================================================

The last part of ``callable`` may hold a ``*``: ``plotly.express.*``.
"""

from __future__ import annotations

from typing import NamedTuple, Union

HEADER = "callable,returns,verified"


class InstanceOf(NamedTuple):
    name: str  # a class, in its canonical spelling


class Either(NamedTuple):
    options: tuple[Returns, ...]


class TupleOf(NamedTuple):
    items: tuple[Returns, ...]


class IterableOf(NamedTuple):
    item: Returns


class Attributes(NamedTuple):
    items: tuple[tuple[str, Returns], ...]


class SelfClass(NamedTuple):
    """An instance of the class that the method was called on, or of the receiver's class."""

    def __bool__(self) -> bool:
        return True  # an empty tuple would not be


class Argument(NamedTuple):
    position: int | None  # None: all arguments, as a tuple unless there is one only


class Passed(NamedTuple):
    """What is passed by this name or at this position, else a path in which a ``*`` is not known; made absolute."""

    name: str
    position: int
    default: str


Returns = Union[InstanceOf, Either, TupleOf, IterableOf, Attributes, SelfClass, Argument, Passed]  # noqa: UP007 - recursive


def parse(text: str) -> Returns:
    if " | " in text:
        return Either(tuple(parse(option) for option in text.split(" | ")))
    if text.startswith("("):
        return TupleOf(tuple(parse(item) for item in text[1:-1].split(" ")))
    if text.startswith("["):
        return IterableOf(parse(text[1:-1]))
    if text.startswith("."):
        pairs = (part.split("=", 1) for part in text.split(" "))
        return Attributes(tuple((name[1:], parse(value)) for name, value in pairs))
    if text == "self":
        return SelfClass()
    if text.startswith("absolute@"):
        given, _, default = text.removeprefix("absolute@").partition("=")
        name, _, position = given.partition(":")
        return Passed(name, int(position), default)
    if text.startswith("argument"):
        return Argument(int(text[9:]) if text != "arguments" else None)
    return InstanceOf(text)
