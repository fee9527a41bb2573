"""Other programs that look for a file where it is: none of them would follow it to another place.

A script that this program writes names the file, a program of others reads it beside itself, the shell puts its name
together, or a library finds its settings by a hidden name: ``.streamlit/config.toml``.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import Literal, Text
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.listings import FOUND_BY_COMMAND, Listings
from flake8_persist.codemod.meanings import looks_like_path
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.symlinks import Symlinks
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.nodes import last_name, walk

MARK = "an empty file is a mark for this machine, and the next one has none of what it stands for"
HIDDEN = "a hidden file is for other programs, which look for it where it is"
SYSTEM = "it is copied to where the system looks for it, and has to lie there on each machine"
TOLD = "a text that names it goes to another program, which would look for it where it is"
RUN = "a program that nothing is known of, and that runs later or lies in the same clone, may read it where it is"
BESIDE = "a script that is run finds what it imports beside it, and other files of its directory stay"
EXECUTED = "Google Drive runs no programs: a script has to lie on the machine"

_FOR_OTHERS = (Artifact.DATA, Artifact.CACHE)  # and copies
_SYSTEM = ("/etc/", "/usr/", "/lib/")
_SCRIPTS = ("bash", "sh", "script")
_EVALUATING = ("exec", "eval", "compile", "timeit", "repeat")
_SAYING = re.compile(r"\b(?:echo|printf)\s+(?:-\w+\s+)*([^;&|>]*?)\s*>>?\s*[^\s>&]")
_WRITING = ("write", "writelines", "write_text")
_PARSING = ("load", "safe_load", "full_load", "loads", "read_string")
_SHELLS = ("system", "getoutput", "run", "call", "check_call", "check_output", "Popen", "popen")
_TOUCHING = frozenset({"!touch", "pathlib.Path.touch"})
_SCRIPT = re.compile(r"\.(?:py|sh|bash|ya?ml|json|cfg|ini|toml)['\"]?\s*\Z")
_ARGUMENT = re.compile(r"\$\{?[1-9]\}?([-\w./]*)")
_IN_ENTRIES = frozenset("\n:=")
_ENTRY = r"(?m)^\s*(?:['\"]?[\w.-]+['\"]?\s*[:=]\s*)?['\"]?(?:\./)?{}/?['\"]?,?\s*$"
_PARTS = 4  # of a path of which not all is known, that are looked for in a text
_CLONE = re.compile(r"\bgit\s+clone\b([^\n;&|]*)")
_RUN = re.compile(
    r"(?:\b(?:python[\d.]*|bash|sh|torchrun|accelerate launch|deepspeed)\s+(?:-\S+\s+)*|(?<!\S)\./)([^\s;&|]+)"
)
_WITHIN = re.compile(r"\s-c\s+(['\"])(.*)\1", re.DOTALL)
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+(\w+)", re.MULTILINE)
_RUN_ANY = re.compile(r"\b(?:python[\d.]*|bash|sh|make|patch|torchrun|accelerate|deepspeed)\s+\S|(?<!\S)\./")


class Outsiders:
    """What a program hands to others, as far as that can be seen; each question is asked where something may move."""

    def __init__(self, subject: Subject, layout: Layout, environment: Environment) -> None:
        self._subject = subject
        self._layout = layout
        self._symlinks = Symlinks(subject, layout, environment.start_directory)
        self._is_drive = environment.mounts
        self._start = environment.start_directory
        self._tops = [f"{place.rstrip('/')}/" for place in (environment.start_directory, environment.home) if place]

    def reason(self, members: Mapping[int, Sequence[Target]], *, is_named: bool) -> str | None:
        """Why the members of a group have to stay; ``is_named`` says that who reads them moves along."""
        writes = [
            (self._layout.accesses[index], target)
            for index, targets in members.items()
            if self._layout.accesses[index].direction is Direction.WRITE
            for target in targets
        ]
        files = [(access, target) for access, target in writes if access.artifact is not Artifact.DIR]
        if files and all(access.api.name in _TOUCHING for access, _ in files):
            return MARK
        if any(access.artifact in _FOR_OTHERS and self._is_hidden(target) for access, target in files):
            return HIDDEN
        if any(access.artifact in _FOR_OTHERS and _is_of_system(target) for access, target in files):
            return SYSTEM
        linked = self._symlinks.reason(members)
        if linked is not None:
            return linked
        if self._listings.miss(members):
            return FOUND_BY_COMMAND
        if any(self._is_told(target) for targets in members.values() for target in targets):
            return TOLD
        if self._is_drive and any(self._is_executed(target) for _, target in files):
            return EXECUTED
        if any(self._needs_others(target) for _, target in files):
            return BESIDE
        if not is_named and any(self._is_for_a_program(access, target) for access, target in files):
            return RUN
        return None

    def _is_hidden(self, target: Target) -> bool:
        place = target.absolute.show()
        top = max((top for top in self._tops if place.startswith(top)), key=len, default="")
        name = place[len(top) :] if top else target.text.prefix
        return re.match(r"(?:~/)?\.\w", name) is not None

    def _is_told(self, target: Target) -> bool:
        suffix = posixpath.splitext(target.text.suffix)[1]
        if suffix and suffix in self._completed:
            return True
        path = target.text.constant
        if path is None:
            pattern = _pattern(target.text)
            return pattern is not None and any(pattern.search(text) for text in self._scripts)
        name = posixpath.normpath(path)
        places = (name, target.absolute.show())
        if any(_states(text, place) for text in self._entries for place in places):
            return True
        if name.startswith("/"):
            return any(_holds(text, name) for text in (*self._scripts, *self._long))
        return any(_holds(text, place) for text in self._scripts for place in places)

    def _is_executed(self, target: Target) -> bool:
        """``!chmod +x run.sh`` and ``!./run.sh``."""
        path = target.text.constant
        return path is not None and posixpath.normpath(path) in self._executed

    def _needs_others(self, target: Target) -> bool:
        """Is it a script that is run beside files of others, or does one that the program writes import another?"""
        path = target.text.constant
        if path is None or not path.endswith(".py"):
            return False
        where, name = posixpath.split(target.absolute.show())
        is_beside = self._clones or (self._start is not None and where != self._start)
        if is_beside and posixpath.normpath(path) in self._programs:
            return True
        return name in self._importing

    def _is_for_a_program(self, access: Access, target: Target) -> bool:
        """Is it data in a clone, or in the working directory of a script of others that runs later?"""
        if access.artifact is not Artifact.DATA:
            return False
        folders = self._layout.absolute(target).components[:-1]
        later = self._uses if any(name in folders for name in self._clones) else ()
        if target.storage is Storage.RELATIVE:
            later = (*later, *self._runs)
        return any(line > access.node.lineno for line in later)

    @cached_property
    def _cells(self) -> list[tuple[int, str, str, str]]:
        """The cells that are no Python: where they are, their magic, what it is given, and their text."""
        found: list[tuple[int, str, str, str]] = []
        for call in self._subject.calls.get("run_cell_magic", ()):
            texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(texts) == len(call.args) == 3:
                found.append((call.lineno, texts[0], texts[1], texts[2]))
        return found

    @cached_property
    def _entries(self) -> list[str]:
        """The texts that are written to files, or read as a configuration, as far as they have lines or entries."""
        calls = (call for name in (*_WRITING, *_PARSING) for call in self._subject.calls.get(name, ()))
        said = [found[1].strip("'\"") for _, line in self._lines for found in _SAYING.finditer(line)]
        return [one for one in said if not _IN_ENTRIES.isdisjoint(one)] + [
            node.value
            for call in calls
            for argument in call.args
            for node in walk(argument)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _IN_ENTRIES.isdisjoint(node.value)
        ]

    @cached_property
    def _scripts(self) -> list[str]:
        """The texts of cells that are written to files which others run or read, and of programs within commands."""
        within = [found[2] for _, line in self._lines for found in _WITHIN.finditer(line)]
        within += [line for _, line in self._lines if "<<" in line]
        within += self._code
        return within + [
            text for _, magic, given, text in self._cells if magic in ("writefile", "file") and _SCRIPT.search(given)
        ]

    @cached_property
    def _code(self) -> list[str]:
        """The texts that the program runs as Python."""
        found: list[str] = []
        for name in _EVALUATING:
            for call in self._subject.calls.get(name, ()):
                if isinstance(call.func, ast.Attribute) and self._subject.module_of(call) is None:
                    continue  # frame.eval("a > b")
                code = (
                    self._subject.assigned.get(one.id, one) if isinstance(one, ast.Name) else one
                    for one in call.args[:1]
                )
                within = (node for one in code for node in walk(one))
                found += [one.value for one in within if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        return found

    @cached_property
    def _long(self) -> list[str]:
        """The texts of several lines, but for those that only explain something."""
        cells = {text for _, _, _, text in self._cells}
        return [
            node.value
            for node in self._subject.outline.nodes(ast.Constant)
            if isinstance(node.value, str)
            and "\n" in node.value
            and node.value not in cells
            and not isinstance(self._subject.parents.get(node), ast.Expr)
        ]

    @cached_property
    def _completed(self) -> frozenset[str]:
        """What scripts of the shell put behind a word that they are given: ``.fasta`` of ``$1.fasta``."""
        found = {
            posixpath.splitext(completed[1])[1] or completed[1]
            for _, magic, given, text in self._cells
            if magic in _SCRIPTS and "-s" in given
            for completed in _ARGUMENT.finditer(text)
        }
        return frozenset(found - {""})

    @cached_property
    def _listings(self) -> Listings:
        return Listings(self._subject, self._layout, self._start, self._given)

    @cached_property
    def _given(self) -> list[tuple[ast.Call, str]]:
        """The calls that give a line to a shell."""
        return [
            (call, _command(self._subject, argument))
            for name in _SHELLS
            for call in self._subject.calls.get(name, ())
            for argument in call.args[:1]
        ]

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        """What a shell is given, and where."""
        lines = [(call.lineno, line) for call, line in self._given]
        return lines + [(line, text) for line, magic, _, text in self._cells if magic in _SCRIPTS]

    @cached_property
    def _clones(self) -> frozenset[str]:
        return frozenset(name for _, line in self._lines for name in _cloned(line))

    @cached_property
    def _runs(self) -> list[int]:
        """The lines that run a script which the program has not written itself."""
        return [line for line, script in self._scripts_run if posixpath.basename(script) not in self._own]

    @cached_property
    def _importing(self) -> frozenset[str]:
        """The files that cells write and of which one imports the other."""
        found: set[str] = set()
        for _, _, given, text in self._cells:
            imported = {f"{module}.py" for module in _IMPORTED.findall(text)} & (self._own - {_given(given)})
            found |= {_given(given), *imported} if imported else set()
        return frozenset(found)

    @cached_property
    def _programs(self) -> frozenset[str]:
        """The scripts that are run, by their names as they stand in commands."""
        return frozenset(posixpath.normpath(script) for _, script in self._scripts_run)

    @cached_property
    def _scripts_run(self) -> list[tuple[int, str]]:
        """The lines that run a script, and the scripts."""
        magics = [
            (call.lineno, f"python {given.value!s}")
            for call in self._subject.calls.get("run_line_magic", ())
            for name, given in [call.args[:2]]
            if isinstance(name, ast.Constant) and name.value == "run" and isinstance(given, ast.Constant)
        ]
        lines = (*self._lines, *magics)
        found = [(line, one[1].strip("'\"")) for line, command in lines for one in _RUN.finditer(command)]
        found += [(call.lineno, str(path)) for call, path in self._executed_here()]
        return [(line, script) for line, script in found if script.endswith((".py", ".sh"))]

    def _executed_here(self) -> Iterator[tuple[ast.Call, object]]:
        """The files whose programs run in this one: ``runpy.run_path(path)``, ``exec(open(path).read())``."""
        within = [one for call in self._subject.calls.get("exec", ()) for one in walk(*call.args)]
        opened = [one for one in within if isinstance(one, ast.Call) and last_name(one.func) == "open"]
        for call in (*self._subject.calls.get("run_path", ()), *opened):
            yield from ((call, one.value) for one in call.args[:1] if isinstance(one, ast.Constant))

    @cached_property
    def _own(self) -> frozenset[str]:
        """The names of the files that cells write."""
        return frozenset(_given(given) for _, _, given, _ in self._cells)

    @cached_property
    def _uses(self) -> tuple[int, ...]:
        """The lines at which something of a clone may begin to run: those that run any program, and imports."""
        outline = self._subject.outline
        imports = [node.lineno for kind in (ast.Import, ast.ImportFrom) for node in outline.nodes(kind)]
        return (*imports, *(line for line, command in self._lines if _RUN_ANY.search(command)))

    @cached_property
    def _executed(self) -> frozenset[str]:
        from flake8_persist.notebooks.shell import commands  # of use where a program has commands

        found: set[str] = set()
        for _, line in self._lines:
            for words in (command.words for command in commands(line)):
                made = words[1:] if words and words[0].text == "chmod" else words[:1]
                found.update(posixpath.normpath(word.text) for word in made if "/" in word.text or made != words[:1])
        return frozenset(found)


def _command(subject: Subject, argument: ast.expr) -> str:
    """A command as far as its words stand in the source: ``python train.py`` of ``[sys.executable, "train.py"]``."""
    if isinstance(argument, ast.Name):
        argument = subject.assigned.get(argument.id, argument)
    match argument:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_word, parts))
        case ast.List(elts=words) | ast.Tuple(elts=words):
            return " ".join(map(_word, words))
    return ""


def _word(part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue):
        part = part.value
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "python" if last_name(part) == "executable" else "{}"


def _given(arguments: str) -> str:
    """The name of the file that a cell writes."""
    return posixpath.basename(arguments.strip().strip("'\""))


def _cloned(line: str) -> Iterator[str]:
    """The directories that a line clones to: ``yolov5`` for ``git clone https://github.com/ultralytics/yolov5``."""
    for found in _CLONE.finditer(line):
        words = [word.strip("'\"") for word in found[1].split()]
        address = next((number for number, word in enumerate(words) if "/" in word and not word.startswith("-")), None)
        if address is None:
            continue
        named = next((word for word in words[address + 1 :] if not word.startswith("-")), words[address])
        yield posixpath.basename(named.rstrip("/")).removesuffix(".git")


