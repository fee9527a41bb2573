"""Words of shell lines and magics: a path in them moves by IPython's own ``{PERSIST_ROOT}``."""

from __future__ import annotations

import ast
import re

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.analysis.text import Literal, Text
from flake8_persist.codemod import literals
from flake8_persist.codemod.edits import Replace
from flake8_persist.codemod.interpolation import ROOT, escaped, is_taken_as_it_is
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.rewriting import Root, dropped, dropped_behind
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment
from flake8_persist.nodes import last_name

# How many of the arguments IPython interpolates: the first line of a cell magic, but not the cell.
_INTERPOLATED = {
    "system": 1,
    "getoutput": 1,
    "system_raw": 1,
    "system_piped": 1,
    "run_line_magic": 2,
    "run_cell_magic": 2,
}
# What hands a text to the shell as it is.
_UNINTERPOLATED = frozenset(
    {"os.system", "os.popen"}
    | {f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output", "Popen", "getoutput")}
)
RUNNING = frozenset(name.rpartition(".")[2] for name in _UNINTERPOLATED) | _INTERPOLATED.keys()

_SHELL_CELLS = frozenset({"bash", "sh", "script", "sx", "system", "!"})

_MENTION = re.compile(r"\{(\w+)\}\Z")
_SAME_IN_QUOTES = re.compile(r"[\w./@%+=:{}$-]*\Z")  # not so patterns, which a shell fills in outside of quotes alone


class Words:
    """New words for command lines: several of one string constant are one edit."""

    def __init__(self, subject: Subject, environment: Environment, root: Root) -> None:
        self._subject = subject
        self._environment = environment
        self._root = root
        self._changes: dict[ast.Constant, dict[tuple[int, int], str]] = {}

    def copy(self) -> Words:
        other = Words(self._subject, self._environment, self._root)
        other._changes = {constant: dict(changes) for constant, changes in self._changes.items()}
        return other

    def move(self, call: ast.AST, target: Target) -> bool:
        """Move one word; False where the line does not interpolate or the word is not written in it."""
        found = _written(call, target)
        if found is None:
            return self._replace_variable(call, target)
        constant, line, position = found
        place, word = self._moved(line, position, dropped(target, self._environment))
        self._changes.setdefault(constant, {})[place] = word
        return True

    def _replace_variable(self, call: ast.AST, target: Target) -> bool:
        """The root in the place of a variable that holds the machine's directory: ``{HOME}/runs``."""
        first, *others = target.text.pieces
        written = _written(call, target._replace(text=Text(tuple(others))))
        if written is None or dropped(target, self._environment) < len(
            first.text if isinstance(first, Literal) else "/"
        ):
            return False
        constant, line, position = written
        mention = _MENTION.search(line, 0, position)
        origin = decisive_origin(target)
        if mention is None or origin is None or self._subject.assigned.get(mention[1]) is not origin.whole:
            return False
        behind = dropped_behind(target, self._environment)
        if behind and not line.startswith(f"{behind}/", mention.end()):
            return False
        quoted = f"{{{self._root.name}}}"
        if line[mention.start() - 1 : mention.start()] not in ("'", '"'):
            quoted = f'"{quoted}"'
        self._changes.setdefault(constant, {})[mention.start(), mention.end() + len(behind)] = quoted
        return True

    def enter(self, call: ast.AST, target: Target) -> bool:
        """Run the command that holds a relative word in the root, where the word means what it is to mean."""
        found = _written(call, target)
        if found is None:
            return False
        from flake8_persist.notebooks.shell import commands

        constant, line, position = found
        every = commands(line)
        command = next((one for one in every if any(word.start <= position < word.end for word in one.words)), None)
        if command is None:  # where its output goes
            return self.move(call, target)
        first, last = command.words[0], command.words[-1]
        is_alone = len(every) == 1 and not command.redirects
        changes = self._changes.setdefault(constant, {})
        changes[first.start, first.start] = f'{"" if is_alone else "("}cd "{{{self._root.name}}}" && '
        if not is_alone:
            changes[last.end, last.end] = ")"
        return True

    def extend(self, call: ast.AST, access: Access, place: str) -> bool:
        """Give a command the option that names the directory of its output; False where that is not possible."""
        if not isinstance(call, ast.Call) or not _is_interpolated(call):
            return False
        from flake8_persist.notebooks.shell import commands  # of use where a program has commands

        program = access.name[1:].split(" ", 1)[0]
        found = [
            (argument, command)
            for argument in call.args[: _INTERPOLATED[last_name(call.func)]]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            for command in commands(argument.value)
            if command.words and _is_program(command.words[0].text, program)
        ]
        if len(found) != 1:
            return False
        constant, command = found[0]
        option = access.api.parameter
        end = command.words[-1].end
        separator = "" if option.endswith("=") else " "
        self._changes.setdefault(constant, {})[end, end] = f' {option}{separator}"{{{self._root.name}}}/{place}"'
        return True

    def edits(self) -> list[Replace]:
        return [self._edit(constant, changes) for constant, changes in self._changes.items()]

    def _moved(self, line: str, position: int, count: int) -> tuple[tuple[int, int], str]:
        """The place of the word in the line, and the word below the root, in quotes: a root may hold spaces."""
        start, end = _word_around(line, position)
        before = line[start:position]
        name = f"{{{self._root.name}}}"
        if before[-1:] in ("'", '"'):
            rest = line[position + count :].lstrip("/")
            return (position, len(line) - len(rest)), name if rest[:1] == before[-1:] else f"{name}/"
        rest = line[position + count : end].lstrip("/")
        if not _SAME_IN_QUOTES.match(rest):
            return (start, end), f'{before}"{name}"/{rest}'
        return (start, end), f'{before}"{name}/{rest}"' if rest else f'{before}"{name}"'

    def _escaped(self, line: str, changes: dict[tuple[int, int], str]) -> str:
        field = f"{{{self._root.name}}}"
        for (start, end), new in sorted(changes.items(), reverse=True):
            line = line[:start] + new.replace(field, ROOT) + line[end:]
        return escaped(line).replace(ROOT, field)

    def _edit(self, constant: ast.Constant, changes: dict[tuple[int, int], str]) -> Replace:
        value = constant.value
        assert isinstance(value, str)
        if is_taken_as_it_is(value, self._subject.outline.bindings):
            changes = {(0, len(value)): self._escaped(value, changes)}
        source: str | None = self._subject.source(constant)
        for (start, end), new in sorted(changes.items(), reverse=True):
            value = value[:start] + new + value[end:]
            source = None if source is None else literals.replaced(source, start, end, new)
        if source is None or not _has_value(source, value):
            source = repr(value)
        return Replace(Span.of(constant), source)


def _written(call: ast.AST, target: Target) -> tuple[ast.Constant, str, int] | None:
    """The line in which IPython interpolates and that holds a word, and where the word is in it."""
    origin = decisive_origin(target)
    if origin is None or not isinstance(origin.whole, ast.Constant) or not isinstance(origin.whole.value, str):
        return None
    if not isinstance(call, ast.Call) or not _is_interpolated(call):
        return None
    if origin.whole not in call.args[: _INTERPOLATED[last_name(call.func)]]:
        return None
    return origin.whole, origin.whole.value, origin.start


def _is_program(word: str, program: str) -> bool:
    return word.rpartition("/")[2].rstrip("0123456789.") == program


def _has_value(source: str, value: str) -> bool:
    try:
        return bool(ast.literal_eval(source) == value)
    except (SyntaxError, ValueError):
        return False


def is_command(access: Access) -> bool:
    return access.api.name.startswith(("!", "%"))


def runs_commands(call: ast.Call) -> bool:
    """Is it a line for IPython, or one for the shell?"""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in RUNNING:
        return False
    if isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}" in _UNINTERPOLATED
    return _is_interpolated(call)


