from __future__ import annotations

import io

import pytest

from flake8_persist import progress
from flake8_persist.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    return screen


def test_it_shows_how_much_is_done(terminal: Terminal) -> None:
    shown = Progress(terminal, shown=True)
    shown.total = 4
    shown.step()
    assert terminal.getvalue().endswith("[#######                       ] 1/4 files")


def test_it_counts_where_nobody_knows_how_much_there_is(terminal: Terminal) -> None:
    shown = Progress(terminal, shown=True)
    shown.step()
    shown.step()
    assert terminal.getvalue().endswith("2 files")


def test_it_is_gone_before_anything_else_is_printed(terminal: Terminal) -> None:
    shown = Progress(terminal, shown=True)
    shown.step()
    shown.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")
    before = terminal.getvalue()
    shown.clear()
    assert terminal.getvalue() == before


@pytest.mark.parametrize("reason", ["not wanted", "a short run", "no terminal", "a dumb terminal"])
def test_nothing_is_shown_where(reason: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    if reason == "a short run":
        monkeypatch.setattr(progress, "_PATIENCE", 1000.0)
    elif reason == "no terminal":
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    elif reason == "a dumb terminal":
        monkeypatch.setenv("TERM", "dumb")
    shown = Progress(terminal, shown=reason != "not wanted")
    shown.step()
    shown.clear()
    assert terminal.getvalue() == ""
