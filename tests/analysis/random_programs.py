"""Small random programs that write files, and what becomes of them when they are run.

A program is put together from statements that make, change and pass on paths. The choices come from a source that
either a seed or hypothesis drives. To run one, ``open`` is a stand-in that notes where it was called and with what;
conditions that the analysis cannot know (``coin()``) and values that it cannot know (``word()``) are decided at random.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")
OPAQUE = "~"  # in every value that cannot be known
_WORDS = ("out", "run", "data/raw", "a.txt", "b.csv", "x.y.z", "logs/", "/tmp", "v1")
_PRELUDE = """\
import functools, os, os.path as osp
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
"""


class Choices(Protocol):
    def below(self, count: int) -> int: ...


class Seeded:
    """Choices made by a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, count: int) -> int:
        return self._random.randrange(count)


class Written(NamedTuple):
    line: int
    path: str


class Author:
    """Writes one program. ``names`` are the variables that hold a string at the point reached."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._lines: list[str] = []
        self._count = 0
        self._depth = 0

    def program(self) -> str:
        names: list[str] = []
        for _ in range(1 + self._choices.below(4)):
            self._statement(names, 0)
        self._write(self._expression(names), 0)
        return _PRELUDE + "\n".join(self._lines) + "\n"

    # pieces

    def _pick(self, options: Sequence[T]) -> T:
        return options[self._choices.below(len(options))]

    def _fresh(self, stem: str = "v") -> str:
        self._count += 1
        return f"{stem}{self._count}"

    def _line(self, text: str, level: int) -> None:
        self._lines.append("    " * level + text)

    def _write(self, path: str, level: int) -> None:
        self._line(f"open({path}, 'w')", level)

    def _atom(self, names: Sequence[str]) -> str:
        if names and self._choices.below(3):
            return self._pick(names[-5:])
        return repr(self._pick(_WORDS))

    def _expression(self, names: Sequence[str], depth: int = 0) -> str:
        if depth > 1 or not self._choices.below(4):
            return self._atom(names)
        one = self._expression(names, depth + 1)
        other = self._expression(names, depth + 1)
        forms = (
            "{0} + {1}",
            "{0} + '/' + {1}",
            "os.path.join({0}, {1})",
            "osp.join({0}, word())",
            "f'{{{0}}}/{{{1}}}'",
            "f'{{{0}}}_{{word()}}.txt'",
            "'%s-%s' % ({0}, {1})",
            "'{{}}/{{}}'.format({0}, {1})",
            "'{{1}}/{{0}}'.format({0}, {1})",
            "'{{d}}.bin'.format(d={0})",
            "'/'.join([{0}, {1}])",
            "str(Path({0}) / {1})",
            "str(Path({0}).parent / 'p')",
            "str(Path({0}).with_suffix('.s'))",
            "str(Path('d') / Path({0}).name)",
            "os.path.dirname({0}) + {1}",
            "os.path.basename({0})",
            "os.path.splitext({0})[0] + '.e'",
            "os.path.normpath({0})",
            "({0}).replace('.txt', '.dat')",
            "({0}).upper()",
            "({0}).rstrip('/')",
            "({0}).split('/')[-1]",
            "({0}).rpartition('.')[0] + 'r'",
            "({0})[1:]",
            "({0})[:-2] + 'q'",
            "({0} if coin() else {1})",
            "({0} or {1})",
            "({{'a': {0}, 'b': {1}}})['b']",
            "({0}, {1})[0]",
            "[{0}, {1}][-1]",
            "dict(a={0}).get('a', {1})",
            "dict(a={0}).get('b', {1})",
            "[z + '.l' for z in ({0}, {1})][1]",
            "{{k: z + 'm' for k, z in [('k', {0})]}}['k']",
            "'_'.join(z.lower() for z in [{0}, {1}])",
            "(lambda z, y={1}: z + y)({0})",
            "functools.partial(lambda z, y: y + z, {0})({1})",
            "SimpleNamespace(out={0}).out",
            "next(iter([{0}]))",
            "sorted(['k', 'j'])[0] + {0}",
            "getattr(SimpleNamespace(q={0}), 'q', {1})",
            "os.fspath({0})",
            "{0} * 1",
        )
        form = self._pick(forms)
        if form.startswith("f'"):  # no quotes inside quotes before Python 3.12
            one, other = self._atom_name(names), self._atom_name(names)
        return form.format(one, other)

    def _atom_name(self, names: Sequence[str]) -> str:
        return self._pick(names[-5:]) if names else f'"{self._pick(_WORDS)}"'

    # statements

    def _statement(self, names: list[str], level: int) -> None:
        makers: tuple[Callable[[list[str], int], None], ...] = (
            self._assign,
            self._assign,
            self._rebind,
            self._augment,
            self._plain_write,
            self._branch,
            self._loop,
            self._attempt,
            self._walrus,
            self._unpack,
            self._mapping,
            self._listing,
        )
        if level == 0:
            makers = (*makers, self._function, self._function, self._class, self._closure, self._record, self._global)
        self._pick(makers)(names, level)

    def _body(self, names: list[str], level: int) -> None:
        """A few statements whose new names are not there afterwards."""
        self._depth += 1
        inner = list(names)
        for _ in range(1 + self._choices.below(2)):
            if self._depth > 2:
                self._rebind(inner, level)
            else:
                self._statement(inner, level)
        self._depth -= 1

    def _assign(self, names: list[str], level: int) -> None:
        name = self._fresh()
        self._line(f"{name} = {self._expression(names)}", level)
        names.append(name)

    def _rebind(self, names: list[str], level: int) -> None:
        if not names:
            self._assign(names, level)
            return
        self._line(f"{self._pick(names[-4:])} = {self._expression(names)}", level)

    def _augment(self, names: list[str], level: int) -> None:
        if not names:
            self._assign(names, level)
            return
        self._line(f"{self._pick(names[-4:])} += {self._atom(names)}", level)

    def _plain_write(self, names: list[str], level: int) -> None:
        self._write(self._expression(names), level)

    def _branch(self, names: list[str], level: int) -> None:
        self._line(f"if {self._pick(('coin()', 'coin()', 'True', 'False', 'not coin()'))}:", level)
        self._body(names, level + 1)
        if self._choices.below(2):
            self._line("elif coin():", level)
            self._body(names, level + 1)
        if self._choices.below(2):
            self._line("else:", level)
            self._body(names, level + 1)

    def _loop(self, names: list[str], level: int) -> None:
        item = self._fresh("i")
        one, other = self._expression(names, 1), self._expression(names, 1)
        heads = (
            f"for {item} in [{one}, {other}]:",
            f"for _, {item} in enumerate(({one}, {other})):",
            f"for {item}, _ in zip([{one}, {other}], 'xy'):",
            f"for _, {item} in {{'a': {one}, 'b': {other}}}.items():",
            f"for {item} in reversed([{one}, {other}]):",
            f"for {item} in map(str, range(2)):",
        )
        self._line(self._pick(heads), level)
        self._body([*names, item], level + 1)
        ends = ("", "", "if coin(): break", "if coin(): continue", "else")
        end = self._pick(ends)
        if end == "else":
            self._line("else:", level)
            self._body(names, level + 1)
        elif end:
            self._line(end, level + 1)
            self._rebind(list(names), level + 1)

    def _attempt(self, names: list[str], level: int) -> None:
        self._line("try:", level)
        self._body(names, level + 1)
        self._line("fail()", level + 1)
        self._body(names, level + 1)
        self._line("except ValueError:", level)
        self._body(names, level + 1)
        if self._choices.below(2):
            self._line("else:", level)
            self._body(names, level + 1)
        if self._choices.below(3) == 0:
            self._line("finally:", level)
            self._body(names, level + 1)

    def _walrus(self, names: list[str], level: int) -> None:
        name = self._fresh()
        self._line(f"if ({name} := {self._expression(names)}):", level)
        self._body([*names, name], level + 1)
        names.append(name)

    def _unpack(self, names: list[str], level: int) -> None:
        first, second = self._fresh(), self._fresh()
        left = self._pick((f"{first}, {second}", f"[{first}, *_, {second}]", f"({first}, ({second}, _))"))
        one, other = self._expression(names), self._expression(names)
        right = f"{one}, ({other}, 1)" if "((" in left or ", (" in left else f"{one}, {other}"
        self._line(f"{left} = {right}", level)
        names.extend((first, second))

    def _mapping(self, names: list[str], level: int) -> None:
        name, result = self._fresh("d"), self._fresh()
        self._line(f"{name} = {{'a': {self._expression(names)}, 'b': {{'c': {self._expression(names)}}}}}", level)
        for _ in range(1 + self._choices.below(3)):
            new = self._expression(names)
            self._line(
                self._pick(
                    (
                        f"{name}['a'] = {new}",
                        f"{name}['b']['c'] = {new}",
                        f"{name}.update(a={new})",
                        f"{name} = {{**{name}, 'a': {new}}}",
                        f"{name} |= {{'a': {new}}}",
                        f"{name}.setdefault('a', {new})",
                        f"if coin(): {name}['a'] = {new}",
                        f"{name}['a'] += {self._atom(names)}",
                        f"alias = {name}; alias['a'] = {new}",
                        f"(lambda q: q.update(z=1))({name})",
                    )
                ),
                level,
            )
        item = self._pick(("['a']", ".get('a')", "['b']['c']"))
        self._line(f"{result} = {name}{item}", level)
        names.append(result)

    def _listing(self, names: list[str], level: int) -> None:
        name, result = self._fresh("l"), self._fresh()
        self._line(f"{name} = [{self._expression(names)}]", level)
        self._line(
            self._pick(
                (
                    f"{name}.append({self._expression(names)})",
                    f"{name} += [{self._expression(names)}]",
                    f"{name}.extend([{self._expression(names)}])",
                    f"{name}[0] = {self._expression(names)}",
                    f"if coin(): {name}.append({self._expression(names)})",
                    f"for _ in range(2): {name}.append({self._expression(names)})",
                )
            ),
            level,
        )
        self._line(f"{result} = {name}{self._pick(('[0]', '[-1]', '[:1][0]', '.pop()'))}", level)
        names.append(result)

    def _function(self, names: list[str], level: int) -> None:
        name, result = self._fresh("f"), self._fresh()
        default = self._expression(names)
        signature = self._pick(("p, q", f"p, q={default}", "p, *, q", "*args, **kw", f"p, *rest, q={default}"))
        if self._choices.below(4) == 0:
            self._line("@keep", level)
        self._line(f"def {name}({signature}):", level)
        inner = list(names)
        if signature.startswith("*args"):
            self._line("    p, q = args[0], kw['q']", level)
        inner.extend(("p", "q"))
        if self._choices.below(2):
            self._write(self._expression(inner), level + 1)
        if self._choices.below(2):
            self._line(f"    if coin(): return {self._expression(inner)}", level)
        self._line(f"    return {self._expression(inner)}", level)
        for _ in range(1 + self._choices.below(2)):
            one, other = self._expression(names), self._expression(names)
            call = self._pick(
                (
                    f"{name}({one}, q={other})",
                    f"{name}(*[{one}], **{{'q': {other}}})",
                    f"functools.partial({name}, {one})(q={other})",
                    f"[{name}(z, q={other}) for z in [{one}]][0]",
                    f"list(map(functools.partial({name}, q={other}), [{one}]))[0]",
                )
            )
            self._line(f"{result} = {call}", level)
        names.append(result)

    def _class(self, names: list[str], level: int) -> None:
        name, item, result = self._fresh("C"), self._fresh("o"), self._fresh()
        self._line(f"class {name}:", level)
        self._line(f"    base = {self._expression(names)}", level)
        self._line("    def __init__(self, d):", level)
        self._line(f"        self.d = {self._expression([*names, 'd', 'self.base'])}", level)
        self._line("    @property", level)
        self._line("    def full(self):", level)
        self._line(f"        return {self._expression([*names, 'self.d', 'self.base'])}", level)
        self._line("    def save(self, n):", level)
        self._write(self._expression([*names, "self.d", "self.full", "n"]), level + 2)
        self._line("    def move(self, d):", level)
        self._line(f"        self.d = {self._expression([*names, 'd', 'self.base'])}", level)
        maker = name
        if self._choices.below(3) == 0:
            maker = self._fresh("C")
            self._line(f"class {maker}({name}):", level)
            self._line("    def __init__(self, d):", level)
            self._line(f"        super().__init__({self._expression([*names, 'd'])})", level)
            self._line(f"    base = {self._expression(names)}", level)
        self._line(f"{item} = {maker}({self._expression(names)})", level)
        for _ in range(1 + self._choices.below(3)):
            self._line(
                self._pick(
                    (
                        f"{item}.save({self._expression(names)})",
                        f"{item}.move({self._expression(names)})",
                        f"{item}.d = {self._expression(names)}",
                        f"{maker}({self._expression(names)}).save('n')",
                        f"setattr({item}, 'd', {self._expression(names)})",
                    )
                ),
                level,
            )
        self._line(f"{result} = {item}.{self._pick(('d', 'full', 'base'))}", level)
        names.append(result)

    def _record(self, names: list[str], level: int) -> None:
        name, result = self._fresh("R"), self._fresh()
        self._line("@dataclass", level)
        self._line(f"class {name}:", level)
        self._line("    a: str", level)
        self._line(f"    b: str = {self._expression(names)}", level)
        one, other = self._expression(names), self._expression(names)
        made = self._pick((f"{name}({one})", f"{name}({one}, {other})", f"{name}(b={one}, a={other})"))
        self._line(f"{result} = {made}.{self._pick(('a', 'b'))}", level)
        names.append(result)

    def _closure(self, names: list[str], level: int) -> None:
        name, made, result = self._fresh("g"), self._fresh("h"), self._fresh()
        self._line(f"def {name}(d):", level)
        inner = [*names, "d"]
        if self._choices.below(2):
            self._line(f"    e = {self._expression(inner)}", level)
            inner.append("e")
        self._line("    def inner(n):", level)
        if "e" in inner and self._choices.below(2):
            self._line("        nonlocal e", level)
            self._line(f"        e = {self._expression([*inner, 'n'])}", level)
        self._write(self._expression([*inner, "n"]), level + 2)
        self._line(f"        return {self._expression([*inner, 'n'])}", level)
        self._line("    return inner", level)
        self._line(f"{made} = {name}({self._expression(names)})", level)
        self._line(f"{result} = {made}({self._expression(names)})", level)
        names.append(result)

    def _global(self, names: list[str], level: int) -> None:
        if not names:
            self._assign(names, level)
        name, changed = self._fresh("f"), self._pick(names[-3:])
        self._line(f"def {name}():", level)
        self._line(f"    global {changed}", level)
        self._line(f"    {changed} = {self._expression(names)}", level)
        self._line(self._pick((f"{name}()", f"if coin(): {name}()", "pass")), level)


def run(source: str, seed: int) -> list[Written]:
    """What the program writes when it is run; it may end early, as programs do."""
    chance = random.Random(seed)
    found: list[Written] = []
    code = compile(source, "<program>", "exec")

    def note(path: object, mode: str) -> None:
        frame = sys._getframe(1)
        found.append(Written(frame.f_lineno, os.fspath(path)))  # type: ignore[call-overload]

    def fail() -> None:
        if chance.random() < 0.5:
            raise ValueError

    space = {
        "__name__": __name__,
        "open": note,
        "coin": lambda: chance.random() < 0.5,
        "word": lambda: chance.choice((f"w{OPAQUE}", f"{OPAQUE}word", f"w{OPAQUE}1")),
        "fail": fail,
        "keep": lambda function: function,
    }
    with contextlib.suppress(ValueError, IndexError, TypeError, KeyError, NameError):
        exec(code, space)
    return found
