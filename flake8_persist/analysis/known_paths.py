"""What ``os.path``, ``pathlib`` and ``tempfile`` make of known values. Nothing here touches a file system."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from flake8_persist.analysis import effects, environ, operators, paths, presence
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered, substituted
from flake8_persist.analysis.invocation import Call, Handler
from flake8_persist.analysis.text import BELOW, LISTED, SCRATCH, Hole, Literal, Text, concat, glue, split, text
from flake8_persist.environments.model import Storage

_VARIABLE = r"\$(?:(\w+)|\{(\w+)\})"
_WILDCARD = r"\*\*|[*?]|\[[^\]]*\]"
_NAME = Text((Hole(LISTED),))
_HERE = Text((Hole(LISTED, False, True),))
_BELOW = Text((Hole(BELOW),))


def on_text(function: Callable[[Text], v.Value]) -> Handler:
    """A function of one path."""

    def handler(call: Call) -> v.Value:
        return v.each(
            call.first(), lambda value: function(value.text) if isinstance(value, v.Str | v.PathOf) else v.UNKNOWN
        )

    return handler


def _join(call: Call) -> v.Value:
    if not call.arguments.positional:
        return v.UNKNOWN
    parts = [_not_none(part) for part in call.arguments.positional]
    if not call.arguments.complete:
        parts.append(v.UNKNOWN)
    return operators.composed(parts, lambda texts: paths.join(*texts))


def _not_none(value: v.Value) -> v.Value:
    """A call that took None for a path would have failed: where it goes on, the value is another."""
    return v.UNKNOWN if value == v.NONE else v.either(one for one in v.alternatives(value) if one != v.NONE)


def _path(call: Call) -> v.Value:
    """``pathlib.Path(...)``."""
    if not call.arguments.positional and call.arguments.complete:
        return v.PathOf(text("."))
    return v.each(
        _join(call), lambda value: v.PathOf(paths.pathlib_form(value.text)) if isinstance(value, v.Str) else v.UNKNOWN
    )


def _name(call: Call) -> v.Value:
    """``os.path.basename``: whatever the path, the name holds no slash."""
    return v.each(call.first(), lambda one: v.Str(paths.name(rendered(one))))


def _absolute(call: Call) -> v.Value:
    return absolute(call.first(), call)


def absolute(value: v.Value, call: Call) -> v.Value:
    """A path as seen from the working directory of a call."""
    directory = call.directory

    def resolve(one: v.Value) -> v.Value:
        result = paths.resolved(one.text, directory) if isinstance(one, v.Str | v.PathOf) else None
        return v.UNKNOWN if result is None else v.Str(result)

    return v.each(value, resolve)


def _here(call: Call) -> v.Value:
    directory = call.directory
    if directory is None or directory.constant is None:
        return v.UNKNOWN if directory is None else v.Str(directory)
    return v.Str(call.given(directory.constant))


def _relative(call: Call) -> v.Value:
    start = rendered(call.arguments.get(1, "start") or v.Str(text("."))).constant
    directory = call.directory.constant if call.directory is not None else None

    def relative(path: Text) -> v.Value:
        whole = path.constant
        if whole is None or start is None or directory is None:
            return v.UNKNOWN
        absolute = [posixpath.join(directory, one) for one in (whole, start)]
        return v.Str(text(posixpath.relpath(*absolute)))

    return on_text(relative)(call)


def _common(call: Call) -> v.Value:
    first = call.first()
    found = [rendered(one).constant for one in first.items] if isinstance(first, v.Sequence) and first.complete else []
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found) or len({one.startswith("/") for one in known}) > 1:
        return v.UNKNOWN
    return v.Str(text(posixpath.commonpath(known)))


def _expand_variables(call: Call) -> v.Value:
    def expanded(path: Text) -> v.Value:
        return v.Str(
            substituted(
                path,
                _VARIABLE,
                lambda match: rendered(environ.variable(call.evaluator, match[1] or match[2], None)),
            )
        )

    return on_text(expanded)(call)


def _expand_home(call: Call) -> v.Value:
    home = call.evaluator.environment.home
    return on_text(lambda path: v.Str(paths.expand_home(path, home)))(call)


def _listing(call: Call) -> v.Value:
    """Names of files: none of them is known. Those of the working directory are paths as well."""
    listed = rendered(call.first()) if call.arguments.positional else text(".")
    is_here = listed.constant in ("", ".", "./") or (listed.constant is not None and listed == call.directory)
    return v.Sequence((v.Str(_HERE if is_here else _NAME),), False)


def _scan(call: Call) -> v.Value:
    base = rendered(call.first()) if call.arguments.positional else text(".")
    entry = v.Namespace((("name", v.Str(_NAME)), ("path", v.Str(paths.join(base, _NAME)))))
    return v.Sequence((entry,), False)


def _walk(call: Call) -> v.Value:
    names = v.Sequence((v.Str(_NAME),), False)
    below = v.Str(concat(rendered(call.first()), _BELOW))
    return v.Sequence((v.Sequence((below, names, names)),), False)


def _glob(call: Call) -> v.Value:
    def found(value: v.Value) -> v.Value:
        return v.Str(wildcards(value.text)) if isinstance(value, v.Str) else v.Str(Text((Hole(""),)))

    return v.some_of(v.each(call.first(), found))


def wildcards(pattern: Text) -> Text:
    """A glob pattern as the paths that it finds: every wildcard is a hole."""
    return substituted(pattern, _WILDCARD, lambda mark: _BELOW if mark[0] == "**" else _HERE)


def _temporary(call: Call) -> v.Value:
    """``mkdtemp`` and its like leave behind what they make, which somebody who keeps files has asked for."""
    if call.evaluator.environment.elsewhere is Storage.PERSISTENT:
        return _scratch(call)
    keywords = call.arguments.keywords
    directory = keywords.get("dir")
    base = text("/tmp") if directory in (None, v.NONE) else rendered(directory)
    prefix = rendered(keywords["prefix"]) if "prefix" in keywords else Text((Literal("tmp", None),))
    suffix = rendered(keywords["suffix"]) if "suffix" in keywords else text("")
    return v.Str(paths.join(base, concat(prefix, Text((Hole(""),)), suffix)))


def _temporary_root(call: Call) -> v.Value:
    kept = call.evaluator.environment.elsewhere is Storage.PERSISTENT
    return _scratch(call) if kept else v.Str(call.given("/tmp"))


def _named_temporary(call: Call) -> v.Value:
    if v.truth(call.arguments.keywords.get("delete", v.Constant(True))) is not False:
        return _scratch(call)
    return v.Namespace((("name", _temporary(call)),))


def _scratch(call: Call) -> v.Value:
    return v.Scratch(f"{SCRATCH}{call.node.lineno}:{call.node.col_offset}")


FUNCTIONS: dict[str, Handler] = {
    "os.path.join": _join,
    "posixpath.join": _join,
    "os.path.normpath": on_text(lambda path: v.Str(paths.normalise(path))),
    "os.path.normcase": on_text(v.Str),
    "os.path.dirname": on_text(lambda path: v.Str(paths.parent(path))),
    "os.path.basename": _name,
    "os.path.abspath": _absolute,
    "os.path.realpath": _absolute,
    "os.path.relpath": _relative,
    "os.path.commonpath": _common,
    "os.path.expanduser": _expand_home,
    "os.path.expandvars": _expand_variables,
    "os.path.splitext": on_text(lambda path: v.Sequence(tuple(map(v.Str, paths.split_suffix(path))))),
    "os.path.split": on_text(lambda path: v.Sequence((v.Str(paths.parent(path)), v.Str(paths.name(path))))),
    "os.path.exists": presence.exists,
    "os.path.isdir": presence.exists,
    "os.path.ismount": presence.exists,
    "os.fspath": on_text(v.Str),
    "os.getcwd": _here,
    "os.listdir": _listing,
    "os.scandir": _scan,
    "os.walk": _walk,
    "glob.glob": _glob,
    "glob.iglob": _glob,
    "pathlib.Path": _path,
    "pathlib.PurePath": _path,
    "pathlib.PosixPath": _path,
    "pathlib.PurePosixPath": _path,
    "pathlib.Path.cwd": lambda call: v.each(
        _here(call), lambda one: v.PathOf(one.text) if isinstance(one, v.Str) else v.UNKNOWN
    ),
    "pathlib.Path.home": lambda call: v.PathOf(call.given(call.evaluator.environment.home)),
    "tensorflow.train.latest_checkpoint": on_text(lambda path: v.Str(paths.join(path, _NAME))),
    "transformers.trainer_utils.get_last_checkpoint": on_text(lambda path: v.Str(paths.join(path, _NAME))),
    "tempfile.mkdtemp": _temporary,
    "tempfile.mkstemp": lambda call: v.Sequence((v.UNKNOWN, _temporary(call))),
    "tempfile.gettempdir": _temporary_root,
    "tempfile.TemporaryDirectory": _scratch,
    "tempfile.NamedTemporaryFile": _named_temporary,
}


def path_attribute(path: Text, name: str) -> v.Value | None:
    """An attribute of a ``pathlib`` path; None: it is a method or unknown."""
    if name == "parent":
        return v.PathOf(_parent(path))
    if name == "parents":
        return _parents(path)
    if name == "parts":
        return _parts(path)
    if name == "name":
        return v.Str(paths.name(path))
    if name == "stem":
        return v.Str(paths.split_suffix(paths.name(path))[0])
    if name == "suffix":
        return v.Str(paths.split_suffix(path)[1])
    return None


def _parent(path: Text) -> Text:
    parent = paths.parent(path)
    return parent if parent.pieces else text(".")


def _parents(path: Text) -> v.Value:
    if path.constant is None and not isinstance(path.pieces[-1], Literal):
        return v.Sequence((v.PathOf(_parent(path)), v.UNKNOWN)) if len(split(path, "/")) > 1 else v.UNKNOWN
    parents: list[v.Value] = []
    while (parent := _parent(path)) != path and len(parents) < 32:
        parents.append(v.PathOf(parent))
        path = parent
        if path.constant in (".", "/"):
            break
    return v.Sequence(tuple(parents))


def _parts(path: Text) -> v.Value:
    parts = split(path, "/")
    if paths.is_absolute(path):
        parts[0] = text("/")
    return v.Sequence(tuple(v.Str(part) for part in parts), path.constant is not None)


def path_method(path: Text, name: str, call: Call) -> v.Value:
    """A method of a ``pathlib`` path."""
    arguments = call.arguments.positional
    if name == "joinpath":
        parts = arguments if call.arguments.complete else (*arguments, v.UNKNOWN)
        joined = operators.composed(parts, lambda texts: paths.pathlib_form(paths.join(path, *texts)))
        return v.each(joined, lambda one: v.PathOf(one.text) if isinstance(one, v.Str) else one)
    if name in ("resolve", "absolute"):
        result = paths.resolved(path, call.directory)
        return v.UNKNOWN if result is None else v.PathOf(result)
    if name == "expanduser":
        return v.PathOf(paths.expand_home(path, call.evaluator.environment.home))
    if name in ("as_posix", "__str__", "__fspath__"):
        return v.Str(path)
    if name == "as_uri":  # of a relative path it fails
        return v.Str(concat(text("file://"), path)) if paths.is_absolute(path) else v.UNKNOWN
    if name in ("with_suffix", "with_name", "with_stem") and arguments:
        return v.each(arguments[0], lambda value: _renamed(path, name, rendered(value)))
    if name == "relative_to" and arguments:
        return v.each(arguments[0], lambda value: _below(path, rendered(value)))
    if name in ("glob", "rglob", "iterdir"):
        pattern = rendered(arguments[0]) if arguments else text("*")
        deeper = paths.join(path, text("**"), pattern) if name == "rglob" else paths.join(path, pattern)
        return v.Sequence((v.PathOf(wildcards(deeper)),), False)
    if name == "open":
        return v.Handle(call.node)
    if name in effects.ASKS_PRESENCE:
        return presence.there(call, path)
    if name in ("rename", "replace") and arguments:
        return v.PathOf(rendered(arguments[0]))
    return v.UNKNOWN


def _below(path: Text, base: Text) -> v.Value:
    start = base.constant
    if start is None:
        return v.UNKNOWN
    head, rest = split(paths.pathlib_form(base), "/"), split(path, "/")
    known = [part.constant for part in head]
    if start in ("", "."):
        return v.PathOf(path)
    if [part.constant for part in rest[: len(head)]] != known or len(rest) <= len(head):
        return v.UNKNOWN
    return v.PathOf(glue(rest[len(head) :], "/"))


def _renamed(path: Text, how: str, new: Text) -> v.Value:
    stem, suffix = paths.split_suffix(path)
    if how == "with_suffix":
        return v.PathOf(concat(stem, new))
    parent = paths.parent(path)
    changed = concat(new, suffix) if how == "with_stem" else new
    return v.PathOf(paths.join(parent, changed) if parent.pieces else changed)
