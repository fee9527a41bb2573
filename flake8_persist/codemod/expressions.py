"""What an expression for a path says by itself, without an analysis: texts, and variables that hold one throughout."""

from __future__ import annotations

import ast

from flake8_persist.analysis.text import Hole, Text, concat, glue, text
from flake8_persist.codemod.subject import Subject, passes_on


def first_part(subject: Subject, path: ast.expr) -> ast.expr:
    """The literal or name that an expression for a path begins with."""
    while True:
        if isinstance(path, ast.BinOp):
            path = path.left
        elif isinstance(path, ast.Call) and passes_on(subject, path) and path.args:
            path = path.args[0]
        else:
            return path


def first_variable(subject: Subject, path: ast.expr) -> ast.Name | None:
    """The variable that holds the beginning of a path."""
    first = first_part(subject, path)
    if isinstance(first, ast.JoinedStr) and first.values and isinstance(first.values[0], ast.FormattedValue):
        first = first.values[0].value
    return first if isinstance(first, ast.Name) else None


def text_of(subject: Subject, path: ast.expr) -> Text:
    """What the expression says by itself, and by variables that hold one text throughout."""
    match path:
        case ast.Constant(value=str(value)):
            return text(value)
        case ast.JoinedStr(values=values):
            return concat(*(text_of(subject, one) for one in values))
        case ast.FormattedValue(value=value, format_spec=None):
            return text_of(subject, value)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return concat(text_of(subject, left), text_of(subject, right))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return glue([text_of(subject, left), text_of(subject, right)], "/")
        case ast.Call(args=arguments) if arguments and passes_on(subject, path):
            return glue([text_of(subject, one) for one in arguments], "/")
        case ast.Name(id=name) if name in subject.constants:
            return text_of(subject, subject.constants[name])
    return Text((Hole(""),))
