"""Which calls run a shell or a magic: ``!cp`` and ``%%bash`` in their Python form, ``os.system``, ``subprocess``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.known import SHELL
from flake8_persist.analysis.state import State

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings

_RUNS_TEXT = frozenset({"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"})
_RUNS_WORDS = frozenset({"run", "call", "check_call", "check_output", "Popen"})
_SYSTEM = frozenset({"system", "getoutput", "system_raw", "system_piped"})
_MAGICS = frozenset({"run_line_magic", "run_cell_magic", "magic"})
NAMES = _RUNS_WORDS | _SYSTEM | _MAGICS | frozenset(name.rpartition(".")[2] for name in _RUNS_TEXT)


def run(sightings: Sightings, callee: v.Value, call: Call, now: State) -> State | None:
    """What a call that runs a shell or a magic does; None: it is no such call."""
    if isinstance(callee, v.Method) and isinstance(callee.receiver, v.Instance) and callee.receiver.type == SHELL:
        return _interactive(sightings, callee.name, call.first(), call, now) if call.node.args else now
    if not isinstance(callee, v.Symbol):
        return None
    module, _, name = callee.name.partition(".")
    runs_words = module == "subprocess" and name in _RUNS_WORDS
    if not (runs_words or callee.name in _RUNS_TEXT) or not call.node.args:
        return None
    first = call.first()
    from flake8_persist.analysis import shell_lines  # with its tables, for programs that run commands

    if runs_words:
        return shell_lines.arguments(sightings, first, call, now)
    return shell_lines.after(now, shell_lines.line(sightings, rendered(first), call, now))


def _interactive(sightings: Sightings, name: str, first: v.Value, call: Call, now: State) -> State:
    """What IPython's shell does."""
    from flake8_persist.analysis import shell_lines, shell_words

    if name in _SYSTEM:
        line = shell_words.interpolated(rendered(first), call)
        return shell_lines.after(now, shell_lines.line(sightings, line, call, now))
    if name in _MAGICS:
        return shell_lines.magic(sightings, [rendered(argument) for argument in call.arguments.positional], call, now)
    return now
