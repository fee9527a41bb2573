"""Shell lines as accesses: ``!cp``, ``%%bash``, ``os.system``, ``subprocess`` with literals; and magics.

A command is followed as text: pieces of the Python string, ``{name}`` and ``$name`` resolved as IPython does, split
into words by the shell's own rules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import effects, links, operators, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.known import SHELL
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Hole, Literal, Piece, Text, concat, glue, split, text, without_origins
from flake8_persist.catalog.commands import REMOTE, SCRIPT, ShellCommand, shell_api, shell_command
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.notebooks.shell import Word, commands

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings

_RUNS_TEXT = frozenset({"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"})
_RUNS_WORDS = frozenset({"run", "call", "check_call", "check_output", "Popen"})
_SYSTEM = frozenset({"system", "getoutput", "system_raw", "system_piped"})
_SHELL_CELLS = frozenset({"bash", "sh", "shell", "script", "!", "sx", "system"})
_FILE_CELLS = frozenset({"writefile", "file"})
_ALIASES = frozenset({"cp", "mv", "mkdir", "rm", "rmdir", "touch", "ls", "cat", "tensorboard"})
_WRAPPERS = frozenset({"sudo", "time", "nohup", "exec"})
_MAGICS = frozenset({"run_line_magic", "run_cell_magic", "magic"})
NAMES = _RUNS_WORDS | _SYSTEM | _MAGICS | frozenset(name.rpartition(".")[2] for name in _RUNS_TEXT)

_OPEN, _CLOSE = "\ue000", "\ue001"  # around the number of a piece that is not known


class _Line(NamedTuple):
    """A command line: its characters, with what is not literal behind numbered marks."""

    flat: str
    pieces: tuple[Piece, ...]


def run(sightings: Sightings, callee: v.Value, call: Call, now: State) -> State | None:
    """What a call that runs a shell or a magic does; None: it is no such call."""
    arguments = call.arguments.positional
    if isinstance(callee, v.Method) and isinstance(callee.receiver, v.Instance) and callee.receiver.type == SHELL:
        texts = [rendered(argument) for argument in arguments]
        if callee.name in _SYSTEM and texts:
            return _line(sightings, texts[0], call, now, interpolated=True)
        if callee.name in _MAGICS and texts:
            return _magic(sightings, texts, call, now)
        return now
    if not isinstance(callee, v.Symbol):
        return None
    if callee.name in _RUNS_TEXT and arguments:
        return _line(sightings, rendered(arguments[0]), call, now, interpolated=False)
    module, _, name = callee.name.partition(".")
    if module == "subprocess" and name in _RUNS_WORDS and arguments:
        return _subprocess(sightings, arguments[0], call, now)
    return None


def _subprocess(sightings: Sightings, first: v.Value, call: Call, now: State) -> State:
    if isinstance(first, v.Str):
        return _line(sightings, first.text, call, now, interpolated=False)
    if isinstance(first, v.Sequence) and first.complete:
        _command(sightings, [rendered(item) for item in first.items], call, now)
    return now


def _magic(sightings: Sightings, texts: list[Text], call: Call, now: State) -> State:
    name = texts[0].constant or ""
    rest = _interpolated(texts[1], call) if len(texts) > 1 else text("")
    if len(texts) == 1 and " " in name:  # get_ipython().magic("cd x"), as old exports have it
        name, _, arguments = name.partition(" ")
        rest = text(arguments)
    name = name.lstrip("%")
    if name in ("cd", "pushd", "popd"):
        target = glue(_words(rest), " ")  # IPython splits as a shell does, and joins again
        return effects.directory_magic(target, name, now, sightings.evaluator.environment.home)
    if name in _SHELL_CELLS:
        body = texts[2] if len(texts) > 2 else rest
        for line in _lines(body):
            _line(sightings, line, call, now, interpolated=len(texts) < 3)
    elif name in _FILE_CELLS and rest.pieces:
        path = operators.unquoted(_without_option(rest))
        _sight(sightings, "%%writefile", Direction.WRITE, Artifact.DATA, path, call, now)
    elif name in _ALIASES:
        _line(sightings, concat(text(f"{name} "), rest), call, now, interpolated=False)
    return now


def _without_option(arguments: Text) -> Text:
    first = arguments.pieces[0]
    for option in ("-a ", "--append "):
        if isinstance(first, Literal) and first.text.startswith(option):
            return Text((first.cut(len(option), len(first.text)), *arguments.pieces[1:]))
    return arguments


def _lines(body: Text) -> list[Text]:
    return split(body, "\n")


def _line(sightings: Sightings, line: Text, call: Call, now: State, *, interpolated: bool) -> State:
    if interpolated:
        line = _interpolated(line, call)
    flat = _flattened(line)
    inner = now  # cd holds for the rest of its own line
    for command in commands(flat.flat):
        words = [_word(word, flat) for word in command.words]
        for redirect in command.redirects:
            if ">" in redirect.op and not redirect.op.endswith("&"):
                path = _word(redirect.target, flat)
                _sight(sightings, _title(words), Direction.WRITE, Artifact.DATA, path, call, inner)
        if words and words[0].constant == "cd":
            target = words[1] if len(words) > 1 else text("~")
            inner = effects.directory_magic(target, "cd", inner, sightings.evaluator.environment.home)
        elif words:
            _command(sightings, words, call, inner)
            inner = _led_elsewhere(words, inner)
    return now._replace(links=inner.links)


def _led_elsewhere(words: list[Text], now: State) -> State:
    """After ``ln -s target link``, ``gcsfuse bucket point`` or ``rclone mount remote: point``."""
    names = [word for word in words if not word.prefix.startswith("-")]
    if names and names[0].constant == "sudo":
        del names[0]
    program = names[0].constant if names else None
    places = [next(iter(effects.resolved(name, now)), None) for name in names[1:]]
    if program == "ln" and any("s" in word.prefix for word in words if word.prefix.startswith("-")):
        target, link = (*places, None, None)[:2]
        here = link if len(places) > 1 else next(iter(now.directories), None)
        if target is None or here is None:
            return now
        return links.linked(now, target, here, into=here in now.directories or names[-1].suffix.endswith("/."))
    if program == "gcsfuse" and len(places) > 1 and places[-1] is not None:
        return links.mounted(now, places[-1])
    if program == "rclone" and len(places) > 2 and names[1].constant == "mount" and places[2] is not None:
        return links.mounted(now, places[2])
    return now


def _words(line: Text) -> list[Text]:
    flat = _flattened(line)
    return [_word(word, flat) for command in commands(flat.flat) for word in command.words]


def _flattened(line: Text) -> _Line:
    flat = "".join(
        piece.text if isinstance(piece, Literal) else f"{_OPEN}{number}{_CLOSE}"
        for number, piece in enumerate(line.pieces)
    )
    return _Line(flat, line.pieces)


def _word(word: Word, line: _Line) -> Text:
    """A word of the line as text; it keeps its origin where it stands in the source letter for letter."""
    pieces: list[Piece] = []
    start = line.flat.find(word.text, word.start, word.end) if word.text else -1
    offset = start
    rest = word.text
    while rest:
        before, mark, after = rest.partition(_OPEN)
        if before:
            pieces.extend(_literals(before, offset, line))
        if not mark:
            break
        number, _, rest = after.partition(_CLOSE)
        pieces.append(line.pieces[int(number)])
        if offset >= 0:
            offset += len(before) + len(number) + 2
    return Text(tuple(pieces))


def _literals(value: str, offset: int, line: _Line) -> list[Literal]:
    """The pieces that a stretch of the line consists of, ``{OUT}/m`` of a variable's and its own."""
    found: list[Literal] = []
    position = 0
    for number, piece in enumerate(line.pieces):
        end = position + (len(str(number)) + 2 if isinstance(piece, Hole) else len(piece.text))
        if isinstance(piece, Literal) and position < offset + len(value) and offset < end:
            found.append(piece.cut(max(offset - position, 0), min(offset + len(value), end) - position))
        position = end
    return found if "".join(piece.text for piece in found) == value else [Literal(value, None)]


