"""Every case of ``calls``, asked the questions that the columns of the catalogue answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from calls import Tried, tried
from case import Case
from disk import Stage, age, changed, look
from expectation import default, landed, stray
from record import known, release, written

from flake8_persist.catalog.model import Shape

Noted = Callable[[str, object], None]
_PARENTS = {True: "yes", False: "no"}


def _parameters(column: str = "path") -> list[object]:
    """The cases that fill this column."""
    return [pytest.param(one, id=one.name) for one in tried() if one.case is None or getattr(one.case, column)]


@pytest.fixture
def case(tried_case: Tried, record_property: Noted) -> Case:
    """The case, once it is known that its library is here."""
    if tried_case.case is None:
        record_property("release", tried_case.library)
        if tried_case.problem:
            pytest.fail(f"cannot be imported: {tried_case.problem}")
        pytest.skip("not installed")
    record_property("release", release(tried_case.library))
    record_property("api", tried_case.case.api)
    return tried_case.case


@pytest.mark.parametrize("tried_case", _parameters())
def test_what_is_written_is_at_the_path(case: Case, stage: Stage) -> None:
    row = written(case)
    names = _written(case, stage.here)
    assert landed(row.shape, case.landing, names), f"shape {row.shape.value}, but nothing at {case.landing}: {names}"
    assert stray(row.shape, case.landing, names) == ([case.beside] if case.beside else [])


@pytest.mark.parametrize("tried_case", _parameters())
def test_missing_parents_are_created_or_not(case: Case, stage: Stage, record_property: Noted) -> None:
    row = written(case)
    assert landed(Shape.PREFIX, case.landing, _written(case, stage.here / "control")), "nothing is written at all"
    created, outcome = _creates_parents(case, stage.here / "trial")
    if case.although:
        assert created, f"no parents, although {case.although}"
    elif row.creates_parents is None:
        record_property("row", row.name)
        record_property("parents", _PARENTS[created])
    else:
        assert _PARENTS[row.creates_parents] == _PARENTS[created], f"column parents; {outcome}"


@pytest.mark.parametrize("tried_case", _parameters("omitted"))
def test_an_omitted_path_leads_to_the_default(case: Case, stage: Stage) -> None:
    assert case.omitted
    row = written(case)
    _prepare(case, stage.here)
    before = [look(folder) for folder in stage]
    with _installed():
        case.omitted()
    names = dict(zip(stage._fields, map(changed, before, map(look, stage)), strict=True))
    assert row.default, f"it can be omitted: {names}"
    if row.default == "-":
        assert names["here"] == []
        return
    expected = default(row.default)
    assert any(expected.names.fullmatch(name) for name in names[expected.base]), f"default {row.default}: {names}"


@pytest.mark.parametrize("tried_case", _parameters("opens"))
def test_reading_modes_write_nothing(case: Case, stage: Stage) -> None:
    assert case.opens
    mode = written(case).mode
    assert mode, "column mode is empty"
    _written(case, stage.here)
    age(stage.here)
    before = look(stage.here)
    for one in sorted(mode.reads) or ["r"]:
        case.opens(case.path, one)
        assert changed(before, look(stage.here)) == [], f"mode {one} changed a file"
        with suppress(Exception):  # there is nothing to read, which most libraries complain about
            case.opens(f"missing-{case.path}", one)
        assert changed(before, look(stage.here)) == [], f"mode {one} made a file"


@pytest.mark.parametrize("tried_case", _parameters("opens"))
def test_writing_modes_write(case: Case, stage: Stage) -> None:
    assert case.opens
    row = written(case)
    assert row.mode, "column mode is empty"
    for one in sorted(row.mode.writes - {"+"}):  # a + is never alone
        folder = stage.here / one
        folder.mkdir()
        os.chdir(folder)
        try:
            case.opens(case.path, one)
            names = changed({}, look(folder))
        except Exception:  # the mode is for files that exist
            before = _aged(case, folder)
            case.opens(case.path, one)
            names = changed(before, look(folder))
        assert landed(row.shape, case.landing, names), f"mode {one} wrote nothing"


@pytest.mark.parametrize("tried_case", _parameters("back"))
def test_what_is_written_is_read_back_from_where_it_is(case: Case, stage: Stage) -> None:
    assert case.back
    _written(case, stage.here)
    before = look(stage.here)
    assert case.back.read(case.landing) is not False
    assert changed(before, look(stage.here)) == [], "reading wrote to it"
    assert known(case.back.api), f"the catalogue does not know {case.back.api}"


def _creates_parents(case: Case, folder: Path) -> tuple[bool, str]:
    """Is something written below a directory that was not there, and what was raised."""
    _prepare(case, folder)
    before = look(folder)
    outcome = "nothing was raised"
    try:
        case.write(f"absent/{case.path}")
    except Exception as error:  # whatever it is, the missing directory is the cause: the control had none
        outcome = f"{type(error).__name__}: {error}"
    return bool(landed(Shape.PREFIX, f"absent/{case.landing}", changed(before, look(folder)))), outcome


def _written(case: Case, folder: Path) -> list[str]:
    """The names that appear when the case is run as it is meant."""
    _prepare(case, folder)
    if case.there:
        Path(case.path).mkdir()
    before = look(folder)
    with _installed():
        case.write(case.path)
    return changed(before, look(folder))


def _aged(case: Case, folder: Path) -> dict[str, tuple[int, int]]:
    _written(case, folder)
    age(folder)
    return look(folder)


def _prepare(case: Case, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    os.chdir(folder)  # the stage goes back to where the run was started
    if case.needs:
        case.needs()


@contextmanager
def _installed() -> Iterator[None]:
    """Skip the test if the library wants another one that is not there."""
    try:
        yield
    except ImportError as error:
        pytest.skip(f"not installed: {error}")
