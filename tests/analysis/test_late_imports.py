"""Cells of a notebook are not always run from the top: what only a later one imports is there all the same."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

CASES = {
    "in a later cell": ("torch.save(net, 'net.pt')\nimport torch", ["PST101"]),
    "under another name": ("sio.savemat('a.mat', found)\nimport scipy.io as sio", ["PST111"]),
    "by a name of its own": ("savefig('a.png')\nfrom matplotlib.pyplot import savefig", ["PST131"]),
    "for a function that is called before": (
        "def keep():\n    torch.save(net, 'net.pt')\nkeep()\nimport torch",
        ["PST101"],
    ),
    "a name that Python has by itself": ("open('a.csv', 'w')\nfrom codecs import decode as open", ["PST111"]),
    "a name that is bound to something else": ("import shelf as torch\ntorch.save(net, 'net.pt')\nimport torch", []),
    "a parameter": ("def keep(torch):\n    torch.save(net, 'net.pt')\nimport torch", []),
    "in a function, for itself": ("sio.savemat('a.mat', found)\ndef f():\n    import scipy.io as sio", []),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_imported_later(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(source).findings] == expected
