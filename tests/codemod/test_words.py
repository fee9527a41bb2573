"""Words of shell lines and magics, which IPython interpolates; and what it does not."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.mentions import COMMANDED
from flake8_persist.codemod.plan import COMMAND, NO_DIRECTORY


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("!cp m.pt best.pt", '!cp "{PERSIST_ROOT}/m.pt" "{PERSIST_ROOT}/best.pt"'),
        ("!cp 'm.pt' best.pt", "!cp '{PERSIST_ROOT}/m.pt' \"{PERSIST_ROOT}/best.pt\""),
        ('!cat "m.pt"', '!cat "{PERSIST_ROOT}/m.pt"'),
        ("!ls -l m.pt", '!ls -l "{PERSIST_ROOT}/m.pt"'),
        ("!ls -l /content/m.pt", '!ls -l "{PERSIST_ROOT}/m.pt"'),
        ("!ls -l ./m.pt | head", '!ls -l "{PERSIST_ROOT}/m.pt" | head'),
        ("!python eval.py m.pt", '!python eval.py "{PERSIST_ROOT}/m.pt"'),
        ("!python eval.py --weights m.pt -v", '!python eval.py --weights "{PERSIST_ROOT}/m.pt" -v'),
        ("!python eval.py --weights=m.pt", '!python eval.py --weights="{PERSIST_ROOT}/m.pt"'),
        ("%run eval.py m.pt", '%run eval.py "{PERSIST_ROOT}/m.pt"'),
        ("out = !wc -c m.pt", 'out = !wc -c "{PERSIST_ROOT}/m.pt"'),
        ("!ls *.pt", '!ls "{PERSIST_ROOT}"/*.pt'),
        ("!cp m* best.pt", '!cp "{PERSIST_ROOT}"/m* "{PERSIST_ROOT}/best.pt"'),
        ("!zip m.zip *.pt", '!cd "{PERSIST_ROOT}" && zip m.zip *.pt'),
        ("!python eval.py ?.pt", '!python eval.py "{PERSIST_ROOT}"/?.pt'),
    ],
)
def test_words_of_what_moves(line: str, expected: str) -> None:
    assert changes(f'import torch\ntorch.save(1, "m.pt")\n{line}\n').splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("!python x.py > log.txt", '!python x.py > "{PERSIST_ROOT}/log.txt"'),
        ("!python x.py 2>&1 | tee log.txt", '!python x.py 2>&1 | tee "{PERSIST_ROOT}/log.txt"'),
        ("!echo hi >> logs/a.txt", '!echo hi >> "{PERSIST_ROOT}/logs/a.txt"'),
        ("!python x.py > run_$N.txt", '!python x.py > "{PERSIST_ROOT}/run_$$N.txt"'),
        ("!python train.py --output_dir=out", '!python train.py --output_dir="{PERSIST_ROOT}/out"'),
        ('!python train.py --output_dir="out"', '!python train.py --output_dir="{PERSIST_ROOT}/out"'),
        ("!python train.py --output_dir='my out' -v", "!python train.py --output_dir='{PERSIST_ROOT}/my out' -v"),
        ('!python train.py --output_dir="/content/out"', '!python train.py --output_dir="{PERSIST_ROOT}/out"'),
        ("!python x.py > 'my log.txt'", "!python x.py > '{PERSIST_ROOT}/my log.txt'"),
        ("!echo {n} > {n}.txt; echo b > b.txt", '!echo {n} > {n}.txt; echo b > "{PERSIST_ROOT}/b.txt"'),
        (
            "get_ipython().system('echo a > a.txt')",
            "get_ipython().system('echo a > \"{PERSIST_ROOT}/a.txt\"')",
        ),
    ],
)
def test_words_that_are_written(line: str, expected: str) -> None:
    assert changes(f"n = input()\n{line}\n").splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("%%writefile notes.txt\nhello", '%%writefile "{PERSIST_ROOT}/notes.txt"'),
        ("%%writefile -a notes.txt\nhello", '%%writefile -a "{PERSIST_ROOT}/notes.txt"'),
        ("%%writefile 'my notes.txt'\nhello", "%%writefile '{PERSIST_ROOT}/my notes.txt'"),
    ],
)
def test_first_line_of_a_cell(lines: str, expected: str) -> None:
    program = f"# %%\nx = 1\n\n# %%\n{lines}\n"
    assert changes(program).splitlines()[-1] == expected


def test_first_line_of_an_exported_cell() -> None:
    program = "# In[1]:\n\n\nget_ipython().run_cell_magic('writefile', 'notes.txt', 'hello\\n')\n"
    assert changes(program).splitlines()[-1] == (
        "get_ipython().run_cell_magic('writefile', '\"{PERSIST_ROOT}/notes.txt\"', 'hello\\n')"
    )


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("get_ipython().run_cell_magic('bash', '', 'echo a > a.txt\\n')", COMMAND),
        ("import os\nos.system('echo a > a.txt')", COMMAND),
        ("import subprocess\nsubprocess.run('echo a > a.txt', shell=True)", COMMAND),
        ("open('m.txt', 'w').write('')\nget_ipython().run_cell_magic('bash', '', 'wc m.txt\\n')", COMMANDED),
    ],
)
def test_what_is_not_interpolated_stays(lines: str, reason: str) -> None:
    assert refusals(lines + "\n") == [reason]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("!ls -l m.pt | awk '{print $2}'", "!ls -l \"{PERSIST_ROOT}/m.pt\" | awk '{{print $$2}}'"),
        ("!find x -exec rm {} \\; ; cat m.pt", '!find x -exec rm {{}} \\; ; cat "{PERSIST_ROOT}/m.pt"'),
        ("!cat m.pt ${HOME}", '!cat "{PERSIST_ROOT}/m.pt" ${{HOME}}'),
        ("!cat m.pt a{1,b}", '!cat "{PERSIST_ROOT}/m.pt" a{{1,b}}'),
        ("!cat m.pt {n} {len(n)}", '!cat "{PERSIST_ROOT}/m.pt" {n} {len(n)}'),
        ("!cat m.pt $HOME", '!cat "{PERSIST_ROOT}/m.pt" $$HOME'),
        ("!cat m.pt '$HOME'", "!cat \"{PERSIST_ROOT}/m.pt\" '$HOME'"),
        ("!cat m.pt $n", '!cat "{PERSIST_ROOT}/m.pt" $n'),
        ("!cat m.pt {{n}}", '!cat "{PERSIST_ROOT}/m.pt" {{n}}'),
    ],
)
def test_braces_that_ipython_left_alone_are_left_alone(line: str, expected: str) -> None:
    assert changes(f'import torch\nn = input()\ntorch.save(1, "m.pt")\n{line}\n').splitlines()[-1] == expected


def test_what_a_command_reads_by_redirection_moves() -> None:
    assert changes('import torch\ntorch.save(1, "m.pt")\n!wc -c < m.pt\n').endswith('!wc -c < "{PERSIST_ROOT}/m.pt"')


@pytest.mark.parametrize("line", ["!ls {OUT}", "!ls -l $OUT", "!cat {OUT}/m.pt", "!echo a > {OUT}/a.txt"])
def test_words_that_begin_with_a_variable_move_with_it(line: str) -> None:
    source = f'import os, torch\nOUT = "out"\nos.makedirs(OUT)\ntorch.save(1, f"{{OUT}}/m.pt")\n{line}\n'
    assert changes(source).splitlines() == [
        'OUT = f"{PERSIST_ROOT}/out"',
        "os.makedirs(OUT, exist_ok=True)",
    ]


@pytest.mark.parametrize(
    "line", ['!echo "in {OUT}"', "!echo {OUT}", "!git commit -m 'more in $OUT'", "!x --name={OUT}-1 a{OUT}"]
)
def test_a_variable_that_a_line_mentions_is_not_changed(line: str) -> None:
    source = f'import os, torch\nOUT = "out"\ntorch.save(1, f"{{OUT}}/m.pt")\n{line}\n'
    assert "OUT =" not in changes(source)


def test_a_pattern_in_quotes_is_none() -> None:
    line = "!python eval.py '*.pt'"
    assert line not in changes(f'import torch\ntorch.save(1, "m.pt")\n{line}\n')


def test_words_mean_what_lies_where_the_program_works() -> None:
    program = """\
