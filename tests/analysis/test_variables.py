"""Environment variables by which a call without a path goes elsewhere, or nowhere."""

from __future__ import annotations

import pytest
from written_paths import program

from flake8_persist.analysis.access import Access
from flake8_persist.catalog import data, variables
from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.model import Direction, Kind

START = "import os, wandb\n"


def inits(source: str) -> list[Access]:
    return [one for one in program(START + source).accesses if one.api.name == "wandb.init"]


@pytest.mark.parametrize(
    "source",
    [
        "os.environ['WANDB_DIR'] = '/content/drive/MyDrive/logs'\nwandb.init()",
        "os.environ['WANDB_DIR'] = 'logs'\nwandb.init()",  # the assignment is what is reported
        "os.environ['WANDB_MODE'] = 'disabled'\nwandb.init()",
        "def prepare():\n    os.environ['WANDB_MODE'] = 'disabled'\nprepare()\nwandb.init()",
        "get_ipython().run_line_magic('env', 'WANDB_MODE=disabled')\nwandb.init()",
        "get_ipython().run_line_magic('set_env', 'WANDB_DIR logs')\nwandb.init()",
        "get_ipython().magic('env WANDB_MODE=disabled')\nwandb.init()",
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
        "def prepare():\n    os.environ['WANDB_MODE'] = 'disabled'\nwandb.init()",
        "get_ipython().run_line_magic('env', 'WANDB_MODE=$mode')\nwandb.init()",
        "get_ipython().run_line_magic('env', 'WANDB_MODE')\nwandb.init()",
        "os.environ['WANDB_DIR'] = '/content/drive/MyDrive/logs'\nwandb.init(dir='.')",
    ],
)
def test_nothing_else_does(source: str) -> None:
    assert len(inits(source)) == 1


@pytest.mark.parametrize(
    ("decided", "count"),
    [
        ("", 1),
        ("mlflow.set_tracking_uri('http://a:5000')\n", 0),
        ("mlflow.set_tracking_uri(uri)\n", 0),
        ("mlflow.login()\n", 0),
        ("try:\n    import mlflow\nexcept ImportError:\n    mlflow = None\nmlflow.set_tracking_uri(uri)\n", 0),
        ("os.environ['MLFLOW_TRACKING_URI'] = uri\n", 0),
        ("other.login()\n", 1),
        ("from dotenv import load_dotenv\nload_dotenv()\n", 0),
    ],
)
def test_a_call_decides(decided: str, count: int) -> None:
    accesses = program(f"import os, mlflow\n{decided}mlflow.start_run()").accesses
    assert [one.api.name for one in accesses].count("mlflow.start_run") == count


@pytest.mark.parametrize("platform", ["databricks", "azureml"])
def test_a_platform_decides(platform: str) -> None:
    source = "import mlflow\nmlflow.start_run()\nopen('/tmp/a', 'w')\nmlflow.log_artifact('/tmp/a')"
    accesses = program(source, platform).accesses
    assert "mlflow.start_run" not in [one.api.name for one in accesses]
    assert [bool(one.kept_by) for one in accesses if one.api.name == "builtins.open"] == [True]


def test_a_variable_that_is_made_of_itself_is_not_known() -> None:
    source = "def add():\n    os.environ['OUT'] = os.environ['OUT'] + '/a'\nadd()\nopen(os.environ['OUT'], 'w')"
    assert [one.targets[0].absolute.prefix for one in program(START + source).accesses] == [""]


def test_the_table_names_calls_that_have_a_default_and_directories_that_are_known() -> None:
    rows = [line.split(",") for line in data.lines("variables.csv")]
    for call, name, off, verified in rows:
        catalog = Catalog.for_roots(frozenset({call.partition(".")[0]}))
        leaves = any(api.direction is Direction.COPY_OUT for api in catalog.calls(call))
        assert leaves or any(api.default not in (None, "-") for api in catalog.calls(call))
        called, is_call, _ = name.partition("(")
        assert (called, off, bool(is_call)) in [one[:3] for one in variables.deciding(call)]
        is_known = [api.kind for api in catalog.calls(f"os.environ[{name!r}]")] == [Kind.ASSIGNMENT]
        assert off or is_call or name.startswith("@") or call.startswith("mlflow.") or is_known
        assert "==" in verified