def _interpolated(line: Text, call: Call) -> Text:
    """``{name}`` and ``$name`` replaced by what the variables hold."""
    parts: list[Text] = []
    for piece in line.pieces:
        parts.extend(_resolved(piece, call) if isinstance(piece, Literal) else [Text((piece,))])
    return concat(*parts)


def _resolved(piece: Literal, call: Call) -> Iterator[Text]:
    source = piece.text
    start = position = 0
    while position < len(source):
        end = position
        expression = ""
        if source[position] == "{" and (close := source.find("}", position)) > 0:
            expression, end = source[position + 1 : close], close + 1
        elif source[position] == "$":
            end = position + 1
            while end < len(source) and (source[end].isalnum() or source[end] == "_"):
                end += 1
            expression = source[position + 1 : end]
        found = _evaluated(expression, call) if expression else None
        if found is None:
            position += 1
            continue
        if position > start:
            yield Text((piece.cut(start, position),))
        yield found
        start = position = end
    if start < len(source):
        yield Text((piece.cut(start, len(source)),))


def _evaluated(expression: str, call: Call) -> Text | None:
    """An interpolated Python expression; None: it is none, and the shell's affair."""
    try:
        node = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    value = call.evaluator.value(node, call.where)
    if isinstance(value, v.Unknown) and isinstance(node, ast.Name):
        return Text((Hole(node.id),))
    texts = {rendered(one) for one in v.alternatives(value)}
    return texts.pop() if len(texts) == 1 else Text((Hole(expression),))


