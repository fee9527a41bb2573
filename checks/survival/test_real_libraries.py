"""A fixed program does with real libraries what the original did, and another session finds what it wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest
from experiments import EXPERIMENTS
from machine import ROOT, Machine, Session
from namespace import Namespace
from play import NEXT
from programs import Form, Program
from test_survival import PROGRAMS

from flake8_persist import fix
from flake8_persist.settings import Settings

_SETTINGS = Settings(environment="colab", root=ROOT)
_LOADING = "loads.py"
_MOUNT = 'from google.colab import drive\ndrive.mount("/content/drive")\n'
_STAMP = re.compile(r"events\.out\.tfevents\.[^/]*")  # time, machine, process
_LINE = f"{NEXT}\n"

Noted = Callable[[str, object], None]


def _source(program: Program) -> str:
    if program.form is not Form.NOTEBOOK:
        return program.source
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": cell.strip("\n")}
        for cell in program.source.split("# %%\n")
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def _fixed(program: Program, source: str) -> str:
    name = "program.ipynb" if program.form is Form.NOTEBOOK else "program.py"
    result = fix(source, filename=name, settings=_SETTINGS)
    assert result.error is None
    assert not result.refusals
    assert result.changed
    return result.source


def _loading(program: Program, root: str) -> str:
    return f"ROOT = {root!r}\n{program.loads}"


def _shown(stdout: str) -> str:
    """Without the directories that a program mentions when it says where it saves to."""
    return stdout.replace(f"{ROOT}/", "").replace("/content/", "")


def _named(files: Mapping[str, bytes], program: Program) -> dict[str, bytes | bool]:
    """The files, by names that do not tell of time; of those whose contents do only whether there are any."""
    return {
        (name := _STAMP.sub("events", path)): bool(data)
        if name != path or any(fnmatch(name, pattern) for pattern in program.varies)
        else data
        for path, data in files.items()
    }


def _ended_well(session: Session, source: str) -> None:
    assert session.status == 0, f"{session.stdout}\n{session.stderr}\n{source}"


ALL = (*EXPERIMENTS, *PROGRAMS)


@pytest.mark.parametrize("program", ALL, ids=lambda one: one.name)
def test_what_the_fixed_program_wrote_outlives_the_machine(
    program: Program, namespace: Namespace, stage: Path, record_property: Noted
) -> None:
    record_property("program", program.name)
    record_property("resumes", program.next_stdout is not None)
    name = f"program{program.form.value}"
    before = _source(program)

    original = Machine(stage / "original", namespace).session(
        {name: before, _LOADING: _loading(program, "/content")}, program.inputs
    )
    _ended_well(original, before)
    said, loaded = original.stdout.split(_LINE)
    lost = {path: data for path, data in original.files.items() if path not in program.stays}
    record_property("lost", len(lost))
    assert lost
    assert not original.kept

    source = _fixed(program, before)
    machine = Machine(stage / "fixed", namespace)
    first = machine.session({name: source}, program.inputs)
    _ended_well(first, source)
    record_property("kept", len(first.kept))
    assert _shown(first.stdout) == _shown(said), source
    expected = {program.moved.get(path, path): data for path, data in lost.items()}
    assert _named(first.kept, program) == _named(expected, program), source
    assert set(first.files) == program.stays, source

    second = machine.session({_LOADING: _MOUNT + _loading(program, ROOT), name: source}, program.inputs)
    _ended_well(second, source)
    found, again = second.stdout.split(_LINE)
    assert found == loaded
    assert _shown(again) == _shown(said if program.next_stdout is None else program.next_stdout), source
