"""What functions of the standard library make of known values: ``os.path``, ``pathlib``, ``tempfile``, builtins.

One table entry per function; a function that is not listed is unknown. Nothing here touches a file system.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import operators, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat, text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

# Directories by which programs recognise a platform.
_LANDMARKS = frozenset({"/content", "/kaggle", "/kaggle/working", "/kaggle/input"})
SHELL = "IPython.core.interactiveshell.InteractiveShell"
BUILTINS = frozenset(name for name in vars(builtins) if not name.startswith("_"))


class Arguments(NamedTuple):
    """The evaluated arguments of a call."""

    positional: tuple[v.Value, ...]
    keywords: dict[str, v.Value]
    complete: bool  # no * or ** of unknown length

    def get(self, position: int | None, name: str) -> v.Value | None:
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return self.keywords.get(name)


class Call(NamedTuple):
    evaluator: Evaluator
    node: ast.Call
    arguments: Arguments
    where: Where

    def first(self) -> v.Value:
        return self.arguments.positional[0] if self.arguments.positional else v.UNKNOWN

    @property
    def directory(self) -> Text | None:
        """The working directory at this call."""
        known = self.evaluator.directories.get(self.node)
        if known is not None:
            return known
        start = self.evaluator.environment.start_directory
        return None if start is None else text(start)


Handler = Callable[[Call], v.Value]


def _on_text(function: Callable[[Text], Text]) -> Handler:
    """A function from path to path, which keeps ``str`` a ``str``."""

    def handler(call: Call) -> v.Value:
        return v.each(
            call.first(),
            lambda value: v.Str(function(value.text)) if isinstance(value, v.Str | v.PathOf) else v.UNKNOWN,
        )

    return handler


def _join(call: Call) -> v.Value:
    if not call.arguments.positional:
        return v.UNKNOWN
    parts = list(call.arguments.positional)
    if not call.arguments.complete:
        parts.append(v.UNKNOWN)
    return operators.composed(parts, lambda texts: paths.join(*texts))


def _path(call: Call) -> v.Value:
    """``pathlib.Path(...)``."""
    if not call.arguments.positional:
        return v.PathOf(text("."))
    joined = _join(call)
    return v.each(
        joined, lambda value: v.PathOf(paths.pathlib_form(value.text)) if isinstance(value, v.Str) else v.UNKNOWN
    )


def _absolute(call: Call) -> v.Value:
    directory = call.directory

    def resolve(value: v.Value) -> v.Value:
        if not isinstance(value, v.Str | v.PathOf):
            return v.UNKNOWN
        result = paths.absolute(value.text, directory)
        return v.UNKNOWN if result is None else v.Str(result)

    return v.each(call.first(), resolve)


def _here(call: Call) -> v.Value:
    directory = call.directory
    if directory is None or directory.constant is None:
        return v.UNKNOWN if directory is None else v.Str(directory)
    return v.Str(_given(call, directory.constant))


def _given(call: Call, path: str) -> Text:
    """A directory of the machine, which comes from the call itself."""
    return Text((Literal(path, Origin(call.node, call.node, 0, len(path))),))


def _split_suffix(call: Call) -> v.Value:
    def apart(value: v.Value) -> v.Value:
        if not isinstance(value, v.Str | v.PathOf):
            return v.UNKNOWN
        stem, suffix = paths.split_suffix(value.text)
        return v.Sequence((v.Str(stem), v.Str(suffix)))

    return v.each(call.first(), apart)


def _split(call: Call) -> v.Value:
    def apart(value: v.Value) -> v.Value:
        if not isinstance(value, v.Str | v.PathOf):
            return v.UNKNOWN
        return v.Sequence((v.Str(paths.parent(value.text)), v.Str(paths.name(value.text))))

    return v.each(call.first(), apart)


def _expand_home(call: Call) -> v.Value:
    home = call.evaluator.environment.home
    return _on_text(lambda path: paths.expand_home(path, home))(call)


def _str(call: Call) -> v.Value:
    def shown(value: v.Value) -> v.Value:
        if isinstance(value, v.Instance) and value.type == SHELL:  # programs look for "google.colab" in it
            return v.Str(text(f"<{' '.join(call.evaluator.environment.modules)} shell>"))
        return v.Str(operators.text_of(value))

    return v.each(call.first(), shown)


def _listing(call: Call) -> v.Value:
    """Names of files: none of them is known."""
    return v.Sequence((v.Str(Text((Hole("name"),))),), False)


def _glob(call: Call) -> v.Value:
    def found(value: v.Value) -> v.Value:
        return v.Str(wildcards(value.text)) if isinstance(value, v.Str) else v.Str(Text((Hole(""),)))

    return v.Sequence(v.alternatives(v.each(call.first(), found)), False)


def wildcards(pattern: Text) -> Text:
    """A glob pattern as the paths that it finds: every wildcard is a hole."""
    result = Text(())
    for piece in pattern.pieces:
        if isinstance(piece, Hole):
            result = concat(result, Text((piece,)))
            continue
        start = 0
        for number, character in enumerate(piece.text):
            if character in "*?":
                if number > start:
                    result = concat(result, Text((piece.cut(start, number),)))
                result = concat(result, Text((Hole("name"),)))
                start = number + 1
        if start < len(piece.text):
            result = concat(result, Text((piece.cut(start, len(piece.text)),)))
    return result


def _range(call: Call) -> v.Value:
    return v.Sequence((), False)


def _enumerate(call: Call) -> v.Value:
    items = call.first()
    if isinstance(items, v.Sequence) and items.complete:
        return v.Sequence(tuple(v.Sequence((v.Constant(n), item)) for n, item in enumerate(items.items)))
    return v.Sequence((v.Sequence((v.UNKNOWN, operators.element(items))),), False)


def _zip(call: Call) -> v.Value:
    columns = call.arguments.positional
    if columns and all(isinstance(column, v.Sequence) and column.complete for column in columns):
        rows = zip(*(column.items for column in columns if isinstance(column, v.Sequence)), strict=False)
        return v.Sequence(tuple(v.Sequence(row) for row in rows))
    return v.Sequence((v.Sequence(tuple(operators.element(column) for column in columns)),), False)


def _dict(call: Call) -> v.Value:
    first = call.arguments.positional[0] if call.arguments.positional else v.Mapping(())
    if not isinstance(first, v.Mapping):
        return v.UNKNOWN
    items = (*first.items, *call.arguments.keywords.items())
    return v.Mapping(items, first.complete and call.arguments.complete)


def _same(call: Call) -> v.Value:
    value = call.first()
    return value if isinstance(value, v.Sequence) else v.Sequence((operators.element(value),), False)


def _namespace(call: Call) -> v.Value:
    return v.Namespace(tuple(call.arguments.keywords.items()))


def _partial(call: Call) -> v.Value:
    return v.Partial(call.first(), call.node, call.where.frame)


def _getenv(call: Call) -> v.Value:
    name = operators.plain(call.first())
    default = call.arguments.get(1, "default")
    if not isinstance(name, str):
        return v.UNKNOWN if default is None else default
    return operators.environment_variable(call.evaluator, name, default)


def _scratch(call: Call) -> v.Value:
    return v.Scratch()


def _temporary(call: Call) -> v.Value:
    """``mkdtemp`` and its like leave behind what they make."""
    directory = call.arguments.keywords.get("dir")
    base = operators.text_of(directory) if isinstance(directory, v.Str | v.PathOf) else text("/tmp")
    return v.Str(concat(paths.join(base, Text((Literal("tmp", None), Hole(""))))))


def _exists(call: Call) -> v.Value:
    """The directories by which programs recognise a platform are there on it, and nowhere else."""
    value = call.first()
    path = value.text.constant if isinstance(value, v.Str | v.PathOf) else None
    if path is None:
        return v.UNKNOWN
    clean = path.rstrip("/")
    if clean in call.evaluator.environment.landmarks:
        return v.Constant(True)
    return v.Constant(False) if clean in _LANDMARKS else v.UNKNOWN


def _shell(call: Call) -> v.Value:
    return v.Instance(SHELL, call.node)


def _handle(_call: Call) -> v.Value:
    return v.Handle()


FUNCTIONS: dict[str, Handler] = {
    "os.path.join": _join,
    "posixpath.join": _join,
    "os.path.normpath": _on_text(paths.normalise),
    "os.path.dirname": _on_text(paths.parent),
    "os.path.basename": _on_text(paths.name),
    "os.path.abspath": _absolute,
    "os.path.realpath": _absolute,
    "os.path.expanduser": _expand_home,
    "os.path.expandvars": lambda call: call.first(),
    "os.path.splitext": _split_suffix,
    "os.path.split": _split,
    "os.path.exists": _exists,
    "os.path.isdir": _exists,
    "os.fspath": _str,
    "os.getcwd": _here,
    "os.listdir": _listing,
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "os.environ.setdefault": _getenv,
    "glob.glob": _glob,
    "glob.iglob": _glob,
    "pathlib.Path": _path,
    "pathlib.PurePath": _path,
    "pathlib.PosixPath": _path,
    "pathlib.PurePosixPath": _path,
    "pathlib.Path.cwd": lambda call: v.each(_here(call), lambda one: _as_path(one)),
    "pathlib.Path.home": lambda call: v.PathOf(_given(call, call.evaluator.environment.home)),
    "tempfile.mkdtemp": _temporary,
    "tempfile.mkstemp": lambda call: v.Sequence((v.UNKNOWN, _temporary(call))),
    "tempfile.gettempdir": lambda call: v.Str(_given(call, "/tmp")),
    "tempfile.TemporaryDirectory": _scratch,
    "tempfile.TemporaryFile": _handle,
    "tempfile.NamedTemporaryFile": _scratch,
    "tempfile.SpooledTemporaryFile": _handle,
    "io.BytesIO": _handle,
    "io.StringIO": _handle,
    "builtins.open": _handle,
    "io.open": _handle,
    "codecs.open": _handle,
    "gzip.open": _handle,
    "bz2.open": _handle,
    "lzma.open": _handle,
    "builtins.str": _str,
    "builtins.range": _range,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.dict": _dict,
    "builtins.list": _same,
    "builtins.tuple": _same,
    "builtins.sorted": _same,
    "builtins.reversed": _same,
    "builtins.set": _same,
    "builtins.iter": _same,
    "tqdm.tqdm": _same,
    "tqdm.auto.tqdm": _same,
    "tqdm.notebook.tqdm": _same,
    "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace,
    "argparse.ArgumentParser": lambda call: v.Instance("argparse.ArgumentParser", call.node),
    "functools.partial": _partial,
    "get_ipython": _shell,
    "IPython.get_ipython": _shell,
}


def _as_path(value: v.Value) -> v.Value:
    return v.PathOf(value.text) if isinstance(value, v.Str) else v.UNKNOWN


def path_attribute(path: Text, name: str) -> v.Value | None:
    """An attribute of a ``pathlib`` path; None: it is a method or unknown."""
    if name == "parent":
        parent = paths.parent(path)
        return v.PathOf(parent if parent.pieces else text("."))
    if name == "name":
        return v.Str(paths.name(path))
    if name == "stem":
        return v.Str(paths.split_suffix(paths.name(path))[0])
    if name == "suffix":
        return v.Str(paths.split_suffix(path)[1])
    return None


def path_method(path: Text, name: str, call: Call) -> v.Value:
    """A method of a ``pathlib`` path."""
    arguments = call.arguments.positional
    if name == "joinpath":
        joined = paths.join(path, *(operators.text_of(argument) for argument in arguments))
        return v.PathOf(paths.pathlib_form(joined))
    if name in ("resolve", "absolute"):
        result = paths.absolute(path, call.directory)
        return v.UNKNOWN if result is None else v.PathOf(result)
    if name == "expanduser":
        return v.PathOf(paths.expand_home(path, call.evaluator.environment.home))
    if name in ("as_posix", "__str__", "__fspath__"):
        return v.Str(path)
    if name in ("with_suffix", "with_name", "with_stem") and arguments:
        return v.each(arguments[0], lambda value: _renamed(path, name, operators.text_of(value)))
    if name in ("glob", "rglob", "iterdir"):
        pattern = operators.text_of(arguments[0]) if arguments else text("*")
        deeper = paths.join(path, text("*"), pattern) if name == "rglob" else paths.join(path, pattern)
        return v.Sequence((v.PathOf(wildcards(deeper)),), False)
    if name == "open":
        return v.Handle()
    if name in ("rename", "replace") and arguments:
        return v.PathOf(operators.text_of(arguments[0]))
    return v.UNKNOWN


def _renamed(path: Text, how: str, new: Text) -> v.Value:
    stem, suffix = paths.split_suffix(path)
    if how == "with_suffix":
        return v.PathOf(concat(stem, new))
    parent = paths.parent(path)
    changed = concat(new, suffix) if how == "with_stem" else new
    return v.PathOf(paths.join(parent, changed) if parent.pieces else changed)
