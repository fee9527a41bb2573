"""PST303 and PST401 to PST404 on small programs: each table is about one code, and tells the lines that get it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flake8_persist.api import analyze, fix
from flake8_persist.inspection import inspect
from flake8_persist.rules.registry import RULES
from flake8_persist.settings import Settings

MOUNT = "from google.colab import drive\ndrive.mount('/content/drive')\n"
DRIVE = "/content/drive/MyDrive"
TORCH = "import torch\n"
STEP = "loss.backward(); optimizer.step()\n"
SAVE = "torch.save(model.state_dict(), 'last.pth')\n"
KEPT = f"torch.save(model.state_dict(), '{DRIVE}/last.pth')\n"
EACH = f"torch.save(model.state_dict(), f'{DRIVE}/{{epoch}}.pth')\n"
LOOP = TORCH + "for epoch in range(50):\n    " + STEP
RUN = MOUNT + LOOP  # the loop is on line 4
KERAS = "import keras\nmodel = keras.Sequential()\n"
TRANSFORMERS = "from transformers import Trainer, TrainingArguments\n"
LIGHTNING = "import pytorch_lightning as pl\n"


def lines(source: str, code: str) -> list[int]:
    found = analyze(source, filename="a.py", settings=Settings(select=(code,))).findings
    assert {finding.code for finding in found} <= {code}
    return [finding.span.line for finding in found]


UNHANDLED = {
    "a checkpoint on Drive": (MOUNT + TORCH + KEPT, [4]),
    "a checkpoint, wherever": (TORCH + SAVE, [2]),
    "data on Drive": (MOUNT + f"open('{DRIVE}/a.txt', 'w')\n", [3]),
    "data that is lost anyway": ("open('a.txt', 'w')\n", []),
    "a read": (MOUNT + f"open('{DRIVE}/a.txt')\n", []),
    "a directory": (MOUNT + f"import os\nos.makedirs('{DRIVE}/a')\n", []),
    "in memory": (TORCH + "import io\ntorch.save({}, io.BytesIO())\n", []),
    "a shell line, which raises nothing": (MOUNT + f"!cp model.pth {DRIVE}\n", []),
    "an object that writes later": (KERAS + "c = keras.callbacks.ModelCheckpoint('a.keras')\n", []),
    "OSError": (TORCH + "try:\n    " + SAVE + "except OSError as e:\n    print(e)\n", []),
    "IOError": (TORCH + "try:\n    " + SAVE + "except IOError as e:\n    print(e)\n", []),
    "EnvironmentError": (TORCH + "try:\n    " + SAVE + "except EnvironmentError:\n    raise\n", []),
    "Exception": (TORCH + "try:\n    " + SAVE + "except Exception as e:\n    print(e)\n", []),
    "bare": (TORCH + "try:\n    " + SAVE + "except:\n    print()\n", []),
    "one of several": (TORCH + "try:\n    " + SAVE + "except (KeyError, OSError):\n    print()\n", []),
    "the second handler": (
        TORCH + "try:\n    " + SAVE + "except KeyError:\n    pass\nexcept OSError:\n    raise\n",
        [],
    ),
    "another error": (TORCH + "try:\n    " + SAVE + "except KeyError:\n    print()\n", [3]),
    "finally alone": (TORCH + "try:\n    " + SAVE + "finally:\n    print()\n", [3]),
    "in the handler itself": (TORCH + "try:\n    f()\nexcept OSError:\n    " + SAVE, [5]),
    "in the else": (TORCH + "try:\n    f()\nexcept OSError:\n    pass\nelse:\n    " + SAVE, [7]),
    "around a loop": (TORCH + "try:\n    for i in x:\n        " + SAVE + "except OSError:\n    print()\n", []),
    "suppressed": (TORCH + "import contextlib\nwith contextlib.suppress(OSError):\n    " + SAVE, []),
    "suppressed with others": (
        TORCH + "from contextlib import suppress\nwith suppress(KeyError, Exception):\n    if x:\n        " + SAVE,
        [],
    ),
    "something else suppressed": (
        TORCH + "from contextlib import suppress\nwith suppress(KeyError):\n    " + SAVE,
        [4],
    ),
    "suppressed before": (TORCH + "from contextlib import suppress\nwith suppress(OSError):\n    f()\n" + SAVE, [5]),
    "opened by the same with": (MOUNT + f"with suppress(OSError), open('{DRIVE}/a', 'w') as f:\n    f.write('')\n", []),
    "where the function is called": (
        TORCH + "def save():\n    " + SAVE + "try:\n    save()\nexcept OSError:\n    print()\n",
        [],
    ),
    "at one call of two": (
        TORCH + "def save():\n    " + SAVE + "try:\n    save()\nexcept OSError:\n    print()\nsave()\n",
        [3],
    ),
    "two calls deep": (
        TORCH + "def save():\n    " + SAVE + "def run():\n    save()\ntry:\n    run()\nexcept OSError:\n    raise\n",
        [],
    ),
    "in a method": (
        TORCH + "class A:\n    def save(self):\n        " + SAVE + "try:\n    A().save()\nexcept OSError:\n    raise\n",
        [],
    ),
    "a function for others": (TORCH + "def save():\n    " + SAVE, []),
}

NOTHING_SAVED = {
    "saved after the loop": (LOOP + SAVE, [2]),
    "saved never": (LOOP, [2]),
    "saved in the loop": (LOOP + "    " + SAVE, []),
    "saved now and then": (LOOP + "    if epoch % 5 == 0:\n        " + SAVE, []),
    "only a picture saved in the loop": (LOOP + "    plt.savefig('loss.png')\n    save_image(x, 'a.png')\n", [2]),
    "only numbers saved in the loop": (LOOP + "    import json\n    json.dump(x, open('loss.json', 'w'))\n", [2]),
    "pickled in the loop": (LOOP + "    import pickle\n    pickle.dump(model, open('model.pkl', 'wb'))\n", []),
    "uploaded in the loop": (LOOP + "    model.push_to_hub('me/model')\n", []),
    "saved by something unknown": (LOOP + "    manager.save_checkpoint(model)\n", []),
    "stopped early by something unknown": (LOOP + "    early_stopping(loss, model)\n", []),
    "callbacks that are not known": (LOOP + "    for c in callbacks:\n        c.on_epoch_end(epoch)\n", []),
    "saved by a function": (TORCH + "def save():\n    " + SAVE + LOOP + "    save()\n", []),
    "a function that draws": (TORCH + "def save():\n    plt.savefig('a.png')\n" + LOOP + "    save()\n", [5]),
    "saved by a method": (
        TORCH
        + "class Keeper:\n    def keep(self):\n        "
        + SAVE
        + "keeper = Keeper()\n"
        + LOOP
        + "    keeper.keep()\n",
        [],
    ),
    "batches in epochs, once": ("for epoch in range(9):\n    for x in loader:\n        " + STEP, [1]),
    "the step in a function": (
        "def train(loader):\n    for x in loader:\n        " + STEP + "while go():\n    train(l)\n",
        [4],
    ),
    "saved between folds": (TORCH + "for fold in range(5):\n    for epoch in y:\n        " + STEP + "    " + SAVE, []),
    "in a function that is called": ("def main():\n    for epoch in epochs:\n        " + STEP + "main()\n", [2]),
    "in a function for others": ("def train():\n    for epoch in epochs:\n        " + STEP, []),
    "in a branch that is not taken": ("if False:\n    for epoch in epochs:\n        " + STEP, []),
    "a few rounds": ("for epoch in range(3):\n    " + STEP, []),
    "a few rounds, counted by tqdm": ("for epoch in tqdm(range(1, 4)):\n    " + STEP, []),
    "a few rounds of trange": ("for epoch in trange(3):\n    " + STEP, []),
    "a few items": ("for rate in [0.1, 0.01]:\n    " + STEP, []),
    "a range that is none": ("for epoch in range(0, 9, 0):\n    " + STEP, [1]),
    "more rounds than can be counted": ("for epoch in range(10 ** 30):\n    " + STEP, [1]),
    "a few by a constant": ("N = 3\nfor epoch in range(N):\n    " + STEP, []),
    "a few epochs of many batches": ("for epoch in range(3):\n    for x in loader:\n        " + STEP, [1]),
    "two loops": (LOOP + LOOP, [2, 5]),
    "gradients without a step": ("for x in images:\n    loss.backward()\n", []),
    "steps of a game": ("for i in range(500):\n    env.step(action)\n", []),
    "backward and any step": ("for x in loader:\n    engine.backward(loss)\n    engine.step()\n", [1]),
    "a scaler": ("for x in loader:\n    scaler.scale(loss).backward()\n    scaler.step(optimizer)\n", [1]),
    "a closure": ("for x in loader:\n    optimizer.step(closure)\n", [1]),
    "a tape": ("for x in data:\n    optimizer.apply_gradients(zip(g, v))\n", [1]),
    "batch by batch": ("for x in data:\n    gan.train_on_batch(x, y)\n", [1]),
    "Keras": (KERAS + "model.fit(x, y, epochs=40)\n", [3]),
    "Keras by position": (KERAS + "model.fit(x, y, 32, 40)\n", [3]),
    "Keras with a constant": (KERAS + "EPOCHS = 40\nmodel.fit(x, epochs=EPOCHS)\n", [4]),
    "Keras of TensorFlow": ("import tensorflow as tf\nm = tf.keras.Sequential()\nm.fit(x, epochs=40)\n", [3]),
    "Keras, a model of unknown making": ("import keras\nmodel = build()\nmodel.fit(x, epochs=40)\n", [3]),
    "Keras, a class of one's own": ("import keras\nclass M(keras.Model):\n    pass\nM().fit(x, epochs=40)\n", [4]),
    "Keras, a few epochs": (KERAS + "model.fit(x, y, epochs=3)\n", []),
    "Keras, one epoch": (KERAS + "model.fit(x, y)\n", []),
    "Keras, nobody knows how long": (KERAS + "model.fit(x, y, epochs=n)\n", []),
    "Keras, saved on the way": (
        KERAS + "c = keras.callbacks.ModelCheckpoint('a.keras')\nmodel.fit(x, epochs=40, callbacks=[c])\n",
        [],
    ),
    "Keras, backed up": (
        KERAS + "c = keras.callbacks.BackupAndRestore('b')\nmodel.fit(x, epochs=40, callbacks=c)\n",
        [],
    ),
    "Keras, callbacks that save nothing": (
        KERAS + "a = keras.callbacks.EarlyStopping()\nb = keras.callbacks.TensorBoard('t')\n"
        "model.fit(x, epochs=40, callbacks=[a, b])\n",
        [5],
    ),
    "Keras, a callback that was added": (
        KERAS + "cs = [keras.callbacks.EarlyStopping()]\ncs.append(keras.callbacks.ModelCheckpoint('a.keras'))\n"
        "model.fit(x, epochs=40, callbacks=cs)\n",
        [],
    ),
    "Keras, callbacks that are not known": (KERAS + "model.fit(x, epochs=40, callbacks=mine)\n", []),
    "Keras, arguments that are not known": (KERAS + "model.fit(x, epochs=40, **more)\n", []),
    "Keras in a loop that saves": (KERAS + "for i in z:\n    model.fit(x, epochs=40)\n    model.save('a.keras')\n", []),
    "Keras in a loop that does not": (KERAS + "for i in z:\n    model.fit(x, epochs=40)\n", [3]),
    "scikit-learn": ("from sklearn.svm import SVC\nimport keras\nSVC().fit(x, y)\n", []),
    "another library": ("model.fit(x, epochs=40)\n", []),
    "transformers, off": (
        TRANSFORMERS + "a = TrainingArguments('out', save_strategy='no')\nTrainer(model, a).train()\n",
        [2],
    ),
    "transformers, off for a subclass": (
        "from trl import SFTConfig, SFTTrainer\nt = SFTTrainer(m, SFTConfig('o', save_strategy='no'))\nt.train()\n",
        [2],
    ),
    "transformers, on": (TRANSFORMERS + "Trainer(model, TrainingArguments('out')).train()\n", []),
    "transformers, off, but nothing is trained": (
        TRANSFORMERS + "a = TrainingArguments('out', save_strategy='no')\nTrainer(model, a).evaluate()\n",
        [],
    ),
    "transformers, a callback that is not known": (
        TRANSFORMERS
        + "a = TrainingArguments('out', save_strategy='no')\nTrainer(model, a, callbacks=[mine]).train()\n",
        [],
    ),
    "Lightning, off": (LIGHTNING + "t = pl.Trainer(enable_checkpointing=False)\nt.fit(model)\n", [2]),
    "Lightning, on": (LIGHTNING + "t = pl.Trainer(max_epochs=50)\nt.fit(model)\n", []),
    "Lightning, off, with a callback": (
        LIGHTNING + "t = pl.Trainer(enable_checkpointing=False, callbacks=[Mine()])\nt.fit(model)\n",
        [],
    ),
}

OVERWRITTEN = {
    "one name": (RUN + "    " + KEPT, [5 + 1]),
    "the epoch in the name": (RUN + "    " + EACH, []),
    "the best one": (RUN + "    if loss < best:\n        " + KEPT, [7]),
    "a name that is not known": (RUN + "    torch.save(m, path)\n", []),
    "two copies": (RUN + "    " + KEPT + f"    torch.save(model, '{DRIVE}/best.pth')\n", []),
    "one and numbered ones": (RUN + "    " + KEPT + "    " + EACH, []),
    "put in place by a rename": (RUN + "    import os\n    " + KEPT + f"    os.replace('{DRIVE}/last.pth', 'x')\n", []),
    "the old one kept": (
        RUN + "    import os\n    os.rename(P, P + '.old')\n    torch.save(m, P)\n".replace("P", f"'{DRIVE}/a.pth'"),
        [],
    ),
    "copied each time": (RUN + f"    import shutil\n    {SAVE}    shutil.copy('last.pth', '{DRIVE}')\n", []),
    "copied when all is over": (RUN + f"    import shutil\n    {SAVE}shutil.copy('last.pth', '{DRIVE}')\n", [7]),
    "uploaded each time": (
        RUN + "    " + SAVE + "    from google.colab import files\n    files.download('last.pth')\n",
        [],
    ),
    "after the loop": (RUN + KEPT, []),
    "in a loop that trains nothing": (MOUNT + TORCH + "for i in z:\n    " + KEPT, []),
    "pickled": (RUN + f"    open('{DRIVE}/model.pkl', 'wb')\n", [6]),
    "a log": (RUN + f"    open('{DRIVE}/log.txt', 'w')\n", []),
    "by TensorFlow, which numbers": (
        "import tensorflow as tf\nc = tf.train.Checkpoint()\nfor e in z:\n    o.apply_gradients(g)\n    c.save('ck')\n",
        [],
    ),
}

NEVER_READ_BACK = {
    "written in the loop": (RUN + "    " + EACH, [6]),
    "written after the loop": (RUN + KEPT, []),
    "lost anyway": (LOOP + "    " + SAVE, []),
    "read before": (MOUNT + TORCH + f"torch.load('{DRIVE}/last.pth')\n" + LOOP + "    " + KEPT, []),
    "read after": (RUN + "    " + KEPT + f"torch.load('{DRIVE}/last.pth')\n", []),
    "another file read": (MOUNT + TORCH + f"torch.load('{DRIVE}/vgg.pth')\n" + LOOP + "    " + KEPT, [8]),
    "one of two read": (
        RUN + "    " + EACH + "    " + KEPT + f"torch.load('{DRIVE}/last.pth')\n",
        [],
    ),
    "read by a path that is not known": (MOUNT + TORCH + "torch.load(args.resume)\n" + LOOP + "    " + KEPT, []),
    "looked for in the folder": (MOUNT + f"import glob\nglob.glob('{DRIVE}/*.pth')\n" + LOOP + "    " + EACH, []),
    "loaded by something unknown": (MOUNT + "load_checkpoint(model)\n" + LOOP + "    " + EACH, []),
    "resumed by something unknown": (MOUNT + "fabric.restore()\n" + LOOP + "    " + EACH, []),
    "weights of memory": (MOUNT + "model.load_state_dict(best)\n" + LOOP + "    " + EACH, [7]),
    "numbers loaded": (MOUNT + "import json\njson.load(f)\n" + LOOP + "    " + EACH, [8]),
    "rescued in the loop": (
        RUN + f"    import shutil\n    {SAVE}    shutil.copy('last.pth', '{DRIVE}')\n",
        [7],
    ),
    "rescued after the loop": (RUN + f"    {SAVE}import shutil\nshutil.copy('last.pth', '{DRIVE}')\n", []),
    "renamed, and loaded by the new name": (
        MOUNT
        + f"import os\nos.path.exists('{DRIVE}/a')\n"
        + LOOP
        + f"    {KEPT}    os.replace('{DRIVE}/last.pth', '{DRIVE}/a')\n",
        [],
    ),
    "rescued in the loop, and the copy loaded": (
        RUN
        + f"    import shutil\n    {SAVE}    shutil.copy('last.pth', '{DRIVE}/a.pth')\ntorch.load('{DRIVE}/a.pth')\n",
        [],
    ),
    "rescued in the loop, and copied back": (
        MOUNT
        + f"!cp {DRIVE}/last.pth .\n"
        + LOOP
        + f"    import shutil\n    {SAVE}    shutil.copy('last.pth', '{DRIVE}')\n",
        [],
    ),
    "a callback": (
        MOUNT
        + KERAS
        + f"c = keras.callbacks.ModelCheckpoint('{DRIVE}/a.keras')\nmodel.fit(x, epochs=9, callbacks=[c])\n",
        [5],
    ),
    "a callback, and the model loaded": (
        MOUNT + KERAS + f"c = keras.callbacks.ModelCheckpoint('{DRIVE}/a.keras')\nmodel.fit(x, callbacks=[c])\n"
        f"model.load_weights('{DRIVE}/a.keras')\n",
        [],
    ),
    "a callback that restores": (
        MOUNT + KERAS + f"c = keras.callbacks.BackupAndRestore('{DRIVE}/b')\nmodel.fit(x, epochs=9, callbacks=[c])\n",
        [],
    ),
    "transformers": (
        MOUNT + TRANSFORMERS + f"Trainer(model, TrainingArguments('{DRIVE}/out')).train()\n",
        [4],
    ),
    "transformers, uploaded by itself": (
        TRANSFORMERS + "Trainer(model, TrainingArguments('out', push_to_hub=True)).train()\n",
        [],
    ),
    "transformers, resumed": (
        MOUNT + TRANSFORMERS + f"Trainer(m, TrainingArguments('{DRIVE}/out')).train(resume_from_checkpoint=True)\n",
        [],
    ),
    "transformers, not resumed": (
        MOUNT + TRANSFORMERS + f"Trainer(m, TrainingArguments('{DRIVE}/out')).train(resume_from_checkpoint=False)\n",
        [4],
    ),
}

COPY = f"shutil.copy('last.pth', '{DRIVE}')\n"
COPIED_TOO_LATE = {
    "after the loop": (RUN + "    " + SAVE + "import shutil\n" + COPY, [6]),
    "in the loop": (RUN + "    " + SAVE + "    import shutil\n    " + COPY, []),
    "in a function that the loop calls": (
        MOUNT + "import shutil\ndef keep():\n    " + COPY + LOOP + "    " + SAVE + "    keep()\n",
        [],
    ),
    "by a shell line": (RUN + "    " + SAVE + f"!cp last.pth {DRIVE}\n", [6]),
    "downloaded": (RUN + "    " + SAVE + "from google.colab import files\nfiles.download('last.pth')\n", [6]),
    "saved and copied after the loop": (RUN + SAVE + "import shutil\n" + COPY, []),
    "never": (RUN + "    " + SAVE, []),
    "written to Drive": (RUN + "    " + KEPT, []),
    "told once for a loop": (
        RUN + "    " + SAVE + f"    torch.save(o, 'o.pth')\n!cp last.pth {DRIVE}\n!cp o.pth {DRIVE}\n",
        [6],
    ),
    "Keras": (
        MOUNT + KERAS + "c = keras.callbacks.ModelCheckpoint('a.keras')\nmodel.fit(x, epochs=9, callbacks=[c])\n"
        f"!cp a.keras {DRIVE}\n",
        [5],
    ),
    "transformers": (
        MOUNT + TRANSFORMERS + f"Trainer(m, TrainingArguments('out')).train()\n!cp -r out {DRIVE}\n",
        [4],
    ),
    "transformers, uploaded by itself": (
        MOUNT + TRANSFORMERS + f"Trainer(m, TrainingArguments('out', push_to_hub=True)).train()\n!cp -r out {DRIVE}\n",
        [],
    ),
    "a call that trains and writes": (
        MOUNT + f"from ultralytics import YOLO\nYOLO('yolo11n.pt').train(data='d.yaml')\n!cp -r runs {DRIVE}\n",
        [4],
    ),
    "a command that trains": (MOUNT + f"!yolo train data=d.yaml\n!cp -r runs {DRIVE}\n", [3]),
}


def cases(table: dict[str, tuple[str, list[int]]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("source", "expected"), table.values(), ids=table.keys())


@cases(UNHANDLED)
def test_writes_whose_failure_nothing_handles(source: str, expected: list[int]) -> None:
    assert lines(source, "PST303") == expected


@cases(NOTHING_SAVED)
def test_trainings_that_save_nothing_on_the_way(source: str, expected: list[int]) -> None:
    assert lines(source, "PST401") == expected


@cases(OVERWRITTEN)
def test_checkpoints_that_overwrite_their_only_copy(source: str, expected: list[int]) -> None:
    assert lines(source, "PST402") == expected


@cases(NEVER_READ_BACK)
def test_checkpoints_that_nothing_reads_back(source: str, expected: list[int]) -> None:
    assert lines(source, "PST403") == expected


@cases(COPIED_TOO_LATE)
def test_checkpoints_that_are_copied_out_after_the_training(source: str, expected: list[int]) -> None:
    assert lines(source, "PST404") == expected


@pytest.mark.parametrize("settings", [Settings(), Settings(select=("PST1", "PST2")), Settings(extend_select=("PST1",))])
def test_nothing_is_worked_out_unless_it_is_asked_for(settings: Settings) -> None:
    assert inspect(RUN + "    " + KEPT, "a.py", settings).program.progress is None


def test_nothing_is_even_loaded_unless_it_is_asked_for() -> None:
    code = (
        f"import sys; from flake8_persist.api import analyze; analyze({LOOP + SAVE!r}); "
        "names = ('analysis.endangered', 'analysis.watching', 'rules.risks', 'rules.unsaved', 'catalog.training'); "
        "print([name for name in names if f'flake8_persist.{name}' in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("table", [UNHANDLED, NOTHING_SAVED, OVERWRITTEN, NEVER_READ_BACK, COPIED_TOO_LATE])
def test_other_findings_are_the_same_whether_or_not_it_is_asked_for(table: dict[str, tuple[str, list[int]]]) -> None:
    for source, _ in table.values():
        default = analyze(source, filename="a.py").findings
        more = analyze(source, filename="a.py", settings=Settings(extend_select=("PST303", "PST4"))).findings
        assert [one for one in more if RULES[one.code].default] == list(default)


MESSAGES = {
    "PST303": (
        MOUNT + TORCH + KEPT,
        f"torch.save writes a checkpoint to '{DRIVE}/last.pth', and nothing handles an OSError: a full disk or a lost "
        "mount ends the program there; put it into try: and say under except OSError what was not saved",
    ),
    "PST401": (
        LOOP + SAVE,
        "the training loop saves nothing until it is over: a session that is cut off loses it all; "
        f"save a checkpoint in the loop, under {DRIVE}",
    ),
    "PST402": (
        RUN + "    " + KEPT,
        f"torch.save writes a checkpoint to '{DRIVE}/last.pth', over its only copy: an interrupted write leaves "
        "neither the old nor the new one; write to a temporary name and os.replace it, or put the epoch into the name",
    ),
    "PST403": (
        RUN + "    " + EACH,
        f"torch.save writes a checkpoint to '{DRIVE}/{{…}}.pth', which nothing in this file reads back: "
        "a new session starts from the beginning; load it before the training if it is there",
    ),
    "PST404": (
        RUN + "    " + SAVE + "import shutil\n" + COPY,
        "torch.save writes a checkpoint to 'last.pth', which is copied out only after the training, on line 8: "
        f"a session that is cut off loses it all; copy it meanwhile, or write under {DRIVE}",
    ),
}


@pytest.mark.parametrize(("code", "source", "message"), [(code, *case) for code, case in MESSAGES.items()])
def test_what_is_said(code: str, source: str, message: str) -> None:
    (finding,) = analyze(source, filename="a.py", settings=Settings(select=(code,))).findings
    assert finding.message == message
    assert finding.message.endswith(f"; {finding.help}")
    assert finding.repair is None


def test_the_call_that_trains_and_the_setting_are_named() -> None:
    keras = KERAS + "model.fit(x, epochs=40)\n"
    off = TRANSFORMERS + "a = TrainingArguments('out', save_strategy='no')\nTrainer(model, a).train()\n"
    first, second = (
        analyze(source, filename="a.py", settings=Settings(select=("PST4",))).findings[0] for source in (keras, off)
    )
    assert first.message.startswith("keras.Model.fit with epochs=40 saves nothing until it is over: ")
    assert first.help == f'pass callbacks=[keras.callbacks.ModelCheckpoint("{DRIVE}/epoch_{{epoch}}.keras")]'
    assert second.message.startswith('transformers.TrainingArguments with save_strategy="no" saves nothing until ')
    assert second.help == f'drop save_strategy="no", and save every epoch under {DRIVE}'


def test_a_loop_is_shown_by_its_head() -> None:
    (finding,) = analyze(LOOP, filename="a.py", settings=Settings(select=("PST401",))).findings
    assert finding.span == (2, 0, 2, 22)


def test_what_is_only_better_still_does_not_stop_a_fix() -> None:
    result = fix(LOOP + "    " + SAVE, filename="a.py", settings=Settings(extend_select=("PST303", "PST4")))
    assert [one.code for one in result.fixed] == ["PST101"]
    assert {one.code for one in result.remaining} == {"PST303", "PST402", "PST403"}
    assert f"{DRIVE}/a" in result.source
