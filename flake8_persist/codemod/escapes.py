"""Where else a path goes: a move of its known uses alone would leave those behind.

``torch.save(model, path)`` can become ``torch.save(model, os.path.join(PERSIST_ROOT, path))`` only where nothing
unknown is given ``path``, too.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Sequence

from flake8_persist.analysis.text import Literal
from flake8_persist.codemod.expressions import first_part, text_of
from flake8_persist.codemod.meanings import is_naming, opens_nothing
from flake8_persist.codemod.subject import Subject
from flake8_persist.nodes import last_name, walk

# What puts it into a collection, or into a file; and what gives a path or several, which the analysis follows.
_KEEPING = frozenset({"append", "appendleft", "add", "insert", "put", "setdefault"})
_NOTING = frozenset({"write", "writelines", "write_text", "writerow", "writerows", "dump", "dumps"})
_TAKING_ALL = ("vars", "asdict", "astuple", "model_dump", "model_dump_json")
_FOLLOWED = frozenset({"dirname", "splitext", "relpath", "realpath", "sorted", "zip", "enumerate", "list", "tuple"})


class Escapes:
    """The uses of what paths begin with; ``known`` are the calls that the analysis knows."""

    def __init__(self, subject: Subject, known: Container[ast.AST]) -> None:
        self._subject = subject
        self._known = known
        self._answers: dict[tuple[type[ast.expr], str, str], bool] = {}

    def is_given_away(self, path: ast.expr) -> bool:
        """Is the path, or the directory that it begins with, also given to a call that nothing is known of?"""
        return self._any(path, "given", lambda use: _is_handed_on(self._subject, use, self._known))

    def is_kept(self, path: ast.expr) -> bool:
        """Is it also put into a collection, from which it is taken elsewhere?"""
        return self._any(path, "kept", lambda use: _is_put_away(self._subject, use)) or (
            self._is_put_away_again(path) or self._is_taken_down_with_its_object(path)
        )

    def _is_taken_down_with_its_object(self, path: ast.expr) -> bool:
        """Does the path begin with a member of an object of which all members are taken: ``json.dump(vars(args))``?"""
        if not isinstance(first_part(self._subject, path), ast.Attribute):
            return False
        dictionaries = (one for one in self._subject.outline.nodes(ast.Attribute) if one.attr == "__dict__")
        return any(self._subject.calls.get(name) for name in _TAKING_ALL) or any(True for _ in dictionaries)

    def _is_put_away_again(self, path: ast.expr) -> bool:
        """Is what makes the path, ``name + ".csv"``, written a second time, where it is put away?"""
        if isinstance(path, ast.Name | ast.Constant):
            return False
        kinds: set[type[ast.expr]] = {ast.BinOp, ast.JoinedStr, type(path)}
        nodes = (one for kind in kinds for one in self._subject.outline.nodes(kind) if one is not path)
        return any(self._are_alike(one, path) for one in nodes if _is_put_away(self._subject, one))

    def _are_alike(self, one: ast.expr, path: ast.expr) -> bool:
        """Have two texts the same parts, as far as these are known: ``row["name"] + ".csv"`` and ``f"{name}.csv"``?"""
        known = text_of(self._subject, path)
        if not any(isinstance(piece, Literal) for piece in known.pieces):
            return ast.dump(one) == ast.dump(path)
        return text_of(self._subject, one).show() == known.show()

    def _any(self, path: ast.expr, question: str, holds: Callable[[ast.expr], bool]) -> bool:
        """Does it hold for a use of what a path begins with, if that is the path itself or a directory?"""
        first = first_part(self._subject, path)
        if isinstance(first, ast.JoinedStr) and first.values and isinstance(first.values[0], ast.FormattedValue):
            first = first.values[0].value
        if isinstance(first, ast.Subscript):
            first = first.value  # who is given all of a configuration may read the path in it
        if not isinstance(first, ast.Name | ast.Attribute | ast.Call) or not _is_place(self._subject, path, first):
            return False
        name = last_name(first.func if isinstance(first, ast.Call) else first)
        key = type(first), name, question
        if key not in self._answers:
            uses: Sequence[ast.expr] = self._subject.calls.get(name, ())
            if not isinstance(first, ast.Call):
                uses = self._subject.loads(name, members=isinstance(first, ast.Attribute))
            self._answers[key] = any(map(holds, uses))
        return self._answers[key]


def _is_place(subject: Subject, path: ast.expr, first: ast.expr) -> bool:
    """Is what a path begins with the path itself, or a directory, and not a part of a name?"""
    rest = text_of(subject, path).pieces[len(text_of(subject, first).pieces) :]
    return not rest or (isinstance(rest[0], Literal) and rest[0].text.startswith("/"))


def _is_handed_on(subject: Subject, load: ast.expr, known: Container[ast.AST]) -> bool:
    """Does a call get it as it is, which is none of those that are known, of the file's own or harmless?"""
    inner, *outer = subject.around(load)
    if isinstance(inner, ast.Return):
        return _is_for_others(subject, outer, known)
    call = outer[0] if isinstance(inner, ast.keyword) else inner
    if not isinstance(call, ast.Call) or call.func is load or call in known or opens_nothing(subject, call):
        return False
    return last_name(call.func) not in subject.defined | _KEEPING | _FOLLOWED and not is_naming(inner)


