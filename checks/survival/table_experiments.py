"""Tables, arrays and models of scikit-learn: numpy, pandas, joblib, h5py, sqlite3 and pickles."""

from __future__ import annotations

from programs import Program

TABLES = (
    Program(
        "predictions of a classifier",
        """\
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression

train = pd.read_csv("train.csv")
model = LogisticRegression().fit(train[["x"]], train["y"])
joblib.dump(model, "model.joblib")
train["p"] = joblib.load("model.joblib").predict(train[["x"]])
train.to_csv("submission.csv", index=False)
print(pd.read_csv("submission.csv").shape)
""",
        inputs={"train.csv": "x,y\n0,0\n1,0\n2,1\n3,1\n"},
        loads="""\
import joblib, pandas as pd
print(joblib.load(f"{ROOT}/model.joblib").classes_, pd.read_csv(f"{ROOT}/submission.csv")["p"].tolist())
""",
    ),
    Program(
        "np.save and its suffix",
        """\
import numpy as np

np.save("features", np.arange(6).reshape(2, 3))
np.save("labels.npy", np.array([0, 1]))
np.savetxt("table.txt", np.eye(2), fmt="%d")
print(np.load("features.npy").sum(), np.load("labels.npy").tolist(), np.loadtxt("table.txt").tolist())
""",
        loads='import numpy as np\nprint(np.load(f"{ROOT}/features.npy"))\n',
    ),
    Program(
        "savez and its suffix",
        """\
import os
import numpy as np

name = "arrays"
np.savez(name, a=np.ones(2), b=np.zeros(1))
np.savez_compressed("packed", c=np.arange(3))
with np.load(name + ".npz") as data:
    print(sorted(data.files))
print(np.load("packed.npz")["c"], os.path.exists("arrays.npz"))
""",
        loads='import numpy as np\nprint(np.load(f"{ROOT}/packed.npz")["c"], np.load(f"{ROOT}/arrays.npz")["a"])\n',
        varies=frozenset({"*.npz"}),
    ),
    Program(
        "groups in an HDF5 file",
        """\
import h5py
import numpy as np

H5 = "features.h5"
with h5py.File(H5, "w") as f:
    group = f.create_group("train")
    group.create_dataset("x", data=np.arange(4))
    f.attrs["version"] = 1
with h5py.File(H5, "r") as f:
    print(f["train/x"][:], f.attrs["version"])
""",
        loads='import h5py\nwith h5py.File(f"{ROOT}/features.h5") as f: print(f["train/x"][:])\n',
        varies=frozenset({"*.h5"}),
    ),
    Program(
        "feature cache that is made once: resumes",
        """\
import os
import pickle

CACHE = "features.pkl"

def features():
    if os.path.exists(CACHE):
        with open(CACHE, "rb") as f:
            return pickle.load(f), "cached"
    made = {n: n * n for n in range(5)}
    with open(CACHE, "wb") as f:
        pickle.dump(made, f)
    return made, "computed"

values, how = features()
print(how, values[4])
""",
        loads='import pickle\nprint(pickle.load(open(f"{ROOT}/features.pkl", "rb")))\n',
        next_stdout="cached 16\n",
    ),
    Program(
        "history of runs in a table: resumes",
        """\
import os
import pandas as pd

RESULTS = "results/history.csv"
os.makedirs(os.path.dirname(RESULTS), exist_ok=True)
if os.path.exists(RESULTS):
    history = pd.read_csv(RESULTS)
else:
    history = pd.DataFrame(columns=["run", "score"])
history.loc[len(history)] = [len(history), 0.5]
history.to_csv(RESULTS, index=False)
print("runs", len(history))
""",
        loads='import pandas as pd\nprint(pd.read_csv(f"{ROOT}/results/history.csv"))\n',
        next_stdout="runs 2\n",
    ),
    Program(
        "grid search that skips what is done: resumes",
        """\
import itertools
import json
import os

DONE = "grid.json"
done = json.load(open(DONE)) if os.path.exists(DONE) else {}
new = 0
for lr, depth in itertools.product([0.1, 0.2], [1, 2]):
    key = f"{lr}-{depth}"
    if key in done:
        continue
    done[key] = lr * depth
    new += 1
    with open(DONE, "w") as f:
        json.dump(done, f, indent=2)
print("new", new, "of", len(done))
""",
        loads='import json\nprint(json.load(open(f"{ROOT}/grid.json")))\n',
        next_stdout="new 0 of 4\n",
    ),
    Program(
        "several formats of one table",
        """\
import pandas as pd

out = "export"
import os
os.makedirs(out, exist_ok=True)
frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
frame.to_csv(f"{out}/t.csv")
frame.to_json(f"{out}/t.json", orient="records")
frame.to_pickle(f"{out}/t.pkl")
frame.to_parquet(f"{out}/t.parquet")
frame.to_html(os.path.join(out, "t.html"))
print(sorted(os.listdir(out)), pd.read_json(f"{out}/t.json").equals(frame), pd.read_parquet(out + "/t.parquet").shape)
""",
        loads="""\
import pandas as pd
print(pd.read_parquet(f"{ROOT}/export/t.parquet"), pd.read_pickle(f"{ROOT}/export/t.pkl"))
""",
    ),
    Program(
        "pipeline and scaler in two files",
        """\
import pickle
from pathlib import Path

import numpy as np
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

MODELS = Path("models")
MODELS.mkdir(exist_ok=True)
x, y = np.array([[0.0], [1.0], [2.0]]), [0, 1, 1]
scaler = StandardScaler().fit(x)
tree = DecisionTreeClassifier(random_state=0).fit(scaler.transform(x), y)
with open(MODELS / "scaler.pkl", "wb") as f:
    pickle.dump(scaler, f)
with (MODELS / "tree.pkl").open("wb") as f:
    pickle.dump(tree, f)
again = pickle.loads((MODELS / "tree.pkl").read_bytes())
print(again.predict(scaler.transform(x)))
""",
        loads='import pickle\nprint(pickle.load(open(f"{ROOT}/models/scaler.pkl", "rb")).mean_)\n',
    ),
    Program(
        "one table for each day",
        """\
import glob
import pandas as pd
import os

if not os.path.isdir("daily"):
    os.makedirs("daily")
for day in pd.date_range("2024-01-01", periods=3):
    pd.DataFrame({"v": [day.day]}).to_csv("daily/{:%Y-%m-%d}.csv".format(day), index=False)
whole = pd.concat(pd.read_csv(path) for path in sorted(glob.glob("daily/*.csv")))
whole.to_csv("all.csv", index=False)
print(whole["v"].tolist())
""",
        loads='import pandas as pd\nprint(pd.read_csv(f"{ROOT}/all.csv")["v"].tolist())\n',
    ),
    Program(
        "cleaned data beside raw data",
        """\
import pandas as pd

DATA = "data"
raw = pd.read_csv(f"{DATA}/raw.csv")
clean = raw.dropna()
clean.to_csv(f"{DATA}/clean.csv", index=False)
print(len(raw), len(pd.read_csv(f"{DATA}/clean.csv")))
""",
        inputs={"data/raw.csv": "a,b\n1,2\n3,\n"},
        loads='import pandas as pd\nprint(pd.read_csv(f"{ROOT}/data/clean.csv"))\n',
    ),
    Program(
        "splits written by a function",
        """\
import numpy as np
import os

def dump(split, array, root="splits"):
    os.makedirs(root, exist_ok=True)
    path = os.path.join(root, split + ".npy")
    np.save(path, array)
    return path

paths = {split: dump(split, np.arange(n)) for split, n in [("train", 4), ("val", 2)]}
print({split: np.load(path).shape for split, path in paths.items()})
""",
        loads='import numpy as np\nprint(np.load(f"{ROOT}/splits/val.npy"))\n',
    ),
    Program(
        "lines of JSON, compressed",
        """\
import gzip
import json

path = "records.jsonl.gz"
with gzip.open(path, "wt", encoding="utf-8") as f:
    for n in range(3):
        f.write(json.dumps({"n": n}) + "\\n")
with gzip.open(path, "rt", encoding="utf-8") as f:
    print([json.loads(line)["n"] for line in f])
""",
        loads='import gzip\nprint(gzip.open(f"{ROOT}/records.jsonl.gz", "rt").read())\n',
        varies=frozenset({"*.gz"}),
    ),
    Program(
        "workbook with two sheets",
        """\
import pandas as pd

frame = pd.DataFrame({"a": [1]})
with pd.ExcelWriter("report.xlsx") as writer:
    frame.to_excel(writer, sheet_name="one", index=False)
    frame.to_excel(writer, sheet_name="two", index=False)
print(list(pd.read_excel("report.xlsx", sheet_name=None)))
""",
        loads='import pandas as pd\nprint(pd.read_excel(f"{ROOT}/report.xlsx", sheet_name="two"))\n',
        varies=frozenset({"*.xlsx"}),
    ),
    Program(
        "memory map that is filled",
        """\
import numpy as np

store = np.memmap("big.dat", dtype="float32", mode="w+", shape=(2, 2))
store[:] = 3
store.flush()
print(np.memmap("big.dat", dtype="float32", mode="r", shape=(2, 2)).sum())
""",
        loads='import numpy as np\nprint(np.fromfile(f"{ROOT}/big.dat", dtype="float32"))\n',
    ),
    Program(
        "arrays of one's own format",
        """\
import numpy as np
import os

os.makedirs("bin", exist_ok=True)
values = np.arange(3, dtype="int32")
values.tofile("bin/v.raw")
with open("bin/v.meta", "w") as f:
    f.write(str(values.dtype))
print(np.fromfile("bin/v.raw", dtype=open("bin/v.meta").read()))
""",
        loads='import numpy as np\nprint(np.fromfile(f"{ROOT}/bin/v.raw", dtype="int32"))\n',
    ),
)