def _title(words: list[Text]) -> str:
    return f"!{words[0].constant}" if words and words[0].constant else "!"


def _command(sightings: Sightings, words: list[Text], call: Call, now: State) -> None:
    """One simple command: what its operands and options name."""
    while words and (words[0].constant in _WRAPPERS or ("=" in words[0].prefix and len(words) > 1)):
        words = words[1:]
    if not words:
        return
    row = shell_command(words[0].constant or "", [word.show() for word in words[1:]])
    if row is None or (row.program == "tar" and not _creates(words)):
        return
    name = f"!{' '.join((row.program, *row.words))}"
    parts = _apart(row, words[1:])
    for path in parts.outputs:
        _sight(sightings, name, Direction.WRITE, row.artifact, path, call, now)
    for path in parts.inputs:
        _sight(sightings, name, Direction.READ, row.artifact, path, call, now)
    for number, path in enumerate(parts.operands):
        if row.last and not row.others and not any(mark in path.show() for mark in "./"):
            continue  # the value of an option that the table does not know
        role = row.role(number, len(parts.operands))
        if role and role != REMOTE:
            _sight(sightings, name, Direction(role), row.artifact, path, call, now)
    if row.default and not parts.outputs:
        _write_by_default(sightings, name, row, parts, call, now)


def _write_by_default(
    sightings: Sightings, name: str, row: ShellCommand, parts: _Parts, call: Call, now: State
) -> None:
    path = text(row.default)
    if row.default.startswith(SCRIPT):
        script = next((word for word in parts.bare if word.endswith(".py")), "")
        path = paths.normalise(paths.join(paths.parent(text(script)), text(row.default[len(SCRIPT) + 1 :])))
        path = without_origins(path)  # it follows from where the script is, which nobody may move for it
    option = row.option
    if row.tasks:
        task = next((one for word in parts.bare if (one := word.removeprefix("task=")) in row.tasks), None)
        path, option = (path, "") if task is None else (text(f"{row.default}/{task}"), option)
    api = shell_api(name, Direction.WRITE, row.artifact)._replace(
        default=path.show(), parameter=option, shape=Shape.DIR
    )
    run = _named_run(parts.bare)
    if option and run:
        path = paths.join(path, text(run))
    targets = sightings.default_targets(path, call.where.frame, now)
    sightings.add(api, name, Direction.WRITE, call.node, None, targets, sightings.tick())


def _named_run(words: list[str]) -> str:
    """The directory of the run below that of the project: ``name=bottles``, ``--name bottles``."""
    for number, word in enumerate(words):
        option, _, value = word.partition("=")
        if option == "--name" and not value and number + 1 < len(words):
            return words[number + 1]
        if option in ("name", "--name"):
            return value
    return ""


def _creates(words: list[Text]) -> bool:
    """Does ``tar`` create an archive?"""
    first = words[1].constant if len(words) > 1 else None
    options = [first or "", *(word.prefix for word in words[1:] if word.prefix.startswith("-"))]
    return any("c" in option for option in options if not option.startswith("--")) or "--create" in options


class _Parts(NamedTuple):
    bare: list[str]  # all words, as far as they are known
    operands: list[Text]
    outputs: list[Text]  # values of options
    inputs: list[Text]


def _apart(row: ShellCommand, words: list[Text]) -> _Parts:
    """The operands of a command and the values of its options; a word of the row itself is neither."""
    parts = _Parts([word.prefix for word in words], [], [], [])
    pending: list[Text] | None = None
    for number, word in enumerate(words):
        if pending is not None:
            pending.append(word)
            pending = None
            continue
        shown = word.prefix
        option, equals, _ = shown.partition("=")
        if row.program == "tar" and number == 0 and not shown.startswith("-"):
            pending = parts.outputs if "f" in shown else None
        elif equals and (kind := _kind(row, parts, option) or _kind(row, parts, f"{option}=")) is not None:
            kind.append(operators.dropped(word, len(option) + 1))
        elif not shown.startswith("-") or shown == "-":
            if not equals and word.constant not in row.words:
                parts.operands.append(word)
        elif row.program == "tar" and shown.endswith("f"):
            pending = parts.outputs
        elif not equals:
            pending = _kind(row, parts, option)
            if pending is None and option in row.values:
                pending = []
    return parts


def _kind(row: ShellCommand, parts: _Parts, option: str) -> list[Text] | None:
    if option in row.outputs:
        return parts.outputs
    return parts.inputs if option in row.inputs else None


def _sight(
    sightings: Sightings, name: str, direction: Direction, artifact: Artifact, path: Text, call: Call, now: State
) -> None:
    if path.constant == "-" or path.prefix.startswith("pipe:"):
        return  # standard input or output
    api = shell_api(name, direction, artifact)
    targets = sightings.targets(api, v.Str(path), call.where.frame, now)
    sightings.add(api, name, direction, call.node, None, targets, sightings.tick())
