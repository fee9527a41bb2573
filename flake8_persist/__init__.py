"""Find the files that a program loses when its machine is wiped, and move them to storage that is kept.

    >>> from flake8_persist import analyze, fix
    >>> [finding.code for finding in analyze("open('results.txt', 'w')").findings]
    ['PST111']

Both are pure functions of text; see :mod:`flake8_persist.api`. The rooms of the package, in the order in which data
flows through them: ``notebooks``, ``catalog``, ``environments``, ``triage``, ``analysis``, ``rules``, ``codemod``,
``reports``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_persist.api import FixResult, Report, analyze, fix

__version__ = "0.1.0"
__all__ = ["FixResult", "Report", "__version__", "analyze", "fix"]


def __getattr__(name: str) -> object:
    """The library is loaded when it is used: flake8 imports this package in every run."""
    if name in __all__:
        from flake8_persist import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