def _is_of_system(target: Target) -> bool:
    return target.absolute.show().startswith(_SYSTEM)


def _pattern(path: Text) -> re.Pattern[str] | None:
    """What in a text may name one of many files: ``preds_*.csv`` for ``preds_{…}.csv``; None: next to anything."""
    known = [piece.text for piece in path.pieces if isinstance(piece, Literal)]
    if not any(re.search(r"\w{3}", one.rpartition(".")[0] or one) for one in known):
        return None
    pieces = path.pieces[:_PARTS]  # each that is not known takes a time of its own
    parts = (re.escape(one.text) if isinstance(one, Literal) else r"[^'\"\s]{0,60}" for one in pieces)
    end = r"(?![\w-])" if len(pieces) == len(path.pieces) else ""
    return re.compile(rf"(?<![\w.-])(?:\./)?{''.join(parts).removeprefix('./')}{end}")


def _states(text: str, path: str) -> bool:
    """Is the path all that a line says, or the value in it: ``train: data/images``?"""
    return path in text and re.search(_ENTRY.format(re.escape(path)), text) is not None


def _holds(text: str, path: str) -> bool:
    """Is the path in a text: after a space or a sign, and in quotes where it looks like any other word?"""
    before = r"(?<![\w./-])(?:\./)?" if looks_like_path(path) else r"(?<=['\"])(?:\./)?"
    return path in text and re.search(f"{before}{re.escape(path)}(?![\\w-])(?!\\.\\w)", text) is not None
