"""Keyword arguments put into a call, or taken from it, in the layout that the call has.

A call that has each argument on a line of its own stays so, with or without its last comma::

    f(                  f(
        a,  # why           a,  # why
        **b,                x=1,
    )                       **b,
                        )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst
from libcst.metadata import CodeRange

from flake8_persist.codemod.accounting import LineChange, newlines_in, rewritten
from flake8_persist.codemod.edits import EditError

_NOTHING = cst.SimpleWhitespace("")
_SPACE = cst.SimpleWhitespace(" ")

Ranges = Mapping[cst.CSTNode, CodeRange]


def argument(name: str, value: cst.BaseExpression) -> cst.Arg:
    equal = cst.AssignEqual(whitespace_before=_NOTHING, whitespace_after=_NOTHING)
    return cst.Arg(keyword=cst.Name(name), value=value, equal=equal)


def add(call: cst.Call, new: cst.Arg) -> cst.Call:
    """The call with ``new`` after the others, but before ``**``."""
    args = list(call.args)
    if not args:
        return call.with_changes(args=[new])
    index = _place(args)
    if index < len(args):
        before = _space_before(call, index)
        gap = _bare(before) if isinstance(before, cst.ParenthesizedWhitespace) else _SPACE
        args.insert(index, new.with_changes(comma=cst.Comma(whitespace_after=gap)))
        return call.with_changes(args=args)
    between, closing = _space_around_appended(call)
    last = _demand_parentheses(args[-1], args)
    comma = last.comma
    args[-1] = last.with_changes(comma=cst.Comma(whitespace_after=between), whitespace_after_arg=_NOTHING)
    args.append(_followed_by(new, comma, closing))
    return call.with_changes(args=args)


def lines_of_added(call: cst.Call, height: int, ranges: Ranges) -> LineChange:
    """What :func:`add` does to the lines, for an argument that takes ``height`` of them."""
    args = call.args
    end = ranges[call].end.line
    if not args:
        return rewritten(end, end, height)
    index = _place(args)
    if index < len(args):
        line = ranges[args[index]].start.line
        if isinstance(_space_before(call, index), cst.ParenthesizedWhitespace):
            return LineChange(grown_after=line - 1, growth=height)
        return rewritten(line, line, height)
    first, last = ranges[args[-1]].start.line, ranges[args[-1]].end.line  # the first may get a parenthesis
    own_line = _one_per_line(call)
    if own_line and _breaks(_space_after(args[-1])):
        return LineChange({first, last}, (), end - 1, height)
    return LineChange({first, last}, (), last, height if own_line else height - 1)


def remove(call: cst.Call, name: str) -> cst.Call:
    """The call without the keyword ``name``; the lines that it had to itself go with it."""
    index = _position(call, name)
    args = list(call.args)
    before, after = _space_before(call, index), _space_after(args[index])
    gone = args.pop(index)
    if not args:
        if _has_comment(before) or _has_comment(after):
            raise EditError("there is a comment in the call that would become empty")
        return call.with_changes(args=[], whitespace_before_args=_NOTHING)
    between = _merged(before, after, first=index == 0, last=index == len(args))
    if index == 0:
        return call.with_changes(args=args, whitespace_before_args=between)
    comma = gone.comma if index == len(args) else args[index - 1].comma
    args[index - 1] = _followed_by(args[index - 1], comma, between)
    return call.with_changes(args=args)


def lines_of_removed(call: cst.Call, name: str, ranges: Ranges) -> LineChange:
    """What :func:`remove` does to the lines."""
    index = _position(call, name)
    args = call.args
    before, after = _space_before(call, index), _space_after(args[index])
    first, last = ranges[args[index]].start.line, ranges[args[index]].end.line
    if len(args) == 1:
        start = first - _height(before)
        return rewritten(start, ranges[call].end.line, 1)
    is_last = index == len(args) - 1
    if _breaks(before) and _breaks(after):
        return LineChange([ranges[args[index - 1]].end.line] if index else [], range(first, last + 1))
    if _breaks(before) and is_last and not _has_comment(before):
        return rewritten(ranges[args[index - 1]].end.line, last, 1)
    if index == 0 and not _breaks(before) and not _has_comment(after):
        return rewritten(first, last + _height(after), 1)
    touched = rewritten(first, last, 1)
    return touched._replace(touched=[*touched.touched, first - _height(before)])


def _position(call: cst.Call, name: str) -> int:
    return next(i for i, arg in enumerate(call.args) if arg.keyword is not None and arg.keyword.value == name)


def _place(args: Sequence[cst.Arg]) -> int:
    return next((index for index, arg in enumerate(args) if arg.star == "**"), len(args))


def _demand_parentheses(last: cst.Arg, args: Sequence[cst.Arg]) -> cst.Arg:
    """A generator expression needs none of its own only while it is the one argument."""
    if len(args) == 1 and isinstance(last.value, cst.GeneratorExp) and not last.value.lpar:
        value = last.value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return last.with_changes(value=value)
    return last


def _space_before(call: cst.Call, index: int) -> cst.BaseParenthesizableWhitespace:
    return _space_after(call.args[index - 1]) if index else call.whitespace_before_args


def _space_after(arg: cst.Arg) -> cst.BaseParenthesizableWhitespace:
    return arg.comma.whitespace_after if isinstance(arg.comma, cst.Comma) else arg.whitespace_after_arg


def _followed_by(
    arg: cst.Arg, comma: cst.Comma | cst.MaybeSentinel, space: cst.BaseParenthesizableWhitespace
) -> cst.Arg:
    if isinstance(comma, cst.Comma):
        return arg.with_changes(comma=comma.with_changes(whitespace_after=space), whitespace_after_arg=_NOTHING)
    return arg.with_changes(comma=comma, whitespace_after_arg=space)


def _space_around_appended(
    call: cst.Call,
) -> tuple[cst.BaseParenthesizableWhitespace, cst.BaseParenthesizableWhitespace]:
    closing = _space_after(call.args[-1])
    own_line = _space_before(call, len(call.args) - 1)
    if not _one_per_line(call) or not isinstance(own_line, cst.ParenthesizedWhitespace):
        return _SPACE, closing
    if not isinstance(closing, cst.ParenthesizedWhitespace):
        return _bare(own_line), closing
    between = closing.with_changes(indent=own_line.indent, last_line=own_line.last_line)
    return between, _bare(closing)


def _one_per_line(call: cst.Call) -> bool:
    count = len(call.args)
    return all(_breaks(_space_before(call, index)) for index in range(0 if count == 1 else 1, count))


def _merged(
    before: cst.BaseParenthesizableWhitespace, after: cst.BaseParenthesizableWhitespace, *, first: bool, last: bool
) -> cst.BaseParenthesizableWhitespace:
    """What stands in the place of an argument and the space on both sides of it."""
    if isinstance(before, cst.ParenthesizedWhitespace):
        if isinstance(after, cst.ParenthesizedWhitespace):
            lines = [*before.empty_lines, *after.empty_lines]
            return before.with_changes(empty_lines=lines, indent=after.indent, last_line=after.last_line)
        return after if last and not _has_comment(before) else before
    return before if first and not _has_comment(after) else after


def _bare(space: cst.ParenthesizedWhitespace) -> cst.ParenthesizedWhitespace:
    """The same line break, without comments and blank lines."""
    return space.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])


def _breaks(space: cst.BaseParenthesizableWhitespace) -> bool:
    return isinstance(space, cst.ParenthesizedWhitespace)


def _has_comment(space: cst.BaseParenthesizableWhitespace) -> bool:
    return "#" in cst.Module([]).code_for_node(space)


def _height(space: cst.BaseParenthesizableWhitespace) -> int:
    return newlines_in(cst.Module([]).code_for_node(space))
