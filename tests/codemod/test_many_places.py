"""A file that names very many places is looked at as any other; what belongs together in it is not worked out."""

from __future__ import annotations

import pytest
from changing import refusals, result

from flake8_persist import analyze, fixing
from flake8_persist.settings import Settings


def saves(count: int) -> str:
    return "import torch\n" + "".join(f"torch.save(m, 'runs/{number}.pth')\n" for number in range(count))


def test_with_too_many_places_every_write_is_found_and_none_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixing, "_ACCESSES", 5)
    findings = analyze(saves(6), filename="train.py", settings=Settings(environment="colab")).findings
    assert [finding.repair for finding in findings] == [None] * 6
    assert refusals(saves(6)) == [fixing.TOO_MANY]


def test_with_as_many_as_a_person_writes_all_are_moved() -> None:
    assert len(result(saves(100)).fixed) == 100
