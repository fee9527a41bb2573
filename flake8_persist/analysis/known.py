"""What functions of the standard library and of a few others make of known values.

One table entry per function; a function that is not listed is unknown. Nothing here touches a file system.
"""

from __future__ import annotations

import builtins

from flake8_persist.analysis import classes, environ, known_collections, known_numbers, known_paths, operators
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered, timed
from flake8_persist.analysis.invocation import Call, Handler
from flake8_persist.analysis.text import Hole, Text, concat, text
from flake8_persist.environments.registry import platform_modules

_SUFFIXES: dict[object, str] = {
    "zip": ".zip",
    "tar": ".tar",
    "gztar": ".tar.gz",
    "bztar": ".tar.bz2",
    "xztar": ".tar.xz",
}
SHELL = "IPython.core.interactiveshell.InteractiveShell"
GIVEN = frozenset({"get_ipython", "dbutils"})  # what notebooks have without an import
BUILTINS = frozenset(name for name in vars(builtins) if not name.startswith("_"))


def _str(call: Call) -> v.Value:
    def shown(value: v.Value) -> v.Value:
        if isinstance(value, v.Instance) and value.type == SHELL:  # programs look for "google.colab" in it
            return v.Str(text(f"<{' '.join(call.evaluator.environment.modules)} shell>"))
        return v.Str(rendered(value))

    return v.each(call.first(), shown) if call.arguments.positional else v.Str(text(""))


def _partial(call: Call) -> v.Value:
    return v.Partial(call.first(), call.node, call.where)


def _getenv(call: Call) -> v.Value:
    name = operators.plain(call.first())
    default = call.arguments.get(1, "default")
    if not isinstance(name, str):
        return v.UNKNOWN
    return environ.variable(call.evaluator, name, default)


def _shell(call: Call) -> v.Value:
    return v.Instance(SHELL, call.node)


def _handle(call: Call) -> v.Value:
    return v.Handle(call.node)


def _archive(call: Call) -> v.Value:
    """``shutil.make_archive`` adds the suffix of the format."""
    suffix = _SUFFIXES.get(operators.plain(call.arguments.get(1, "format") or v.UNKNOWN))
    end = Text((Hole(""),)) if suffix is None else text(suffix)
    return v.each(call.first(), lambda one: v.Str(concat(rendered(one), end)))


def _specification(call: Call) -> v.Value:
    """``importlib.util.find_spec``: modules that only one platform has."""
    name = operators.plain(call.first())
    if name in call.evaluator.environment.modules:
        return v.Symbol("importlib.machinery.ModuleSpec")
    return v.NONE if name in platform_modules() else v.UNKNOWN


def _truth(call: Call) -> v.Value:
    answer = v.truth(call.first())
    return v.UNKNOWN if answer is None else v.Constant(answer)


def _type(call: Call) -> v.Value:
    alone = len(call.arguments.positional) == 1
    return v.each(call.first(), lambda one: classes.class_of(one) or v.UNKNOWN) if alone else v.UNKNOWN


def _time(call: Call) -> v.Value:
    return v.each(call.first(), lambda one: v.Str(timed(one.text)) if isinstance(one, v.Str) else v.UNKNOWN)


FUNCTIONS: dict[str, Handler] = {
    **known_numbers.FUNCTIONS,
    **known_paths.FUNCTIONS,
    **known_collections.FUNCTIONS,
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "os.environ.setdefault": _getenv,
    "tempfile.TemporaryFile": _handle,
    "tempfile.SpooledTemporaryFile": _handle,
    "io.BytesIO": _handle,
    "io.StringIO": _handle,
    "builtins.open": _handle,
    "io.FileIO": _handle,
    "io.open": _handle,
    "codecs.open": _handle,
    "gzip.open": _handle,
    "bz2.open": _handle,
    "lzma.open": _handle,
    "builtins.bool": _truth,
    "builtins.str": _str,
    "builtins.type": _type,
    "importlib.util.find_spec": _specification,
    "shutil.make_archive": _archive,
    "time.strftime": _time,
    "argparse.ArgumentParser": lambda call: v.Instance("argparse.ArgumentParser", call.node),
    "functools.partial": _partial,
    "typer.Option": Call.first,
    "typer.Argument": Call.first,
    "get_ipython": _shell,
    "IPython.get_ipython": _shell,
}
