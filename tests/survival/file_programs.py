"""Tables, texts, logs and archives: what the standard library writes."""

from __future__ import annotations

from programs import Program

FILES = (
    Program(
        "json, pickle and csv",
        """\
import csv
import json
import pickle

scores = [{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.25}]
with open("scores.json", "w") as f:
    json.dump(scores, f)
with open('scores.pkl', 'wb') as f:
    pickle.dump(scores, f)
with open("scores.csv", "w", newline="") as f:
    writer = csv.DictWriter(f, ["epoch", "loss"])
    writer.writeheader()
    writer.writerows(scores)
print(json.load(open("scores.json")) == pickle.load(open('scores.pkl', 'rb')))
print(open("scores.csv").read())
""",
    ),
    Program(
        "pathlib throughout",
        """\
from pathlib import Path

OUT = Path("results")
OUT.mkdir(parents=True, exist_ok=True)
report = OUT / "report.txt"
report.write_text("ready")
(OUT / "deep" / "er").mkdir(parents=True, exist_ok=True)
(OUT / "deep" / "er" / "x.bin").write_bytes(b"\\0")
print(report.read_text(), report.exists(), report.with_suffix(".md").exists())
print(sorted(p.name for p in OUT.iterdir()))
print(sorted(p.name for p in OUT.rglob("*.bin")))
""",
    ),
    Program(
        "pathlib below the working directory",
        """\
from pathlib import Path

HERE = Path.cwd()
(HERE / "notes.md").write_text("one")
with (HERE / "more.md").open("w") as f:
    f.write("two")
print((HERE / "notes.md").read_text() + (HERE / "more.md").read_text())
""",
    ),
    Program(
        "log that is appended to",
        """\
with open("train.log", "a") as log:
    log.write("started\\n")
for step in range(2):
    with open("train.log", "a") as log:
        print("step", step, file=log)
print("lines", sum(1 for _ in open("train.log")))
""",
        next_stdout="lines 6\n",
    ),
    Program(
        "logging to a file",
        """\
import logging

logger = logging.getLogger("train")
logger.setLevel(logging.INFO)
handler = logging.FileHandler("run.log", mode="w")
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
logger.addHandler(handler)
logger.info("epoch %d", 1)
handler.close()
print(open("run.log").read())
""",
    ),
    Program(
        "logging.basicConfig",
        """\
import logging
import os

LOG_DIR = "logs"
os.makedirs(LOG_DIR, exist_ok=True)
logging.basicConfig(filename=os.path.join(LOG_DIR, "run.log"), level=logging.INFO, format="%(message)s")
logging.info("hello")
logging.shutdown()
print(open(os.path.join(LOG_DIR, "run.log")).readline())
""",
    ),
    Program(
        "directory that is removed and made again",
        """\
import os
import shutil

OUT = "generated"
if os.path.exists(OUT):
    shutil.rmtree(OUT)
os.mkdir(OUT)
for n in range(3):
    with open(f"{OUT}/{n}.txt", "w") as f:
        f.write(str(n * n))
print(sorted(os.listdir(OUT)))
""",
    ),
    Program(
        "removed without a question",
        """\
import os
import shutil

shutil.rmtree("generated", ignore_errors=True)
os.makedirs("generated")
with open("generated/a.txt", "w") as f:
    f.write("a")
print(os.listdir("generated"))
""",
    ),
    Program(
        "os.mkdir in every session",
        """\
import os

os.mkdir("plots")
os.mkdir("plots/train")
with open("plots/train/loss.txt", "w") as f:
    f.write("0.5")
print(os.path.getsize("plots/train/loss.txt"))
""",
    ),
    Program(
        "archive of a directory",
        """\
import os
import shutil

os.makedirs("submission", exist_ok=True)
with open("submission/answer.csv", "w") as f:
    f.write("id,label\\n1,0\\n")
print(os.path.basename(shutil.make_archive("submission", "zip", "submission")))
""",
    ),
    Program(
        "zip file",
        """\
import zipfile

with open("answer.txt", "w") as f:
    f.write("42")
with zipfile.ZipFile("answer.zip", "w") as z:
    z.write("answer.txt", arcname="answer.txt")
with zipfile.ZipFile("answer.zip") as z:
    print(z.namelist(), z.read("answer.txt"))
""",
    ),
    Program(
        "inputs stay",
        """\
import csv
import os

with open("data/train.csv") as f:
    rows = list(csv.reader(f))
with open("data/test.csv") as f:
    rows += list(csv.reader(f))
os.makedirs("out", exist_ok=True)
with open("out/all.csv", "w", newline="") as f:
    csv.writer(f).writerows(rows)
print(len(rows), os.listdir("data"))
""",
        inputs={"data/train.csv": "1,2\n3,4\n"} | {"data/test.csv": "5,6\n"},
    ),
    Program(
        "helper that opens",
        '''\
import json


def dump(value, path):
    """Writes."""
    with open(path, "w") as f:
        json.dump(value, f)


def read(path):
    with open(path) as f:
        return json.load(f)


dump(read("config.json"), "used_config.json")
dump([1, 2, 3], "result.json")
print(read("used_config.json"), read("result.json"))
''',
        inputs={"config.json": '{"lr": 0.1}'},
    ),
    Program(
        "copies and renames",
        """\
import os
import shutil

with open("draft.txt", "w") as f:
    f.write("text")
shutil.copy("draft.txt", "copy.txt")
os.rename("draft.txt", "final.txt")
print(open("copy.txt").read(), open("final.txt").read())
""",
    ),
    Program(
        "two spellings of one file",
        """\
import os

with open("./notes.txt", "w") as f:
    f.write("a")
with open("notes.txt", "a") as f:
    f.write("b")
print(open("/content/notes.txt").read(), os.stat("notes.txt").st_size)
""",
    ),
    Program(
        "scratch that it removes itself",
        """\
import os

with open("scratch.bin", "wb") as f:
    f.write(b"x" * 10)
size = os.path.getsize("scratch.bin")
os.remove("scratch.bin")
with open("size.txt", "w") as f:
    f.write(str(size))
print(size)
""",
    ),
    Program(
        "names built by % and format",
        """\
for n in range(2):
    with open("part_%d.txt" % n, "w") as f:
        f.write("p")
    with open("piece_{:02d}.txt".format(n), "w") as f:
        f.write("q")
print(open("part_1.txt").read() + open("piece_01.txt").read())
""",
    ),
    Program(
        "list of paths",
        """\
PATHS = ["a.txt", "b.txt"]
for path in PATHS:
    with open(path, "w") as f:
        f.write(path[-5])
print([open(path).read() for path in PATHS])
""",
    ),
    Program(
        "sub-directory nobody creates",
        """\
import os

out = "out"
for split in ["train", "test"]:
    path = os.path.join(out, split, "ids.txt")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(split)
print(sorted(os.listdir("out")))
""",
    ),
)
