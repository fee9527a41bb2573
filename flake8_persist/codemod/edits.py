"""The edits that a plan is made of, and how it is said that one cannot be carried out.

Positions are those of the tree that was analysed: 1-based lines, 0-based columns in UTF-8 bytes.
"""

from __future__ import annotations

from typing import NamedTuple

from flake8_persist.analysis.access import Span


class Replace(NamedTuple):
    """Put ``code``, an expression, in the place of the expression at ``span``."""

    span: Span
    code: str


class AddKeyword(NamedTuple):
    """Give the call at ``span`` the keyword argument ``name=code``, after its other arguments, before ``**``."""

    span: Span
    name: str
    code: str


class RemoveKeyword(NamedTuple):
    """Take the keyword argument ``name`` from the call at ``span``."""

    span: Span
    name: str


class InsertBefore(NamedTuple):
    """Put the statements ``code`` before the statement that holds the expression or statement at ``span``.

    ``code`` is unindented source, indented by four spaces where it nests, with ``\\n`` line ends; it gets the
    indentation and the line ends of its place.
    """

    span: Span
    code: str


class InsertAt(NamedTuple):
    """Put the statements ``code``, with blank lines around them, before top-level line ``line`` (1-based).

    One more than the number of lines is the end of the file. Imports that come to stand beside imports get no
    blank line between them.
    """

    line: int
    code: str


Edit = Replace | AddKeyword | RemoveKeyword | InsertBefore | InsertAt


class EditError(Exception):
    """The edits were not carried out; the message says why, for people."""
