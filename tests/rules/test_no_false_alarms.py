"""What ordinary code does all the time, and what is no loss."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze
from flake8_persist.settings import Settings

TEMPORARY = "import os, tempfile, torch\nd = tempfile.mkdtemp()\n"

SILENT = {
    "standard output by its usual name": (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--out', default='-')\n"
        "open(p.parse_args().out, 'w')"
    ),
    "a stream's name for messages": "def save(text, name):\n    open(name, 'w').write(text)\nsave('', '<stdin>')",
    "a default of None that would fail": "def f(name=None):\n    open(name + '.html', 'w')\nf()",
    "a default of None in the middle": "def f(name=None):\n    open('a_' + name + '.html', 'w')\nf()",
    "a default of None as a path": "def f(path=None):\n    open(str(path), 'w')\nf()",
    "a default of None as a directory": "def f(path=None):\n    open(f'{path}/a.txt', 'w')\nf()",
    "a module that is always there": (
        "try:\n    import tempfile\n    f = tempfile.TemporaryFile()\nexcept ImportError:\n    f = open('/tmp/a', 'w')"
    ),
    "a write that a test expects to fail": (
        "import pytest, torch\ndef test():\n    with pytest.raises(ValueError):\n        torch.save(m, 'a.pt')"
    ),
    "a write that a test case expects to fail": (
        "import torch, unittest\nclass T(unittest.TestCase):\n    def test(self):\n"
        "        with self.assertRaisesRegex(ValueError, 'x'):\n            torch.save(m, 'a.pt')"
    ),
    "a version that the shell takes for a file": "get_ipython().system('pip install torch>=2.0 numpy')",
    "a flag without a default": (
        "import tensorflow as tf\nfrom absl import flags\nflags.DEFINE_string('model_dir', None, '')\n"
        "tf.estimator.RunConfig(model_dir=flags.FLAGS.model_dir)"
    ),
}

REPORTED = {
    "a write after one that is expected to fail": (
        "import pytest\nwith pytest.raises(ValueError):\n    open('a', 'w')\nopen('b', 'w')",
        "PST111",
    ),
    "a write that is expected to warn": ("import pytest\nwith pytest.warns():\n    open('a', 'w')", "PST111"),
    "a file with a dash in its name": ("open('-a', 'w')", "PST111"),
    "a default that is a name": ("def f(name='a'):\n    open(name + '.html', 'w')\nf()", "PST111"),
    "a module that may be missing": (
        "try:\n    import tempfile, foo\nexcept ImportError:\n    open('/tmp/a', 'w')",
        "PST112",
    ),
    "another error": (
        "import os\ntry:\n    import tempfile\n    os.stat('a')\nexcept OSError:\n    open('/tmp/a', 'w')",
        "PST112",
    ),
    "a flag with a default": (
        "from absl import flags\nflags.DEFINE_string('out', 'a.csv', '')\nopen(flags.FLAGS.out, 'w')",
        "PST111",
    ),
    "a temporary directory on a rented machine": (TEMPORARY + "torch.save(m, d + '/a.pth')", "PST102"),
}

SILENT_ON_ONES_OWN_MACHINE = {
    "relative": "open('a.csv', 'w')",
    "a temporary directory that was asked for": TEMPORARY + "torch.save(m, os.path.join(d, 'a.pth'))",
    "the directory of temporary files": (
        "import tempfile\nfrom pathlib import Path\n(Path(tempfile.gettempdir()) / 'cache' / 'a').write_text('')"
    ),
    "a temporary file": "import tempfile\nfd, name = tempfile.mkstemp()\nopen(name, 'w')",
}


def codes(source: str, platform: str = "colab") -> list[str]:
    return [finding.code for finding in analyze(source, settings=Settings(environment=platform)).findings]


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT.keys())
def test_no_loss_is_not_reported(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize(("source", "code"), REPORTED.values(), ids=REPORTED.keys())
def test_a_loss_that_looks_much_like_it_is_reported(source: str, code: str) -> None:
    assert codes(source) == [code]


@pytest.mark.parametrize("source", SILENT_ON_ONES_OWN_MACHINE.values(), ids=SILENT_ON_ONES_OWN_MACHINE.keys())
def test_files_are_kept_on_ones_own_machine(source: str) -> None:
    assert codes(source, "local") == []


def test_a_path_below_tmp_is_lost_on_ones_own_machine_too() -> None:
    assert codes("open('/tmp/a.csv', 'w')", "local") == ["PST112"]


@pytest.mark.parametrize("variable", ["SM_MODEL_DIR", "SM_OUTPUT_DATA_DIR"])
def test_what_an_argument_falls_back_to_where_a_training_job_sets_the_variable_is_no_loss(variable: str) -> None:
    source = (
        "import argparse, os\np = argparse.ArgumentParser()\n"
        f"p.add_argument('--out', default=os.environ.get('{variable}', './out'))\n"
        "open(os.path.join(p.parse_args().out, 'a.csv'), 'w')"
    )
    assert codes(source, "sagemaker") == []
    assert codes(source) == ["PST111"]