def is_for_shell(call: ast.Call) -> bool:
    """Is all of it for a shell, and none for another language, as in most cells with a magic?"""
    name = call.args[0] if last_name(call.func) == "run_cell_magic" and call.args else None
    return name is None or (isinstance(name, ast.Constant) and name.value in _SHELL_CELLS)


def interpolated(subject: Subject) -> list[tuple[ast.Call, str]]:
    """The lines of the program in which IPython interpolates."""
    return [
        (node, argument.value)
        for name in _INTERPOLATED
        for node in subject.calls.get(name, ())
        if _is_interpolated(node)
        for argument in node.args[: _INTERPOLATED[last_name(node.func)]]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def _is_interpolated(call: ast.Call) -> bool:
    """``get_ipython().system(…)``, which an exclamation mark stands for."""
    function = call.func
    owner = function.value if isinstance(function, ast.Attribute) else None
    return (
        isinstance(owner, ast.Call) and last_name(owner.func) == "get_ipython" and last_name(call.func) in _INTERPOLATED
    )


def _word_around(line: str, position: int) -> tuple[int, int]:
    """The shell word that holds a character."""
    from flake8_persist.notebooks.shell import commands

    for command in commands(line):
        for word in (*command.words, *(redirect.target for redirect in command.redirects)):
            if word.start <= position < word.end:
                return word.start, word.end
    return position, len(line)