%cd /content/yolov5
with open("bus.yaml", "w") as f:
    f.write("names: [bus]")
!python train.py --data bus.yaml --project runs
"""
    assert changes(program).splitlines()[-1] == (
        '!python train.py --data "{PERSIST_ROOT}/bus.yaml" --project "{PERSIST_ROOT}/runs"'
    )


def test_commands_do_not_make_the_directory_that_they_write_to() -> None:
    assert changes("!echo hi >> logs/a.txt\n") == (
        'os.makedirs(f"{PERSIST_ROOT}/logs", exist_ok=True)\n!echo hi >> "{PERSIST_ROOT}/logs/a.txt"'
    )


def test_nothing_stands_above_the_first_line_of_a_cell() -> None:
    cell = "get_ipython().run_cell_magic('writefile', 'prep/v0.py', 'x = 1\\n')\n"
    assert refusals(cell) == [NO_DIRECTORY]
    assert "prep/v0.py" in changes(f"get_ipython().system('mkdir prep')\n{cell}")


def test_what_stands_in_braces_may_be_no_python_at_all(recwarn: pytest.WarningsRecorder) -> None:
    program = "import torch\ntorch.save(1, 'm.pt')\n!find . -name '*.pt' -exec echo {'\\;'} ; ls m.pt\n"
    assert "m.pt" in changes(program)
    assert not recwarn.list  # of escapes in what is somebody else's text


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("!du -a results/{NAME}", '!du -a "{PERSIST_ROOT}/results/{NAME}"'),
        ("!md5sum results/$NAME/m.txt", '!md5sum "{PERSIST_ROOT}/results/$NAME/m.txt"'),
        ("!md5sum results/{other}/m.txt", None),  # which may be an input
        ("!du -a data/{NAME}", None),
    ],
)
def test_a_word_that_a_variable_completes_moves_where_that_is_known(line: str, fixed: str | None) -> None:
    program = "import os\nNAME = 'a'\nos.makedirs(f'results/{NAME}')\nopen(f'results/{NAME}/m.txt', 'w').write('x')\n"

    assert [one for one in changes(f"{program}{line}\n").splitlines() if one.startswith("!")] == [fixed] * bool(fixed)
