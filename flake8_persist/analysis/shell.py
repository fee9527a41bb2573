"""Which calls run a shell or a magic: ``!cp`` and ``%%bash`` in their Python form, ``os.system``, ``subprocess``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.known import SHELL
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import text
from flake8_persist.nodes import last_name
from flake8_persist.triage.commands import is_shells

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings

_RUNS_TEXT = frozenset({"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"})
# Functions that are given their options in one string, as the command that they also are.
_RUNS_OPTIONS = dict.fromkeys(
    ("sentencepiece.SentencePieceTrainer.Train", "sentencepiece.SentencePieceTrainer.train"), "spm_train"
)
_ON_CLUSTER = "dbutils.fs."  # of Databricks, where it is there without an import
_FILE_COMMANDS = frozenset({"cp", "mv", "rm"})
_RUNS_WORDS = frozenset({"run", "call", "check_call", "check_output", "Popen"})
_SYSTEM = frozenset({"system", "getoutput", "system_raw", "system_piped"})
_MAGICS = frozenset({"run_line_magic", "run_cell_magic", "magic"})
INTERACTIVE = _SYSTEM | _MAGICS
NAMES = (
    _RUNS_WORDS
    | INTERACTIVE
    | _FILE_COMMANDS
    | frozenset(name.rpartition(".")[2] for name in (*_RUNS_TEXT, *_RUNS_OPTIONS))
)


def is_idle(call: ast.Call) -> bool:
    """Can it be said of ``get_ipython().system('pip install x')`` at sight that nothing comes of it?"""
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if not is_shells(call.func) or not texts or len(texts) < len(call.args):
        return False
    from flake8_persist.analysis import shell_lines  # with its tables

    name = last_name(call.func)
    if name in _SYSTEM:
        return not shell_lines.may_matter(texts[0])
    return name in _MAGICS and not shell_lines.is_magic_that_matters(texts[0])


def run(sightings: Sightings, callee: v.Value, call: Call, now: State) -> State | None:
    """What a call that runs a shell or a magic does; None: it is no such call."""
    if isinstance(callee, v.Method) and isinstance(callee.receiver, v.Instance) and callee.receiver.type == SHELL:
        return _interactive(sightings, callee.name, call.first(), call, now) if call.node.args else now
    if not isinstance(callee, v.Symbol):
        return None
    command = callee.name.removeprefix(_ON_CLUSTER)
    if command in _FILE_COMMANDS:
        return _on_cluster(sightings, command, call, now)
    module, _, name = callee.name.partition(".")
    runs_words = module == "subprocess" and name in _RUNS_WORDS
    program = _RUNS_OPTIONS.get(callee.name, "")
    if not (runs_words or program or callee.name in _RUNS_TEXT) or not call.node.args:
        return None
    first = call.first()
    from flake8_persist.analysis import shell_lines  # with its tables, for programs that run commands

    if runs_words:
        return shell_lines.arguments(sightings, first, call, now)
    if program:
        shell_lines.options(sightings, program, rendered(first), call, now)
        return None  # which may have been given keywords instead
    return shell_lines.after(now, shell_lines.line(sightings, rendered(first), call, now))


def _on_cluster(sightings: Sightings, command: str, call: Call, now: State) -> State:
    """``dbutils.fs.cp("file:/tmp/a", "dbfs:/a")`` is the magic ``%fs cp``."""
    from flake8_persist.analysis import shell_lines

    operands = [rendered(one) for one in call.arguments.positional if not isinstance(one, v.Constant)]
    shell_lines.on_cluster(sightings, [text(command), *operands], call, now)
    return now


def _interactive(sightings: Sightings, name: str, first: v.Value, call: Call, now: State) -> State:
    """What IPython's shell does."""
    from flake8_persist.analysis import shell_lines, shell_words

    if name in _SYSTEM:
        for line in shell_words.interpolated(rendered(first), call):
            now = shell_lines.after(now, shell_lines.line(sightings, line, call, now))
        return now
    if name in _MAGICS:
        return shell_lines.magic(sightings, [rendered(argument) for argument in call.arguments.positional], call, now)
    return now
