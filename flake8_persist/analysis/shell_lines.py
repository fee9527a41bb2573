"""What command lines and magics do, in order: they change directories, link, mount, and write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_persist.analysis import effects, links, operators, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.shell_commands import printed, run_command, sight, title
from flake8_persist.analysis.shell_words import flattened, interpolated, substituted, word_of, words_of
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Hole, Literal, Text, concat, glue, text
from flake8_persist.catalog.commands import programs
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.notebooks.shell import commands

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings

_SHELL_CELLS = frozenset({"bash", "sh", "shell", "script", "!", "sx", "system"})
_DIRECTORY_MAGICS = frozenset({"cd", "pushd", "popd"})
_FILE_CELLS = frozenset({"writefile", "file"})
FILES_OF_CLUSTER = "fs"  # the magic of Databricks, and its program in the table
_LEADING_ELSEWHERE = frozenset({"cd", "ln", "gcsfuse"})
_LINKING = ("ln", "gcsfuse", "rclone")
_BINDING = re.compile(r"\w=(?!=)|\bfor ")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=")
_WORD = re.compile(r"[\w.-]+")
_ALIASES = frozenset({"cp", "mv", "mkdir", "rm", "rmdir", "touch", "ls", "cat", "tensorboard"})


def arguments(sightings: Sightings, first: v.Value, call: Call, now: State) -> State:
    """``subprocess.run(["cp", "a", "b"])``, or with one string."""
    if isinstance(first, v.Str):
        return after(now, line(sightings, first.text, call, now))
    if isinstance(first, v.Sequence) and first.complete:
        run_command(sightings, [rendered(item) for item in first.items], call, now)
    return now


def options(sightings: Sightings, program: str, given: Text, call: Call, now: State) -> None:
    """``Train("--model_prefix=a")``: a program in a library."""
    run_command(sightings, [text(program), *words_of(given)], call, now)


def on_cluster(sightings: Sightings, words: list[Text], call: Call, now: State) -> None:
    """``%fs cp file:/tmp/a /b``, ``dbutils.fs.cp("file:/tmp/a", "/b")``: only ``file:`` leads to this machine."""
    words = [concat(text("dbfs:"), word) if word.prefix.startswith("/") else word for word in words]
    run_command(sightings, [text(FILES_OF_CLUSTER), *words], call, now)


def magic(sightings: Sightings, texts: list[Text], call: Call, now: State) -> State:
    """A magic by its name, what follows the name, and the body of the cell."""
    name = texts[0].constant or ""
    for rest in interpolated(texts[1], call) if len(texts) > 1 else [text("")]:
        now = _magic(sightings, name, rest, texts, call, now)
    return now


def _magic(sightings: Sightings, name: str, rest: Text, texts: list[Text], call: Call, now: State) -> State:
    if len(texts) == 1 and " " in name:  # get_ipython().magic("cd x"), as old exports have it
        name, _, following = name.partition(" ")
        rest = text(following)
    name = name.lstrip("%")
    if name in _DIRECTORY_MAGICS:
        target = glue(words_of(rest), " ")  # IPython splits as a shell does, and joins again
        return effects.directory_magic(target, name, now, sightings.evaluator.environment.home)
    if name in _SHELL_CELLS:
        body = texts[2] if len(texts) > 2 else rest
        return after(now, line(sightings, body, call._replace(row=1), now, _positional(rest)))
    if name in _FILE_CELLS and rest.pieces:
        path = operators.unquoted(_without_option(rest))
        sight(sightings, "%%writefile", Direction.WRITE, Artifact.DATA, path, call, now)
    elif name in _ALIASES:
        line(sightings, concat(text(f"{name} "), rest), call, now)
    elif name == FILES_OF_CLUSTER:
        on_cluster(sightings, words_of(rest), call, now)
    return now


def _without_option(arguments: Text) -> Text:
    first = arguments.pieces[0]
    for option in ("-a ", "--append "):
        if isinstance(first, Literal) and first.text.startswith(option):
            return Text((first.cut(len(option), len(first.text)), *arguments.pieces[1:]))
    return arguments


def line(sightings: Sightings, given: Text, call: Call, now: State, variables: dict[str, Text] | None = None) -> State:
    """The state inside the shell after a line; IPython has had its way with it. ``variables`` are the shell's own."""
    if given.constant is not None and not _names_any(given.constant) and not _BINDING.search(given.constant):
        return now
    if variables is None:
        variables = {}
    flat = flattened(given)
    inner = now
    above = call.row
    seen = 0
    for command in commands(flat.flat):
        above += flat.flat.count("\n", seen, command.start)
        seen = command.start
        call = call._replace(row=above)
        words = [substituted(word_of(word, flat), variables, call) for word in command.words]
        _assign(words, variables)
        for redirect in command.redirects:
            if ">" in redirect.op and not redirect.op.endswith("&"):
                path = substituted(word_of(redirect.target, flat), variables, call)
                if path.prefix.startswith("="):
                    continue  # pip install torch>=2.0: nobody means a file by that
                sight(sightings, title(words), Direction.WRITE, printed(words), path, call, inner)
        if words and words[0].constant == "cd":
            target = words[1] if len(words) > 1 else text("~")
            inner = effects.directory_magic(target, "cd", inner, sightings.evaluator.environment.home)
        elif words:
            run_command(sightings, words, call, inner)
            inner = _led_elsewhere(words, inner)
    return inner


