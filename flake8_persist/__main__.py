"""``python -m flake8_persist`` is ``persist-fix``."""

from __future__ import annotations

from flake8_persist.cli import run

if __name__ == "__main__":
    run()
