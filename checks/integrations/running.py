"""Run other programs, and take the parts of the documentation that are files of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "fixtures"
LOST = 'import numpy as np\n\nnp.save("scores.npy", np.zeros(3))\n'


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: str | None = None
) -> tuple[int, str]:
    """Exit status, and both streams as they come."""
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", **(env or {})},
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return result.returncode, result.stdout


def git(*arguments: str, cwd: Path) -> str:
    who = ("-c", "user.name=check", "-c", "user.email=check@example.org")
    status, out = run("git", *who, *arguments, cwd=cwd)
    assert status == 0, out
    return out.strip()


def titled(page: str) -> dict[str, str]:
    """The files that a page of the documentation shows, by their names."""
    from documentation.examples import blocks

    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return {block.title: block.text for block in blocks(text) if block.title is not None}
