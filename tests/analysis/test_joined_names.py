"""A name that a library joins to a directory which its object has been told before."""

from __future__ import annotations

import pytest
from fates import fates

DRIVE = "/content/drive/MyDrive"
FASTAI = "from fastai.vision.all import *\n"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (f"from graphviz import Digraph\nDigraph('g', directory='{DRIVE}').render('x')", "persistent persistent"),
        (f"from graphviz import Digraph\nDigraph(filename='f.gv', directory='{DRIVE}')", "persistent"),
        ("from graphviz import Digraph\nDigraph('g').render('x')", "relative"),
        (f"{FASTAI}n = vision_learner(d, r, path='{DRIVE}')\nn.save('a')\nn.export('b')", " ".join(["persistent"] * 3)),
        (
            f"{FASTAI}n = vision_learner(d, r)\nn.path = Path('{DRIVE}')\nn.save('a')\nn.export('b')",
            "persistent persistent",
        ),
        (f"{FASTAI}n = vision_learner(d, r)\nn.save('a')\nn.export('b')", "relative relative"),
        (
            f"from fvcore.common.checkpoint import Checkpointer\nCheckpointer(m, '{DRIVE}').save('a')",
            "persistent persistent",
        ),
        (f"import Augmentor\nAugmentor.Pipeline('{DRIVE}', output_directory='out')", "persistent"),
        ("import Augmentor\nAugmentor.Pipeline('in', output_directory='out')", "relative"),
        (
            f"from stable_baselines3 import PPO\nPPO('a', e, tensorboard_log='{DRIVE}').learn(1, tb_log_name='x')",
            "persistent",
        ),
        ("from stable_baselines3 import PPO\nPPO('a', e).learn(1, tb_log_name='x')", ""),
    ],
)
def test_joined_names(cells: str, expected: str) -> None:
    assert fates(cells) == expected


def test_a_run_of_gpt_2_simple_is_copied_to_drive_by_its_own_function() -> None:
    cells = "import gpt_2_simple as gpt2\ngpt2.finetune(s, 'a.txt')\n"
    assert fates(cells) == "default"
    assert fates(f"{cells}gpt2.copy_checkpoint_to_gdrive(run_name='run1')") == "kept"
    assert fates("import gpt_2_simple as gpt2\ngpt2.copy_checkpoint_from_gdrive(run_name='run1')") == ""
