"""Settings and installed sources belong to the machine: every session sets them up anew, and none of it is a result."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

CASES = {
    "a source of packages": ("!echo 'deb x main' | sudo tee /etc/apt/sources.list.d/x.list", []),
    "a library that is patched": ("open('/usr/local/lib/python3.12/dist-packages/x/a.py', 'w').write(new)", []),
    "one of an environment": ("open('/content/venv/lib/python3.12/site-packages/x/a.py', 'w').write(new)", []),
    "the key of a service": ("open('/root/.kaggle/kaggle.json', 'w').write(key)", []),
    "the key, by the home directory": ("open(os.path.expanduser('~/.netrc'), 'w').write(key)", []),
    "the key, written by the shell": ("!echo $key > ~/.kaggle/kaggle.json", []),
    "a result in the home directory": ("open('/root/scores.json', 'w').write(found)", ["PST112"]),
    "a result that is hidden in the working directory": ("open('.scores', 'w').write(found)", ["PST111"]),
    "a model is one wherever it lies": ("torch.save(net, '/usr/local/net.pt')", ["PST102"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_no_result(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(f"import os\nimport torch\n{source}\n").findings] == expected
