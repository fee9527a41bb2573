"""Refusals that only the whole of a plan shows: collisions, other mentions, renames across disks."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.api import preview
from flake8_persist.codemod.crossing import ONE_SIDE
from flake8_persist.codemod.destinations import COLLISION, ELSEWHERE
from flake8_persist.codemod.mentions import COMMANDED, IMPORTED, UNCLEAR
from flake8_persist.codemod.plan import NO_PARAMETER
from flake8_persist.rules.registry import RULES
from flake8_persist.settings import Settings

TORCH = "import os, shutil, torch\n"


@pytest.mark.parametrize(
    "lines",
    [
        'torch.save(1, "/tmp/m.pt")\ntorch.save(2, "/content/m.pt")',
        'torch.save(1, "m.pt")\ntorch.save(2, "../m.pt")',
        'torch.save(1, "/tmp/d/m.pt")\ntorch.save(2, "d/m.pt")',
        'for n in "ab":\n    torch.save(1, f"/tmp/e_{n}.pt")\n    torch.save(2, f"e_{n}.pt")',
        'torch.save(1, "m.pt")\nos.chdir("/content/sub")\ntorch.save(2, "m.pt")',
    ],
)
def test_two_files_do_not_end_at_one_place(lines: str) -> None:
    assert refusals(TORCH + lines + "\n") == [COLLISION]


@pytest.mark.parametrize(
    "lines",
    [
        'os.makedirs("d")\ntorch.save(1, "d/m.pt")\nos.chdir("./d")\ntorch.load("m.pt")',
        'os.makedirs("d")\ntorch.save(1, "d/m.pt")\nos.chdir("d")\nprint(os.listdir("."))',
    ],
)
def test_one_file_does_not_end_at_two_places(lines: str) -> None:
    assert refusals(TORCH + lines + "\n") == [ELSEWHERE]


def test_one_file_by_two_names_is_no_collision() -> None:
    assert changes(f'{TORCH}torch.save(1, "m.pt")\ntorch.save(2, "/content/m.pt")\n').count("PERSIST_ROOT") == 2


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ('custom("d/m.pth")', 'custom(f"{PERSIST_ROOT}/d/m.pth")'),
        ('custom("./d/m.pth")', 'custom(f"{PERSIST_ROOT}/d/m.pth")'),
        ('custom(path="/content/d/m.pth")', 'custom(path=f"{PERSIST_ROOT}/d/m.pth")'),
        ('custom("d/other.bin")', 'custom(f"{PERSIST_ROOT}/d/other.bin")'),
        ('custom(f"d/{n}.bin")', 'custom(f"{PERSIST_ROOT}/d/{n}.bin")'),
        ('custom(os.path.join("d", "m.pth"))', 'custom(os.path.join(f"{PERSIST_ROOT}/d", "m.pth"))'),
        ('custom("d/" + n)', 'custom(f"{PERSIST_ROOT}/d/" + n)'),
        ('custom(name="d/m.pth")', 'custom(name=f"{PERSIST_ROOT}/d/m.pth")'),
        ('Net.from_pretrained("d")', 'Net.from_pretrained(f"{PERSIST_ROOT}/d")'),
    ],
)
def test_other_mentions_move_along(mention: str, expected: str) -> None:
    program = f'{TORCH}os.makedirs("d", exist_ok=True)\ntorch.save(1, "d/m.pth")\n{mention}\n'
    assert changes(program).splitlines()[-1] == expected


@pytest.mark.parametrize(
    "mention",
    [
        'custom("data/in.csv")',
        'custom("https://x.org/d/m.pth")',
        'print("d")',
        'logging.info("d/m.pth")',
        'parser.add_argument("d")',
        'plt.title("d")',
        'run(name="d")',
        'x = {"d": 1}["d"]',
        '"""d"""',
    ],
)
def test_what_mentions_something_else_stays(mention: str) -> None:
    program = f'{TORCH}os.makedirs("d", exist_ok=True)\ntorch.save(1, "d/m.pth")\n{mention}\n'
    assert mention in result(program).source
    assert "PERSIST_ROOT" in result(program).source


@pytest.mark.parametrize(
    ("mention", "reason"),
    [
        ('custom("d")', UNCLEAR),
        ('custom(r"d/{}.pth".format("m"))', UNCLEAR),
        ('copy_to_bucket("d/m.pth", "d/m.pth")', UNCLEAR),
        ('custom("d" "/m.pth")', UNCLEAR),
        ('os.system("python eval.py d/m.pth")', COMMANDED),
        ("get_ipython().system('cd x && ./y --weights ../d/m.pth')", COMMANDED),
        (
            'os.system(f"python eval.py {x}")\nget_ipython().run_cell_magic("bash", "", "python eval.py d/m.pth")',
            COMMANDED,
        ),
    ],
)
def test_mentions_that_cannot_move(mention: str, reason: str) -> None:
    program = f'{TORCH}os.makedirs("d", exist_ok=True)\ntorch.save(1, "d/m.pth")\n{mention}\n'
    assert refusals(program) == [reason]


def test_a_module_that_is_imported_stays() -> None:
    assert refusals('open("layers.py", "w").write("x = 1")\nimport layers\n') == [IMPORTED]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('os.replace("m.tmp", "m.pt")', 'os.replace(f"{PERSIST_ROOT}/m.tmp", f"{PERSIST_ROOT}/m.pt")'),
        ('os.rename("m.tmp", NEW)', 'shutil.move(f"{PERSIST_ROOT}/m.tmp", NEW)'),
        ('shutil.move("m.tmp", NEW)', 'shutil.move(f"{PERSIST_ROOT}/m.tmp", NEW)'),
        ('os.rename("m.tmp", "/content/old/m.pt")', None),
    ],
)
def test_renames(line: str, expected: str | None) -> None:
    found = changes(f'import os, shutil, torch\nfrom own import NEW\ntorch.save(1, "m.tmp")\n{line}\n').splitlines()[-1]
    assert found == (expected or 'os.rename(f"{PERSIST_ROOT}/m.tmp", f"{PERSIST_ROOT}/old/m.pt")')


def test_shutil_is_imported_where_a_rename_needs_it() -> None:
    found = result('import os\nfrom own import NEW\nopen("a.txt", "w").write("")\nos.rename("a.txt", NEW)\n').source
    assert "import os\nimport shutil\nimport tempfile\n" in found
    assert 'shutil.move(f"{PERSIST_ROOT}/a.txt", NEW)' in found


@pytest.mark.parametrize(
    "renaming",
    [
        'with open("a.txt", "w") as f: f.write("x")\nos.rename(f.name, "b.txt")',
        'f = open("a.txt", "w")\nf.close()\nos.replace(f.name, "b.txt")',
        'with Path("a.txt").open("w") as f: f.write("x")\nPath(f.name).rename("b.txt")',
    ],
)
def test_a_file_that_is_renamed_by_the_name_of_its_object_stays(renaming: str) -> None:
    assert refusals(f"import os\nfrom pathlib import Path\n{renaming}\n") == [ONE_SIDE]


def test_a_file_may_be_renamed_by_the_name_of_its_object_to_what_moves_too() -> None:
    found = changes(
        'import os\nopen("b.txt", "w").write("y")\nwith open("a.txt", "w") as f: f.write("x")\n'
        'os.replace(f.name, "b.txt")\n'
    )

    assert '(f.name, f"{PERSIST_ROOT}/b.txt")' in found


def test_a_rename_that_cannot_be_a_move_keeps_everything_where_it_is() -> None:
    program = 'from pathlib import Path\nfrom own import NEW\nP = Path("a.txt")\nP.write_text("")\nP.rename(NEW)\n'
    assert refusals(program) == [ONE_SIDE]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "!python train.py --img 640 --weights yolov5s.pt",
            '!python train.py --img 640 --weights yolov5s.pt --project "{PERSIST_ROOT}/runs/train"',
        ),
        (
            "!python yolov5/detect.py --weights a.pt --source b | cat",
            '!python yolov5/detect.py --weights a.pt --source b --project "{PERSIST_ROOT}/yolov5/runs/detect" | cat',
        ),
        (
            "!yolo detect train data=d.yaml name=a",
            '!yolo detect train data=d.yaml name=a project="{PERSIST_ROOT}/runs/detect"',
        ),
    ],
)
def test_a_command_that_chooses_its_place_is_given_one(before: str, after: str) -> None:
    assert changes(before + "\n") == after


def test_reads_of_what_a_command_writes_move_along() -> None:
    program = "!yolo detect train data=d.yaml\nopen('runs/detect/train/results.csv').read()\n"
    assert changes(program) == (
        '!yolo detect train data=d.yaml project="{PERSIST_ROOT}/runs/detect"\n'
        "open(f'{PERSIST_ROOT}/runs/detect/train/results.csv').read()"
    )


def test_a_command_whose_place_is_not_known_stays() -> None:
    assert refusals("!yolo train model=my.pt\n") == [NO_PARAMETER]


def test_silenced_lines_stay() -> None:
    program = f'{TORCH}torch.save(1, "a.pt")  # noqa: PST101\ntorch.save(2, "b.pt")\n'
    assert changes(program) == 'torch.save(2, f"{PERSIST_ROOT}/b.pt")'


@pytest.mark.parametrize("source", ["", "x = 1\n", "print('m.pth')\n", "import torch\ntorch.load('m.pth')\n"])
def test_nothing_to_do(source: str) -> None:
    assert result(source).source == source


def test_what_a_name_is_made_of_moves_where_it_is_a_path_itself() -> None:
    program = """\
