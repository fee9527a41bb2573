"""A simple command as accesses: what its operands and options name, and where it writes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import artifacts, operators, paths, rounds
from flake8_persist.analysis import values as v
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.staging import Staged
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text, split, text, without_origins
from flake8_persist.catalog.commands import INPUT, REMOTE, SCRIPT, SEND, ShellCommand, shell_api, shell_command
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.environments.model import Environment
from flake8_persist.notebooks.shell import WRAPPERS

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings


def run_command(sightings: Sightings, words: list[Text], call: Call, now: State) -> None:
    """One simple command: what its operands and options name."""
    while words and (words[0].constant in WRAPPERS or ("=" in words[0].prefix and len(words) > 1)):
        words = words[1:]
    if not words:
        return
    words = _without_torn_folders(words, sightings.evaluator.environment)
    row = shell_command(words[0].constant or "", [word.show() for word in words[1:]])
    if row is None or (row.program == "tar" and not _creates(words)):
        return
    name = f"!{' '.join((row.program, *row.words))}"
    parts = _apart(row, words[1:])
    for path in parts.outputs:
        sight(sightings, name, Direction.WRITE, artifacts.of_command(row.artifact, path), path, call, now)
    consulted = name if row.last else f"{name} input"  # a script copies nothing of what it is given
    for path in parts.inputs:
        sight(sightings, consulted, Direction.READ, row.artifact, path, call, now)
    taken = [*parts.sent, *(path for path in map(_attached, parts.attached) if path is not None)]
    leaves = row.last == SEND and bool(parts.operands) and _is_on_another_machine(parts.operands[-1])
    count = len(parts.operands) + bool(parts.outputs)  # an option that names the last one takes its place
    for number, path in enumerate(parts.operands):
        if row.last and not row.others and not any(mark in path.show() for mark in "./"):
            continue  # the value of an option that the table does not know
        role = row.role(number, count)
        if role in ("", REMOTE) or (row.last == SEND and _is_on_another_machine(path)):
            continue
        if leaves or role == Direction.COPY_OUT.value:
            taken.append(path)
        else:
            direction = Direction.WRITE if role == SEND else Direction(role)
            sight(sightings, name, direction, row.artifact, path, call, now)
    if row.default == INPUT:
        for path in parts.inputs[:1]:
            _write_beside(sightings, name, row, path, call, now)
    elif row.default and not taken and _takes(row):
        taken.append(text(row.default))
    elif row.default and not parts.outputs and not _takes(row):
        _write_by_default(sightings, name, row, parts, call, now)
    for path in taken:
        sight(sightings, name, Direction.COPY_OUT, row.artifact, path, call, now, row.until)
    sightings.completed(name)


def _takes(row: ShellCommand) -> bool:
    """Is it a command that takes something elsewhere, and writes nothing?"""
    return bool(row.sent) or row.others == Direction.COPY_OUT.value


def _is_on_another_machine(operand: Text) -> bool:
    """``user@host:path``, ``gs://bucket/path``; a colon behind a slash is one in the name of a file."""
    first = operand.show().partition("/")[0]
    return ":" in first and first != "file:"


def _attached(value: Text) -> Text | None:
    """``a.pt`` of ``file=@a.pt;type=image/png`` and of ``@a.pt``; None: no file is named."""
    name, *files = split(value, "@")
    return split(files[0], ";")[0] if len(files) == 1 and name.suffix[-1:] in ("", "=") else None


def _without_torn_folders(words: list[Text], environment: Environment) -> list[Text]:
    """Without what the shell takes for a word of its own in ``/content/drive/My Drive/x``, left unquoted."""
    torn = [row.prefix.split(" ") for row in environment.mount_places if " " in row.prefix]
    return [
        word
        for before, word in zip([text(""), *words], words, strict=False)
        if not any(before.suffix.endswith(f"/{head}") and word.prefix.startswith(tail) for head, tail in torn)
    ]


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
    targets = sightings.landing.default_targets(path, call.where.frame, now)
    sightings.add(api, name, Direction.WRITE, call.node, None, targets, sightings.tick(), row=call.row)


def _write_beside(sightings: Sightings, name: str, row: ShellCommand, path: Text, call: Call, now: State) -> None:
    """``yolo export model=best.pt format=onnx`` writes ``best.onnx``."""
    targets = sightings.unsaid.beside(path, call.where.frame, now)
    if targets:
        default = targets[0].text.show()
        api = shell_api(name, Direction.WRITE, row.artifact)._replace(default=default, shape=Shape.PREFIX)
        sightings.add(api, name, Direction.WRITE, call.node, None, targets, sightings.tick(), row=call.row)


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
    sent: list[Text]
    attached: list[Text]
    directories: list[Text]


def _apart(row: ShellCommand, words: list[Text]) -> _Parts:
    """The operands of a command and the values of its options; a word of the row itself is neither."""
    parts = _Parts([word.prefix for word in words], [], [], [], [], [], [])
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
        elif equals and (kinds := [*_kinds(row, parts, option), *_kinds(row, parts, f"{option}=")]):
            kinds[0].append(operators.dropped(word, len(option) + 1))
        elif not shown.startswith("-") or shown == "-":
            if (not equals or "/" in option) and word.constant not in row.words:
                parts.operands.append(paths.join(*parts.directories, word))
        elif row.program == "tar" and shown.endswith("f"):
            pending = parts.outputs
        elif not equals:
            pending = next(iter(_kinds(row, parts, option)), None)
            if pending is None and option in row.values:
                pending = []
    return parts


def _kinds(row: ShellCommand, parts: _Parts, option: str) -> list[list[Text]]:
    """Where the value of an option belongs: at most one place."""
    places = (
        (row.outputs, option, parts.outputs),
        (row.inputs, option, parts.inputs),
        (row.sent, option, parts.sent),
        (row.sent, f"{option}@", parts.attached),
        (row.directory, option, parts.directories),
    )
    return [found for options, spelled, found in places if spelled in options]


def title(words: list[Text]) -> str:
    return f"!{words[0].constant}" if words and words[0].constant else "!"


def printed(words: list[Text]) -> Artifact:
    """What a redirection writes: what was only fetched or unpacked can be had again, the report of a copy cannot."""
    row = shell_command(words[0].constant or "", [word.show() for word in words[1:]]) if words else None
    if row is None or row.artifact is not Artifact.CACHE or "write" in (row.first, row.others, row.last):
        return Artifact.DATA
    return Artifact.CACHE


def sight(
    sightings: Sightings,
    name: str,
    direction: Direction,
    artifact: Artifact,
    path: Text,
    call: Call,
    now: State,
    until: str = "",
) -> None:
    """``until``: the command of the same program without which nothing comes of it."""
    if path.constant == "-" or path.prefix.startswith("pipe:"):
        return  # standard input or output
    api = shell_api(name, direction, artifact)
    targets = sightings.landing.targets(api, v.Str(path), call.where.frame, now)
    if direction is Direction.DELETE and call.node.args:
        targets = rounds.with_shares(sightings.evaluator, targets, call.node.args[0], call.where)
    if until:
        staged = Staged(api, name, call.node, targets, sightings.tick())
        sightings.stage(f"{name.partition(' ')[0]} {until}", staged)
        return
    sightings.add(api, name, direction, call.node, None, targets, sightings.tick(), row=call.row)
