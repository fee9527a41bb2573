"""Where programs are, and how their files are laid out: absolute places, working directories, odd formatting."""

from __future__ import annotations

from programs import Program

PLACES = (
    Program(
        "absolute place on the machine's disk",
        """\
import os

os.makedirs("/content/output", exist_ok=True)
with open("/content/output/result.txt", "w") as f:
    f.write("r")
print(os.listdir("/content/output"))
""",
    ),
    Program(
        "absolute constant",
        """\
import os
import torch

OUTPUT = '/content/models'
DATA = '/content/data'
os.makedirs(OUTPUT, exist_ok=True)
rows = open(DATA + '/rows.txt').read()
torch.save(rows, OUTPUT + '/m.pt')
print(torch.load(os.path.join(OUTPUT, 'm.pt')))
""",
        inputs={"data/rows.txt": "1 2 3"},
    ),
    Program(
        "the working directory by name",
        """\
import os

out = os.path.join(os.getcwd(), "saved")
os.makedirs(out, exist_ok=True)
with open(os.path.join(out, "x.txt"), "w") as f:
    f.write("x")
print(os.listdir(out))
""",
    ),
    Program(
        "a dot as the directory",
        """\
import os
import torch

SAVE_DIR = "."
torch.save(1, os.path.join(SAVE_DIR, "one.pt"))
torch.save(2, f"{SAVE_DIR}/two.pt")
print(torch.load(os.path.join(SAVE_DIR, "one.pt")))
""",
    ),
    Program(
        "relative file in another working directory",
        """\
import os

os.makedirs("/content/work", exist_ok=True)
os.chdir("/content/work")
with open("/content/result.txt", "w") as f:
    f.write("r")
os.chdir("/content")
print(open("result.txt").read())
""",
        colab_only=True,
    ),
    Program(
        "Windows line ends",
        'import os\r\n\r\nos.makedirs("out", exist_ok=True)\r\nwith open("out/a.txt", "w") as f:\r\n'
        '    f.write("a")\r\nprint(os.listdir("out"))\r\n',
    ),
    Program(
        "two spaces to indent",
        """\
import os

def write(lines, folder='logs'):
  if not os.path.isdir(folder):
    os.mkdir(folder)
  with open(os.path.join(folder, 'log.txt'), 'w') as f:
    for line in lines:
      f.write(line)

write(['a', 'b'])
print(os.listdir('logs'))
""",
    ),
    Program(
        "silenced line beside others",
        """\
with open("scratch.txt", "w") as f:  # noqa: PST111
    f.write("s")
with open("kept.txt", "w") as f:
    f.write("k")
print(open("scratch.txt").read())
""",
        stays=frozenset({"scratch.txt"}),
    ),
    Program(
        "docstring and future import",
        '''\
"""What this does."""
from __future__ import annotations
import sys

def main(argv: list[str]) -> int:
    with open("out.txt", "w") as f:
        f.write("o")
    return 0

sys.exit(main(sys.argv))
''',
    ),
    Program(
        "default argument above everything",
        """\
import json
def dump(value, path="value.json"):
    with open(path, "w") as f: json.dump(value, f)
dump(1)
print(open("value.json").read())
""",
    ),
    Program(
        "class attribute",
        """\
import json
import os

class Settings:
    OUT = "saved"
    LOG = OUT + "/log.json"

os.makedirs(Settings.OUT, exist_ok=True)
with open(Settings.LOG, "w") as f:
    json.dump([], f)
print(os.listdir(Settings.OUT))
""",
    ),
    Program(
        "no imports at all",
        """\
# Writes one file.
with open("one.txt", "w") as f:
    f.write("1")
print(open("one.txt").read())
""",
    ),
    Program(
        "names that are taken",
        """\
import os.path as path
os = "linux"
drive = 3
with open("system.txt", "w") as f:
    f.write(os * drive)
print(path.getsize("system.txt"))
""",
    ),
    Program(
        "mounts by itself, saves beside it",
        """\
from google.colab import drive
drive.mount('/content/drive')
with open('/content/notes.txt', 'w') as f:
    f.write('n')
print(open('/content/notes.txt').read())
""",
        colab_only=True,
    ),
    Program(
        "mounts after the first write",
        """\
with open("early.txt", "w") as f:
    f.write("e")
from google.colab import drive
drive.mount("/content/drive")
with open("late.txt", "w") as f:
    f.write("l")
print(open("early.txt").read() + open("late.txt").read())
""",
        colab_only=True,
    ),
    Program(
        "umlauts and columns",
        """\
größe = "größe"; datei = "ergebnis_" + größe + ".txt"
with open(datei, "w", encoding="utf-8") as f: f.write("äöü")
print(open(datei, encoding="utf-8").read())
""",
    ),
    Program(
        "other branch, other place",
        """\
import os
import sys

if len(sys.argv) > 5:
    out = "long"
else:
    out = "short"
os.makedirs(out, exist_ok=True)
with open(out + "/x.txt", "w") as f:
    f.write("x")
print(os.listdir(out))
""",
    ),
    Program(
        "conditional expression",
        """\
import os

debug = False
OUT = "debug" if debug else "release"
os.makedirs(OUT, exist_ok=True)
with open(os.path.join(OUT, "build.txt"), "w") as f:
    f.write(OUT[-7:])
print(os.path.isfile(os.path.join(OUT, "build.txt")))
""",
    ),
)
