"""Environment variables by which a call without a path goes elsewhere, or nowhere."""

from __future__ import annotations

import pytest
from written_paths import program

from flake8_persist.analysis.access import Access
from flake8_persist.catalog import data, variables
from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.model import Kind

START = "import os, wandb\n"


def inits(source: str) -> list[Access]:
    return [one for one in program(START + source).accesses if one.api.name == "wandb.init"]


@pytest.mark.parametrize(
    "source",
    [
        "os.environ['WANDB_DIR'] = '/content/drive/MyDrive/logs'\nwandb.init()",
        "os.environ['WANDB_DIR'] = 'logs'\nwandb.init()",  # the assignment is what is reported
        "os.environ['WANDB_MODE'] = 'disabled'\nwandb.init()",
    ],
)
def test_a_variable_decides(source: str) -> None:
    assert inits(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "wandb.init()",
        "os.environ['WANDB_PROJECT'] = 'a'\nwandb.init()",
        "os.environ['WANDB_MODE'] = 'offline'\nwandb.init()",
        "os.environ['WANDB_DIR'] = '/content/drive/MyDrive/logs'\nwandb.init(dir='.')",
    ],
)
def test_nothing_else_does(source: str) -> None:
    assert len(inits(source)) == 1


def test_the_table_names_calls_that_have_a_default_and_directories_that_are_known() -> None:
    rows = [line.split(",") for line in data.lines("variables.csv")]
    for call, name, off, verified in rows:
        catalog = Catalog.for_roots(frozenset({call.partition(".")[0]}))
        assert any(api.default not in (None, "-") for api in catalog.calls(call))
        assert variables.Variable(name, off) in variables.deciding(call)
        assert off or [api.kind for api in catalog.calls(f"os.environ[{name!r}]")] == [Kind.ASSIGNMENT]
        assert "==" in verified
