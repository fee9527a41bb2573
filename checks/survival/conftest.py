"""A check for people, not for every test run: fixed programs with the libraries that they are written for.

``tox -e survival`` installs them all; it needs Linux, where mount namespaces can be made. Every program is run as it
is, so that the table at the end can show what is lost, then fixed, and then again in another session.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from namespace import Namespace, is_possible
from outcome import outcomes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not is_possible():
        for item in items:
            item.add_marker(pytest.mark.skip("no mount namespaces here"))


@pytest.fixture(scope="session")
def namespace(tmp_path_factory: pytest.TempPathFactory) -> Namespace:
    return Namespace(tmp_path_factory.mktemp("modules"))


@pytest.fixture
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("machine")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for status in ("passed", "failed")
        for report in terminalreporter.getreports(status)
        if isinstance(report, pytest.TestReport)
    ]
    found = outcomes(reports)
    if found:
        terminalreporter.section("what is lost, and what outlives the machine once the program is fixed")
        for line in found:
            terminalreporter.line(line)