import json
def describe(path):
    with open(path + ".json", "w") as file:
        json.dump({"path": path}, file)
    return path + ".json"
wavfile.write("a.wav", 16000, sound)
recognise(describe("a.wav"))
"""
    assert 'recognise(describe(f"{PERSIST_ROOT}/a.wav"))' in changes(f"from scipy.io import wavfile\n{program}")


def test_a_directory_of_checkpoints_is_looked_into() -> None:
    save = "import tensorflow as tf\ntf.train.Saver().save(session, 'checkpoints/a.ckpt')\n"
    assert refusals(f"{save}tf.train.get_checkpoint_state('checkpoints')\n") == [UNCLEAR]


def test_a_call_that_reads_what_moves_reads_it_by_its_other_arguments_as_well() -> None:
    save = (
        'from transformers import AutoModel, pipeline\nm = AutoModel.from_pretrained("b")\nm.save_pretrained("./out")\n'
    )
    assert changes(f'{save}p = pipeline("ner", model="./out", tokenizer="./out")\n').splitlines()[-1] == (
        'p = pipeline("ner", model=f"{PERSIST_ROOT}/out", tokenizer=f"{PERSIST_ROOT}/out")'
    )


def _unmounted(lines: str) -> str:
    return f"from google.colab import drive\ndrive.mount('/content/drive')\ndrive.flush_and_unmount()\n{lines}\n"


@pytest.mark.parametrize(
    "program",
    [
        *(rule.bad for rule in RULES.values() if rule.code != "PST900"),
        _unmounted('open("/content/drive/MyDrive/a.txt", "w")'),
        _unmounted('open("/content/drive/MyDrive/a.txt", "w")\nopen("b.txt", "w")'),
        'import os\nos.makedirs("gs://b/x")\nopen("s3://b/y", "w")\n',
        'with open("a.txt") as f: f.read()\nwith open("a.txt", "w") as f: f.write("")\n',
    ],
)
def test_whatever_remains_does_so_for_a_reason(program: str) -> None:
    settings = Settings(environment="colab", extend_select=("PST3", "PST4", "PST901"))
    found = preview(program, filename="train.py", settings=settings)
    assert found.error is None
    assert len(found.refusals) == len(found.remaining)
