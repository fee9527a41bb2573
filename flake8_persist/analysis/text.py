"""What is known of a string without running the program: literal pieces with their origins, and holes between them.

``f"ckpt/epoch_{n}.pth"`` becomes ``Text((Literal("ckpt/epoch_", …), Hole("n"), Literal(".pth", …)))``.
"""

from __future__ import annotations

import ast
from typing import NamedTuple


class Origin(NamedTuple):
    """Where literal text stands in the source: characters ``start:end`` of the value of a string constant."""

    node: ast.Constant
    start: int
    end: int


class Literal(NamedTuple):
    text: str
    origin: Origin | None  # None: the text is not in the source (a default, a joined separator)


class Hole(NamedTuple):
    """A part that is not known, under the name that the source gives it."""

    name: str  # "" when there is none to show


class Text(NamedTuple):
    pieces: tuple[Literal | Hole, ...]

    def show(self) -> str:
        """The text for people: ``ckpt/epoch_{…}.pth``."""
        return "".join(piece.text if isinstance(piece, Literal) else "{…}" for piece in self.pieces)

    @property
    def prefix(self) -> str:
        """The known beginning."""
        known: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Hole):
                break
            known.append(piece.text)
        return "".join(known)

    @property
    def constant(self) -> str | None:
        """The whole text if all of it is known."""
        return self.prefix if not any(isinstance(piece, Hole) for piece in self.pieces) else None
