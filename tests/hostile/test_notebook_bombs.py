"""Notebooks that are made to do harm: one line about each, and they stay as they are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog import no_hang

from flake8_persist import outcomes
from flake8_persist.cli import main
from flake8_persist.settings import Settings

COLAB = Settings(environment="colab")
LOST = "import torch\ntorch.save(m, 'a.pt')\n"


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with no_hang():
        yield


def cell(source: Any = LOST, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source, **more}


def book(*cells: Any, **more: Any) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


DEEP = "[" * 100_000
BROKEN = {
    "lists": DEEP,
    "lists that end": DEEP + "]" * 100_000,
    "objects": '{"cells": ' * 100_000,
    "lists in metadata": book(cell())[:-1] + f', "x": {DEEP}{"]" * 100_000}}}',
    "lists in a cell": '{"cells": [{"cell_type": "code", "source": ' + DEEP + "]" * 100_000 + '}], "nbformat": 4}',
    "a long number": book(cell())[:-1] + f', "x": {"9" * 100_000}}}',
    "no end": book(cell())[:-20],
    "no cells": '{"nbformat": 4}',
    "cells that are none": '{"cells": [1, null, []], "nbformat": 4}',
    "cells that are an object": '{"cells": {"0": {}}, "nbformat": 4}',
    "a source that is none": book(cell(source={"a": 1})),
    "a source of numbers": book(cell(source=[1, 2])),
    "nothing": "",
    "a number": "1e999999999",
    "two notebooks": book(cell()) * 2,
    "a NUL": book(cell()).replace("torch", "to\0rch"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notebook_is_one_line_and_stays(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.ipynb").write_text(BROKEN[name])
    Path("good.ipynb").write_text(book(cell()))
    assert main(["--environment", "colab", "--output-format", "concise", "bad.ipynb", "good.ipynb"]) == 2
    out = capsys.readouterr().out
    assert [line.partition(":")[0] for line in out.splitlines() if "PST900" in line] == ["bad.ipynb"]
    assert "internal error" not in out
    assert Path("bad.ipynb").read_text() == BROKEN[name]
    assert "PERSIST_ROOT" in Path("good.ipynb").read_text()


ODD = {
    "infinities": book(cell(), x=float("inf"), y=float("nan")),
    "a number out of range": book(cell())[:-1] + ', "x": 1e999999999, "y": -0.0e-99999999}',
    "keys twice": book(cell())[:-1] + ', "x": 1, "x": 2}',
    "cells twice": book(cell(source="x = 1\n"))[:-1] + ', "cells": [' + json.dumps(cell()) + "]}",
    "a source twice": book(cell(source="x = 1\n")).replace('"source": ', '"source": "y = 1\\n", "source": '),
    "surrogates": book(cell(source=f"{LOST}x = '\ud800\udfff\udc00'\n", id="\udcff")),
    "ids that lead out": book(cell(id="../../etc/passwd"), cell(id="/tmp/x"), cell(id="a\0b"), cell(id="..")),
    "the same id": book(*(cell(id="same") for _ in range(50))),
    "a version from far away": book(cell(), nbformat=10**400, nbformat_minor=-1),
    "a version that is none": book(cell(), nbformat="4", nbformat_minor=[5]),
    "metadata that is none": book(cell(metadata=None, outputs={"a": 1}), metadata=[1]),
    "a language with escapes": book(cell(), metadata={"kernelspec": {"language": "\x1b[2Jpython"}}),
    "many pieces": book(cell(source=list(LOST * 1_000))),
    "a long line": book(cell(source=LOST + "x = '" + "a" * 1_000_000 + "'\n")),
    "big outputs": book(cell(outputs=[{"data": {"image/png": "a" * 10_000_000}}])),
    "line ends": book(cell(source="import torch\r\ntorch.save(m, 'a.pt')\r\r\n\x0b\x0c\x1c\u2028x = 1\n")),
    "empty cells": book(*(cell(source="") for _ in range(2_000)), cell()),
    "many cells": book(*({"cell_type": "markdown", "source": "", "metadata": {}} for _ in range(20_000)), cell()),
    "many cells of code": book(*(cell(source=f"x = {number}\n") for number in range(800)), cell()),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_notebook_is_no_obstacle(name: str) -> None:
    data = ODD[name].encode("utf-8", "surrogatepass")
    checked, fixed = (work(data, "a.ipynb", "a.ipynb", COLAB) for work in (outcomes.check, outcomes.fix))
    assert (checked.crash, fixed.crash) == (None, None)
    assert checked.report.error == fixed.report.error
    if fixed.data is None:
        assert not fixed.fixed
    else:
        assert len(json.loads(fixed.data)["cells"]) in range(
            len(json.loads(data)["cells"]), len(json.loads(data)["cells"]) + 2
        )
        assert outcomes.fix(fixed.data, "a.ipynb", "a.ipynb", COLAB).data in (None, fixed.data)


def test_no_name_in_a_notebook_leads_to_another_file(tmp_path: Path) -> None:
    Path("work").mkdir()
    os.chdir("work")
    cells = [cell(id="../../up"), cell(source="%%writefile ../up.py\n" + LOST), cell(source="!cp a.pt ../b.pt\n")]
    Path("a.ipynb").write_text(book(*cells, metadata={"name": "../up", "path": "/up", "jupytext": {"text": "../up"}}))
    main(["--environment", "colab", "--quiet", "a.ipynb"])
    assert (os.listdir(tmp_path), os.listdir()) == (["work"], ["a.ipynb"])
