"""flake8 with many plugins at once: each says its own, and ours says the same as alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from running import FIXTURES, run

OTHERS = {
    "B006": "def f(x=[]):\n    return x\n",
    "C408": "x = dict()\n",
    "ASYNC251": "import time\n\n\nasync def f():\n    time.sleep(1)\n",
    "TOR102": 'import torch\n\nmodel = torch.load("model.pth")\n',
}


def parses(path: Path) -> bool:
    try:
        ast.parse(path.read_bytes())
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("code", OTHERS)
def test_every_plugin_is_heard(code: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(OTHERS[code] + '\nopen("a.txt", "w")\n', encoding="utf-8")
    _, out = run("flake8", "--isolated", f"--select={code},PST", "a.py", cwd=tmp_path)
    assert f" {code} " in out
    assert " PST111 " in out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ours_says_the_same_among_others(jobs: str) -> None:
    names = [path.name for path in sorted(FIXTURES.glob("*.py")) if parses(path)]
    _, alone = run("flake8", "--isolated", "-j", jobs, "--select=PST", *names, cwd=FIXTURES)
    _, together = run("flake8", "--isolated", "-j", jobs, "--select=B,C4,ASYNC,TOR,E,F,W,PST", *names, cwd=FIXTURES)
    ours = [line for line in together.splitlines() if " PST" in line]
    assert sorted(ours) == sorted(alone.splitlines())
    assert len(ours) > 50