def _is_for_others(subject: Subject, around: Sequence[ast.AST], known: Container[ast.AST]) -> bool:
    """Does a function give it back that only other files call?"""
    function = next((one for one in around if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)), None)
    if function is None or subject.loads(function.name):
        return False
    return all(call in known for call in subject.calls.get(function.name, ()))


def _is_put_away(subject: Subject, use: ast.expr) -> bool:
    """``saved[name] = path``, ``saved.append(path)``, ``file.write(path)``, ``yield path`` or a display with it."""
    holder = subject.parents[use]
    if isinstance(holder, ast.BinOp | ast.FormattedValue):
        return _is_noted(subject, holder)
    if isinstance(holder, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        return holder.elt is use
    if isinstance(holder, ast.Assign):
        return any(isinstance(target, ast.Subscript) for target in holder.targets)
    if isinstance(holder, ast.Call):
        return use in holder.args and last_name(holder.func) in _KEEPING | _NOTING
    return isinstance(holder, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Yield)


def _is_noted(subject: Subject, part: ast.expr) -> bool:
    """Is it a line of a file, but for what ends it: ``file.write(path + "\\n")``, ``file.write(f"{path}\\n")``?"""
    holder = subject.parents[part]
    whole = holder if isinstance(holder, ast.JoinedStr) else part
    rest = [
        one
        for one in (whole.values if isinstance(whole, ast.JoinedStr) else walk(whole))
        if isinstance(one, ast.Constant)
    ]
    call = subject.parents[whole]
    is_line = all(isinstance(one.value, str) and not one.value.strip() for one in rest)
    return is_line and isinstance(call, ast.Call) and last_name(call.func) in _NOTING


def stands_behind(subject: Subject, path: ast.expr) -> bool:
    """Is it put behind another text, itself or under its name? A whole path in there is no name any more."""
    holder = subject.parents[path]
    if isinstance(holder, ast.Assign) and isinstance(name := holder.targets[0], ast.Name):
        return any(_is_behind(subject, load) for load in subject.loads(name.id))
    return _is_behind(subject, path)


def _is_behind(subject: Subject, part: ast.expr) -> bool:
    match subject.parents[part]:
        case ast.BinOp(right=right, op=ast.Add() | ast.Div()):
            return right is part
        case ast.FormattedValue() as field:
            formatted = subject.parents[field]
            return isinstance(formatted, ast.JoinedStr) and formatted.values[0] is not field
        case ast.Call(args=[_, *others]) as call if last_name(call.func) in ("join", "joinpath"):
            return part in others
    return False
