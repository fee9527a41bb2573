"""What the analysis finds: every place where a program touches a path. Rules and codemod read nothing else."""

from __future__ import annotations

import ast
import enum
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from flake8_persist.analysis.progress import Progress
from flake8_persist.analysis.text import Text
from flake8_persist.catalog.model import Api, Artifact, Direction
from flake8_persist.environments.model import Storage


class Span(NamedTuple):
    """A stretch of the parsed source. Lines are 1-based; columns are 0-based UTF-8 offsets, as ``ast`` counts."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, node: ast.expr | ast.stmt) -> Span:
        return cls(node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)

    def holds(self, other: Span) -> bool:
        begins = (self.line, self.column) <= (other.line, other.column)
        return begins and (other.end_line, other.end_column) <= (self.end_line, self.end_column)


class Share(enum.Enum):
    """How much a deletion in a loop deletes of all that its path may stand for."""

    AS_IT_SAYS = "as it says"
    EARLIER = "earlier"  # what another round has written
    ALL = "all"  # whatever a listing gives


class Target(NamedTuple):
    """One of the places that an access may go to."""

    text: Text  # as written, with origins
    absolute: Text  # against the working directory; equal to text where that is not known
    storage: Storage
    callers: tuple[int, ...] = ()  # lines of the calls that lead here, innermost first
    share: Share = Share.AS_IT_SAYS  # of what is deleted


class Access(NamedTuple):
    """One call, and one path argument of it."""

    api: Api
    name: str  # as messages call it: "torch.save", "to_csv", "!cp"
    direction: Direction  # the row's, after its mode condition was decided
    artifact: Artifact  # the row's, refined by what the path says (an opened "model.pkl" is a checkpoint)
    node: ast.expr | ast.stmt
    argument: ast.expr | None  # the path argument; None: it was left out
    targets: tuple[Target, ...]
    order: int  # when it first happens, in the program's order; accesses of one run compare by it
    kept_by: tuple[int, ...] = ()  # lines of later, live statements that carry these bytes to a persistent place
    deleted_by: tuple[int, ...] = ()  # lines of later statements that delete them
    silenced_on: int | None = None  # the line of the handler that keeps silent about its failure
    # Of each target, the moments at which it is gone to; where there is none, as of an empty word, those of the access.
    times: tuple[tuple[int, ...], ...] = ()
    row: int = 0  # of a command, below the call, in whose text it stands
    # Where the object wrote that tells the path, of which nothing else is known: ``callback.best_model_path``.
    told: tuple[Target, ...] = ()

    @property
    def span(self) -> Span:
        return Span.of(self.node)


class Mount(NamedTuple):
    """One executed ``drive.mount``."""

    point: str | None  # absolute and normalised; None: not known
    node: ast.Call
    order: int
    read_only: bool


class EndingKind(enum.Enum):
    UNMOUNT = "unmount"  # drive.flush_and_unmount(): waits until all is uploaded
    REMOUNT = "remount"  # a second drive.mount(): starts Drive anew, and waits for nothing
    RUNTIME = "runtime"  # runtime.unassign(): the machine goes, and waits for nothing


class Ending(NamedTuple):
    """One executed call that ends a mount, or the whole runtime."""

    node: ast.Call
    order: int
    kind: EndingKind


class Held(NamedTuple):
    """A text that an expression may hold."""

    text: Text
    is_path: bool = False  # of pathlib


class Lookup(Protocol):
    """What expressions of the program hold; ``holders`` are the nodes around one, from inside out."""

    def texts(self, node: ast.expr, holders: Sequence[ast.AST]) -> tuple[Held, ...]: ...

    def name(self, node: ast.expr, holders: Sequence[ast.AST]) -> str: ...


class Program(NamedTuple):
    """A whole file: its accesses, mounts and endings, in program order."""

    accesses: tuple[Access, ...] = ()
    mounts: tuple[Mount, ...] = ()
    endings: tuple[Ending, ...] = ()
    progress: Progress | None = None  # None: nobody asked
    lookup: Lookup | None = None  # None: there is nothing to ask
