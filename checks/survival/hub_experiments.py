"""Libraries that lay out a directory by themselves: transformers, keras, and what they resume from."""

from __future__ import annotations

from programs import Program

_TINY = """\
import torch
from transformers import BertConfig, BertForSequenceClassification

def tiny():
    torch.manual_seed(0)
    return BertForSequenceClassification(BertConfig(
        vocab_size=16, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=8, num_labels=2))

"""
_TRAINER = (
    _TINY.replace(
        "BertForSequenceClassification\n",
        "BertForSequenceClassification, PrinterCallback, Trainer, TrainingArguments\n",
        1,
    )
    + """\
data = [{"input_ids": torch.tensor([n % 15 + 1] * 4), "labels": torch.tensor(n % 2)} for n in range(8)]

def arguments(where, epochs):
    return TrainingArguments(output_dir=where, num_train_epochs=epochs, per_device_train_batch_size=4,
        save_strategy="epoch", report_to=[], disable_tqdm=True, logging_strategy="no", use_cpu=True)

"""
)
_VARIES = frozenset({"*training_args.bin", "*trainer_state.json", "*optimizer.pt", "*.safetensors", "*.pth"})

HUB = (
    Program(
        "save_pretrained and from_pretrained",
        _TINY
        + """\
model = tiny()
model.save_pretrained("my_model")
again = BertForSequenceClassification.from_pretrained("my_model")
print(sum(p.numel() for p in again.parameters()))
""",
        loads="""\
from transformers import AutoConfig
print(AutoConfig.from_pretrained(f"{ROOT}/my_model").hidden_size)
""",
        varies=_VARIES,
    ),
    Program(
        "output directory in a variable, best below it",
        _TINY
        + """\
import os
OUTPUT_DIR = "./results"
model = tiny()
for epoch in range(2):
    model.save_pretrained(os.path.join(OUTPUT_DIR, f"epoch-{epoch}"))
best = os.path.join(OUTPUT_DIR, "epoch-1")
print(sorted(os.listdir(OUTPUT_DIR)), type(BertForSequenceClassification.from_pretrained(best)).__name__)
""",
        loads='import os\nprint(sorted(os.listdir(f"{ROOT}/results/epoch-0")))\n',
        varies=_VARIES,
    ),
    Program(
        "trainer with a checkpoint of each epoch",
        _TRAINER
        + """\
trainer = Trainer(model=tiny(), args=arguments("out", 2), train_dataset=data)
trainer.remove_callback(PrinterCallback)  # its lines tell of time
trainer.train()
import json, os
last = sorted(name for name in os.listdir("out") if name.startswith("checkpoint"))[-1]
state = json.load(open(f"out/{last}/trainer_state.json"))
with open("summary.txt", "w") as f:
    f.write(str(state["global_step"]))
print(last, state["epoch"])
""",
        loads='import os\nprint(sorted(os.listdir(f"{ROOT}/out")), open(f"{ROOT}/summary.txt").read())\n',
        varies=_VARIES,
    ),
    Program(
        "trainer that goes on from its last checkpoint: resumes",
        _TRAINER
        + """\
import os
from transformers.trainer_utils import get_last_checkpoint

OUT = "run"
last = get_last_checkpoint(OUT) if os.path.isdir(OUT) else None
epochs = 2 if last is None else 3
trainer = Trainer(model=tiny(), args=arguments(OUT, epochs), train_dataset=data)
trainer.remove_callback(PrinterCallback)  # its lines tell of time
trainer.train(resume_from_checkpoint=last)
print(None if last is None else os.path.basename(last), trainer.state.global_step)
""",
        loads='import os\nprint(sorted(os.listdir(f"{ROOT}/run")))\n',
        next_stdout="checkpoint-4 6\n",
        varies=_VARIES,
    ),
    Program(
        "one checkpoint by its number",
        _TRAINER
        + """\
args = arguments("bert-out", 1)
trainer = Trainer(model=tiny(), args=args, train_dataset=data)
trainer.remove_callback(PrinterCallback)  # its lines tell of time
trainer.train()
trainer.save_model("bert-final")
model = BertForSequenceClassification.from_pretrained("bert-out/checkpoint-2")
final = BertForSequenceClassification.from_pretrained("bert-final")
print(torch.equal(model.classifier.weight, final.classifier.weight))
""",
        loads="""\
from transformers import AutoConfig
print(AutoConfig.from_pretrained(f"{ROOT}/bert-out/checkpoint-2").num_labels)
""",
        varies=_VARIES,
    ),
    Program(
        "tokenizer that is trained on the spot",
        """\
import os
from tokenizers import Tokenizer, models, trainers

os.makedirs("tok", exist_ok=True)
tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
tokenizer.train_from_iterator(["a b c"], trainers.WordLevelTrainer(special_tokens=["[UNK]"]))
tokenizer.save("tok/tokenizer.json")
print(Tokenizer.from_file("tok/tokenizer.json").get_vocab_size())
""",
        loads="""\
from tokenizers import Tokenizer
print(Tokenizer.from_file(f"{ROOT}/tok/tokenizer.json").get_vocab_size())
""",
        varies=frozenset({"*.json"}),
    ),
    Program(
        "keras model and its weights",
        """\
import keras
import numpy as np

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.save("model.keras")
model.save_weights("model.weights.h5")
again = keras.models.load_model("model.keras")
again.load_weights("model.weights.h5")
print(np.allclose(model.predict(np.ones((1, 2)), verbose=0), again.predict(np.ones((1, 2)), verbose=0)))
""",
        loads='import keras\nprint(keras.models.load_model(f"{ROOT}/model.keras").count_params())\n',
        varies=frozenset({"*.keras", "*.h5"}),
    ),
    Program(
        "keras callbacks with a template",
        """\
import os
import keras
import numpy as np

keras.utils.set_random_seed(0)
ckpt_dir = "ckpts"
os.makedirs(ckpt_dir, exist_ok=True)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
callbacks = [
    keras.callbacks.ModelCheckpoint(os.path.join(ckpt_dir, "e{epoch:02d}.keras")),
    keras.callbacks.CSVLogger("history.csv"),
]
model.fit(np.ones((4, 1)), np.ones((4, 1)), epochs=2, verbose=0, callbacks=callbacks)
print(sorted(os.listdir(ckpt_dir)), len(open("history.csv").readlines()))
""",
        loads='import keras\nprint(keras.models.load_model(f"{ROOT}/ckpts/e02.keras").count_params())\n',
        varies=frozenset({"*.keras"}),
    ),
    Program(
        "keras backup: resumes",
        """\
import os
import keras
import numpy as np

keras.utils.set_random_seed(0)
PATH = "best.keras"
if os.path.exists(PATH):
    model = keras.models.load_model(PATH)
    print("loaded")
else:
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    print("new")
model.fit(np.ones((4, 1)), np.ones((4, 1)), epochs=1, verbose=0,
          callbacks=[keras.callbacks.ModelCheckpoint(PATH, save_best_only=True, monitor="loss")])
print(os.path.exists(PATH))
""",
        loads='import keras\nprint(keras.models.load_model(f"{ROOT}/best.keras").count_params())\n',
        next_stdout="loaded\nTrue\n",
        varies=frozenset({"*.keras"}),
    ),
)