def _positional(arguments: Text) -> dict[str, Text]:
    """``$1`` of a cell under ``%%bash -s "$name"``."""
    words = words_of(arguments)
    given = words[1:] if words and words[0].constant == "-s" else []
    return {str(number): word for number, word in enumerate(given, 1)}


def _assign(words: list[Text], variables: dict[str, Text]) -> None:
    """What ``OUT=runs``, ``export OUT=runs`` and ``for f in *.csv`` leave in the variables of the shell."""
    if words and words[0].constant in ("export", "local", "readonly", "declare"):
        words = words[1:]
    elif len(words) > 1 and words[0].constant == "for" and words[1].constant:
        variables[words[1].constant] = Text((Hole(words[1].constant),))
        return
    assigned = [_ASSIGNMENT.match(word.prefix) for word in words]
    if all(assigned):  # else they hold for one command alone
        for word, found in zip(words, assigned, strict=True):
            if found is not None:
                variables[found[1]] = operators.dropped(word, found.end())


def may_matter(line: str) -> bool:
    """May anything come of a line as it is written, with variables in it?"""
    return "{" in line or "$" in line or _names_any(line)


def is_magic_that_matters(name: str) -> bool:
    """The name may have the rest of the line behind it, as old exports have it."""
    word = name.partition(" ")[0].lstrip("%")
    return any(word in names for names in (_DIRECTORY_MAGICS, _SHELL_CELLS, _FILE_CELLS, _ALIASES, {FILES_OF_CLUSTER}))


def _names_any(line: str) -> bool:
    """Is there a redirection in the line, or a program of which anything is known? Most lines install something."""
    words = frozenset(_WORD.findall(line))
    return ">" in line or not words.isdisjoint(programs()) or not words.isdisjoint(_LEADING_ELSEWHERE)


def after(now: State, inner: State) -> State:
    """A shell that ends takes its working directory along; the links that it made stay."""
    return now._replace(links=inner.links)


def _led_elsewhere(words: list[Text], now: State) -> State:
    """After ``ln -s target link``, ``gcsfuse bucket point`` or ``rclone mount remote: point``."""
    names = [word for word in words if not word.prefix.startswith("-")]
    if names and names[0].constant == "sudo":
        del names[0]
    program = names[0].constant if names else None
    if program not in _LINKING:
        return now
    places = [next(iter(effects.resolved(name, now)), None) for name in names[1:]]
    if program == "ln" and any("s" in word.prefix for word in words if word.prefix.startswith("-")):
        target, link = (*places, None, None)[:2]
        here = link if len(places) > 1 else next(iter(now.directories), None)
        if target is None or here is None:
            return now
        into = links.is_occupied(here, now) or names[-1].suffix.endswith("/.")
        beside = links.seen_from(now, here if into else paths.parent(here))  # a relative target is seen from there
        target = next(iter(effects.resolved(names[1], beside)), target)
        return links.linked(now, target, here, into=into)
    if program == "gcsfuse" and len(places) > 1 and places[-1] is not None:
        return links.mounted(now, places[-1])
    if program == "rclone" and len(places) > 2 and names[1].constant == "mount" and places[2] is not None:
        return links.mounted(now, places[2])
    return now
