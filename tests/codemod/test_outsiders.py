"""What other programs look for where it is."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.mentions import UNCLEAR
from flake8_persist.codemod.outsiders import BESIDE, EXECUTED, HIDDEN, MARK, RUN, SYSTEM, TOLD

SAVE = 'open("/content/helper.py", "w").write("x = 1")\n'
TRAIN = "get_ipython().system('python train.py')\n"


def cell(magic: str, given: str, text: str) -> str:
    return f"get_ipython().run_cell_magic({magic!r}, {given!r}, {text!r})\n"


@pytest.mark.parametrize(
    "program",
    [
        "get_ipython().system('touch installed')\n",
        'from pathlib import Path\nPath("/content/.installed").touch()\n',
    ],
)
def test_marks_are_for_this_machine(program: str) -> None:
    assert refusals(program) == [MARK]


@pytest.mark.parametrize("path", [".streamlit/config.toml", "/content/.streamlit/config.toml"])
def test_hidden_files_are_for_other_programs(path: str) -> None:
    program = f'import os\np = os.path.expanduser("{path}")\nopen(p, "w").write("secret")\n'
    assert refusals(program) == [HIDDEN]


def test_checkpoints_may_be_hidden() -> None:
    assert "PERSIST_ROOT" in changes('import torch\ntorch.save(1, ".checkpoints/m.pt")\n')


@pytest.mark.parametrize(
    "use",
    [
        'open("/content/drive/MyDrive/run.sh", "w").write("""cd x\npython /content/helper.py\n""")\n',
        'subprocess.run(["bash", "-c", """cd x\npython /content/helper.py\n"""])\n',
    ],
)
def test_what_a_written_script_names_stays(use: str) -> None:
    mount = 'from google.colab import drive\ndrive.mount("/content/drive")\n'
    assert refusals(f"{mount}{SAVE}{use}") == [TOLD]


@pytest.mark.parametrize(
    "use",
    [
        '"""Writes /content/helper.py,\nand nothing else."""\n',
        'print("/content/helper.py")\n',
        cell("writefile", "/content/drive/MyDrive/run.py", "x = '/content/helper.py.bak'\n"),
    ],
)
def test_what_is_only_explained_moves(use: str) -> None:
    mount = 'from google.colab import drive\ndrive.mount("/content/drive")\n'
    assert 'open(f"{PERSIST_ROOT}/helper.py", "w")' in changes(f"{use}{mount}{SAVE}")


def test_a_directory_into_which_a_written_script_logs_stays() -> None:
    log = "from torch.utils.tensorboard import SummaryWriter\n"
    show = "get_ipython().run_line_magic('tensorboard', '--logdir runs')\n"
    script = cell("writefile", "/content/drive/MyDrive/x.py", "w = SummaryWriter('runs/b')\n")
    mount = 'from google.colab import drive\ndrive.mount("/content/drive")\n'
    assert refusals(f'{mount}{log}SummaryWriter("runs/a")\n{show}{script}') == [TOLD]


def test_what_a_script_of_the_shell_completes_stays() -> None:
    write = 'name = "abc"\nopen(f"{name}.fasta", "w").write(">x")\n'
    assert refusals(write + cell("bash", '-s "$name"', "head $1.fasta\n")) == [TOLD]
    assert "PERSIST_ROOT" in changes(write + cell("bash", '-s "$name"', "echo $1\n"))


@pytest.mark.parametrize("address", ["https://github.com/some/tts", "https://github.com/some/x.git tts"])
def test_data_in_a_clone_is_for_its_programs(address: str) -> None:
    clone = f"get_ipython().system('git clone -q {address}')\n"
    write = 'open("/content/tts/lists/train.txt", "w").write("a")\n'
    assert refusals(f"{clone}{write}{TRAIN}") == [RUN]
    assert refusals(f"{clone}{write}import train\n") == [RUN]
    assert "PERSIST_ROOT" in changes(f"{clone}{TRAIN}{write}")
    assert "PERSIST_ROOT" in changes(f'{clone}import torch\ntorch.save(1, "/content/tts/m.pt")\n{TRAIN}')


@pytest.mark.parametrize("use", ['custom("/content/demo")', 'project = "/content/demo"\ncustom(project)'])
def test_what_is_given_the_directory_around_may_look_for_it_there(use: str) -> None:
    write = 'from pathlib import Path\n(Path("/content/demo/a") / "meta.yaml").write_text("x")\n'
    assert refusals(f"{write}{use}\n") == [UNCLEAR]
    assert "PERSIST_ROOT" in changes(f'{write}custom("/content")\n')


@pytest.mark.parametrize("run", ["bash descriptors.sh", "python -u tools/train.py --epochs 3", "./run.sh"])
def test_a_program_of_others_may_read_what_lies_beside_it(run: str) -> None:
    write = 'import pandas as pd\npd.DataFrame().to_csv("molecules.smi")\n'
    assert refusals(f"{write}get_ipython().system({run!r})\n") == [RUN]
    assert "PERSIST_ROOT" in changes(f"get_ipython().system({run!r})\n{write}")
    assert "PERSIST_ROOT" in changes(f"{write}get_ipython().system('pip install x')\n")


def test_a_program_of_others_may_be_run_by_its_words() -> None:
    write = 'import pandas as pd\npd.DataFrame().to_csv("molecules.smi")\n'
    assert refusals(f"{write}subprocess.run([sys.executable, 'train.py'])\n") == [RUN]
    assert "PERSIST_ROOT" in changes(f"{write}subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])\n")


def test_a_program_that_is_given_the_file_reads_nothing_else() -> None:
    write = 'import pandas as pd\npd.DataFrame().to_csv("in.csv")\n'
    assert "PERSIST_ROOT" in changes(f"{write}get_ipython().system('python train.py --data in.csv')\n")


@pytest.mark.parametrize("line", ["chmod +x ./run.sh", "./run.sh"])
def test_scripts_are_not_run_from_google_drive(line: str) -> None:
    assert refusals(f'open("./run.sh", "w").write("ls")\nget_ipython().system({line!r})\n') == [EXECUTED]


def test_what_is_read_by_a_relative_path_moves_where_the_start_is_not_known() -> None:
    program = 'import pandas as pd\npd.DataFrame().to_csv("a.csv")\nsession.upload_data("a.csv", "bucket")\n'
    assert 'upload_data(f"{PERSIST_ROOT}/a.csv", "bucket")' in result(program, environment="sagemaker").source


@pytest.mark.parametrize(
    "entry", ["train: set/images", "train = ./set/images", "{'train': 'set/images'}", "set/images\\n"]
)
def test_what_a_written_file_names_as_a_value_stays(entry: str) -> None:
    make = 'import os\nos.makedirs("set/images")\nopen("set/images/a.txt", "w").write("x")\n'
    entries = entry.replace("{", "{\\n ").replace("}", "\\n}")
    program = f'{make}open("/content/drive/MyDrive/data.yaml", "w").write("{entries}\\nnc: 2\\n")\n'
    assert refusals(f'from google.colab import drive\ndrive.mount("/content/drive")\n{program}') == [TOLD]


def test_what_a_written_file_only_speaks_of_moves() -> None:
    program = 'import torch\ntorch.save(1, "m.pt")\nopen("/tmp/log", "a").write("saved to m.pt\\n")\n'
    assert '{PERSIST_ROOT}/m.pt"' in changes(program)


@pytest.mark.parametrize(
    "program",
    [
        "!git clone https://github.com/a/b\n%cd b\n"
        + cell("writefile", "train.py", "print(1)\n")
        + "!python train.py\n",
        cell("writefile", "own.py", "x = 1\n") + cell("writefile", "train.py", "import own\n") + "%run train.py\n",
    ],
)
def test_a_script_stays_beside_what_it_imports(program: str) -> None:
    assert BESIDE in refusals(program)


def test_a_script_that_stands_alone_moves() -> None:
    program = cell("writefile", "train.py", "import torch\n") + "!python train.py\n"
    assert '!python "{PERSIST_ROOT}/train.py"' in changes(program)


def test_what_a_program_within_a_command_names_stays() -> None:
    use = "!python -c \"import torch; torch.load('m.pt')\"\n"
    assert refusals(f'import torch\ntorch.save(1, "m.pt")\n{use}') == [TOLD]


@pytest.mark.parametrize(
    "use",
    [
        cell("writefile", "app.py", 'import glob\nprint(glob.glob("preds_*.csv"))\n') + "!python app.py\n",
        cell("writefile", "app.py", 'for i in range(2):\n    open(f"preds_{i}.csv")\n') + "!python app.py\n",
        cell("bash", "", "python - <<EOF\nopen('preds_0.csv')\nEOF\n"),
    ],
)
def test_one_of_many_files_that_a_written_program_names_stays(use: str) -> None:
    save = 'import pandas as pd\nfor i in range(2):\n    pd.DataFrame().to_csv(f"preds_{i}.csv")\n'
    found = result(f"{save}{use}")
    assert 'to_csv(f"preds_{i}.csv")' in found.source
    assert any(TOLD in reason for reason in found.refusals)


@pytest.mark.parametrize(
    ("place", "reason"), [("/etc/tool.conf", SYSTEM), ("/usr/share/fonts/a.ttf", SYSTEM), ("/root/.tool/key", HIDDEN)]
)
def test_what_is_copied_to_where_others_look_for_it_stays(place: str, reason: str) -> None:
    program = f'import shutil\nopen("a", "w").write("x")\nshutil.copy("a", "{place}")\n'
    assert refusals(program) == [reason]


@pytest.mark.parametrize(
    "use",
    [
        "exec(\"print(open('m.pt').read())\")",
        "eval('torch.load(\"m.pt\")')",
        "exec(compile(\"open('m.pt')\", 'x', 'exec'))",
        "code = 'torch.load(\"' + 'm.pt' + '\")'\neval(code)",
        "import timeit\ntimeit.timeit(\"open('m.pt').read()\")",
    ],
)
def test_what_a_text_that_is_run_names_stays(use: str) -> None:
    assert refusals(f"import torch\ntorch.save(1, 'm.pt')\n{use}\n") == [TOLD]


@pytest.mark.parametrize("use", ["frame.eval('a > \"m.pt\"')", "exec('x = 1')", "model.eval()"])
def test_what_is_evaluated_otherwise_hinders_nothing(use: str) -> None:
    assert "PERSIST_ROOT" in changes(f"import torch\ntorch.save(1, 'm.pt')\n{use}\n")


def test_what_the_shell_writes_into_a_configuration_stays() -> None:
    save = "import os, torch\nos.makedirs('out', exist_ok=True)\ntorch.save(1, 'out/m.pt')\n"
    assert refusals(save + '!echo "output: out" >> ~/.config\n') == [TOLD]
    assert "PERSIST_ROOT" in changes(save + '!echo "output: outer" >> ~/.config\n')


def test_what_a_configuration_within_the_program_names_stays() -> None:
    save = 'import os, torch, yaml\nos.makedirs("out", exist_ok=True)\ntorch.save(1, "out/m.pt")\n'
    assert refusals(f'{save}cfg = yaml.safe_load("out: out\\nn: 2\\n")\n') == [TOLD]
