"""Parsing to see whether something is Python, without noise."""

from __future__ import annotations

import ast
import warnings


def parsed(code: str) -> ast.Module | SyntaxError | None:
    """The tree, or the error; None where the parser gives up for another reason (depth, NUL, lone surrogates)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None


def expression(text: str) -> ast.expr | None:
    """The tree of an expression; None where the text is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
