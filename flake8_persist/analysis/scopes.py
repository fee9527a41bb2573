"""A program as flat lists in program order: scopes, blocks, bindings and events.

A *scope* is what Python calls one: module, class, function, lambda, comprehension. Its statements form a *block*;
every compound statement (``if``, loop, ``try``, ``match``) stands in a block and holds one block per arm. A *point*
is a running number. Nothing here has been evaluated.
"""

from __future__ import annotations

import ast
import enum
from typing import NamedTuple

from flake8_persist.analysis.spelling import item_key as item_key
from flake8_persist.analysis.spelling import part_of as part_of
from flake8_persist.analysis.spelling import root_name as root_name
from flake8_persist.analysis.spelling import word_of as word_of
from flake8_persist.nodes import last_name as last_name


class ScopeKind(enum.Enum):
    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    LAMBDA = "lambda"
    COMPREHENSION = "comprehension"


class CompoundKind(enum.Enum):
    IF = "if"
    LOOP = "loop"
    TRY = "try"
    MATCH = "match"


class Rest(NamedTuple):
    """The place of a starred name: all but so many items before and after it."""

    before: int
    after: int


Place = int | Rest


class Assigned(NamedTuple):
    """``name = value``, or one name of ``a, (b, c) = value``: then ``unpack`` says which."""

    value: ast.expr
    unpack: tuple[Place, ...] = ()


class Looped(NamedTuple):
    """``for name in iterable``."""

    iterable: ast.expr
    unpack: tuple[Place, ...] = ()


class Entered(NamedTuple):
    """``with context as name``."""

    context: ast.expr
    unpack: tuple[Place, ...] = ()


class Imported(NamedTuple):
    name: str  # dotted; relative imports start with a dot


class Defined(NamedTuple):
    """``def name`` or ``class name``."""

    scope: Scope


class Parameter(NamedTuple):
    name: str


class Augmented(NamedTuple):
    """``name += value``."""

    statement: ast.AugAssign


class Updated(NamedTuple):
    """``name.update(...)``: a call that changes a container in place."""

    call: ast.Call


class Opaque(NamedTuple):
    """A binding that says nothing of the value."""

    reason: str


class Disturbed(NamedTuple):
    """``[names.append(x) for x in found]``: a container changed on the way, and nothing is known of it any more."""


class Stored(NamedTuple):
    """``cfg["out"] = value``, seen as a new value of ``cfg``."""

    target: ast.Attribute | ast.Subscript
    source: Source


class Shared(NamedTuple):
    """What a name stands for was changed under another name: ``same = names; same.append(...)``."""

    other: str


class Rebound(NamedTuple):
    """Under ``cfg=``: ``cfg`` itself got a new value, so that what was said of its items before is void."""


Source = (
    Assigned
    | Looped
    | Entered
    | Imported
    | Defined
    | Parameter
    | Augmented
    | Updated
    | Opaque
    | Disturbed
    | Stored
    | Shared
    | Rebound
)


class Binding:
    __slots__ = ("block", "name", "point", "source")

    def __init__(self, name: str, source: Source, block: Block, point: int) -> None:
        self.name = name
        self.source = source
        self.block = block
        self.point = point


class CallEvent(NamedTuple):
    call: ast.Call
    block: Block
    point: int


class StoreEvent(NamedTuple):
    """An assignment to an attribute or an item: ``os.environ["WANDB_DIR"] = value``."""

    target: ast.Attribute | ast.Subscript
    value: ast.expr
    point: int


class EnterEvent(NamedTuple):
    """``with context``: the events up to the exit of the same item are those of its block."""

    item: ast.withitem
    point: int


class ExitEvent(NamedTuple):
    """The end of a ``with`` block."""

    item: ast.withitem
    point: int


class YieldEvent(NamedTuple):
    """Where a generator stops and others go on."""

    point: int


class Block:
    __slots__ = ("entries", "events", "left", "owner", "scope")

    def __init__(self, scope: Scope, owner: Compound | None) -> None:
        self.scope = scope
        self.owner = owner
        self.entries: dict[str, list[Binding | Compound]] = {}
        self.events: list[Event] = []
        self.left: int | None = None  # the point from which return, raise, break, continue or exit leads away

    @property
    def leaves(self) -> bool:
        return self.left is not None


class Compound:
    """A statement with arms. ``arms`` of a loop: body, else; of a ``try``: body, handlers, else, finally."""

    __slots__ = ("arms", "block", "exhaustive", "final", "jumps", "kind", "orelse", "point", "statement", "tests")

    def __init__(self, kind: CompoundKind, statement: ast.stmt | ast.expr, block: Block, point: int) -> None:
        self.kind = kind
        self.statement = statement
        self.block = block
        self.point = point
        self.arms: list[Block] = []
        self.tests: list[ast.expr | None] = []  # of an ``if``, one for each arm; None: else
        self.exhaustive = False  # one of the arms is always taken
        self.orelse: Block | None = None  # of a loop or ``try``
        self.final: Block | None = None
        self.jumps: list[tuple[Block, int]] = []  # the loop's ``break`` and ``continue``


class Return(NamedTuple):
    """A ``return``, or a ``yield``."""

    value: ast.expr | None
    block: Block
    point: int


class Store(NamedTuple):
    """``base.attribute = value`` somewhere in a scope."""

    base: ast.expr
    source: Source
    block: Block
    point: int


class Scope:
    __slots__ = (
        "block",
        "body",
        "derived",
        "globals",
        "kind",
        "name",
        "node",
        "nonlocals",
        "outer",
        "outside",
        "parent",
        "point",
        "returns",
        "stars",
        "stores",
        "yields",
    )

    def __init__(self, kind: ScopeKind, name: str, node: ast.AST, block: Block | None, point: int) -> None:
        self.kind = kind
        self.name = name
        self.node = node
        self.block = block  # where it is defined
        self.point = point
        self.parent = block.scope if block is not None else None
        self.body = Block(self, None)
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.derived: dict[str, set[str]] = {}  # name -> keys of its items and attributes: cfg -> cfg['out']
        self.outside: dict[str, list[Binding]] = {}  # bindings that inner functions make here
        self.returns: list[Return] = []
        self.yields: list[Return] = []
        self.stars: list[str] = []  # modules of star imports
        self.stores: dict[str, list[Store]] = {}  # of a class: what its methods assign to attributes of self


Event = CallEvent | StoreEvent | EnterEvent | ExitEvent | YieldEvent | Compound | Scope  # a scope: a class body


class Recording(NamedTuple):
    module: Scope
    scopes: list[Scope]  # all, in source order
    calls: dict[str, list[CallEvent]]  # by the last name of what is called
    aliases: set[str]  # names that may stand for a function: save = torch.save
    stores: dict[str, list[Store]]  # assignments to attributes and items, by their last part: ".out", "['out']"
