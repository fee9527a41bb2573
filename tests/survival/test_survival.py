"""A fixed program runs where the original ran, prints the same, and what it wrote outlives the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from file_programs import FILES
from machine import ROOT, Machine
from mapped import Mapped
from mixed_programs import MIXED
from place_programs import PLACES
from programs import Program
from training_programs import TRAINING

from flake8_persist import fix
from flake8_persist.settings import Settings

PROGRAMS = (*TRAINING, *FILES, *PLACES, *MIXED)
NAME = "program.py"


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modules")


def fixed(program: Program) -> str:
    result = fix(program.source, filename=NAME, settings=Settings(environment="colab", root=ROOT))
    assert result.error is None
    assert not result.refusals
    assert result.changed
    return result.source


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.name)
def test_what_the_fixed_program_wrote_outlives_the_machine(program: Program, modules: Path, tmp_path: Path) -> None:
    source = fixed(program)
    original = Machine(tmp_path / "original", Mapped(modules)).session({NAME: program.source}, program.inputs)
    assert original.status == 0, original.stderr
    assert original.files
    machine = Machine(tmp_path / "fixed", Mapped(modules))

    first = machine.session({NAME: source}, program.inputs)
    assert first.status == 0, f"{first.stderr}\n{source}"
    assert first.stdout == original.stdout, source
    kept = {path: data for path, data in original.files.items() if path not in program.stays}
    assert first.kept == {program.moved.get(path, path): data for path, data in kept.items()}, source
    assert set(first.files) == program.stays, source

    second = machine.session({NAME: source}, program.inputs)
    assert second.status == 0, f"{second.stderr}\n{source}"
    assert second.stdout == (first.stdout if program.next_stdout is None else program.next_stdout), source


@pytest.mark.parametrize("program", [one for one in PROGRAMS if not one.colab_only], ids=lambda one: one.name)
def test_without_colab_the_fixed_program_runs_as_before(program: Program, modules: Path, tmp_path: Path) -> None:
    host = Mapped(modules, is_colab=False)
    original = Machine(tmp_path / "original", host).session({NAME: program.source}, program.inputs)
    elsewhere = Machine(tmp_path / "fixed", host).session({NAME: fixed(program)}, program.inputs)

    assert elsewhere.status == 0, elsewhere.stderr
    assert elsewhere.stdout == original.stdout
    assert elsewhere.files == original.files


def test_there_are_programs_of_every_kind() -> None:
    names = [program.name for program in PROGRAMS]

    assert len(names) >= 30
    assert len(names) == len(set(names))
