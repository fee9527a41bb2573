"""marimo notebooks as people keep them in files. They run with the standard library alone."""

from __future__ import annotations

from marimo import __version__

_HEAD = f'import marimo\n\n__generated_with = "{__version__}"\napp = marimo.App()\n\n\n'
_FOOT = 'if __name__ == "__main__":\n    app.run()\n'


def file(*cells: str) -> str:
    body = "".join(cell.strip("\n") + "\n\n\n" for cell in cells)
    return (_HEAD[:-1] if body.startswith("with") else _HEAD) + body + _FOOT


OUT_OF_ORDER = file(
    """
@app.cell
def _(OUT, json, result):
    with open(f"{OUT}/result.json", "w") as _file:
        json.dump(result, _file)
    print(sorted(result))
    return
""",
    """
@app.cell
def _(json, os):
    OUT = "out"
    os.makedirs(OUT, exist_ok=True)
    result = json.loads('{"a": 1}')
    return OUT, result
""",
    """
@app.cell
def _():
    import json
    import os

    return json, os
""",
)
ONE_CELL = file(
    """
@app.cell
def _():
    import csv

    with open("rows.csv", "w", newline="") as _file:
        csv.writer(_file).writerow([1, 2])
    print("done")
    return
""",
)
IMPORTED_WHERE_IT_IS_USED = file(
    """
@app.cell
def _():
    import json

    return (json,)
""",
    """
@app.cell
def _(json):
    text = json.dumps([1])
    return (text,)
""",
    """
@app.cell
def _(text):
    import os

    os.makedirs("made", exist_ok=True)
    with open(os.path.join("made", "text.txt"), "w") as _out:
        _out.write(text)
    print(text)
    return
""",
)
WITH_SETUP = file(
    """
with app.setup:
    import pickle
    from pathlib import Path

    NAME = "model.pkl"
""",
    """
@app.function
def keep(model):
    \"\"\"Write it.\"\"\"
    with open(NAME, "wb") as out:
        pickle.dump(model, out)
""",
    """
@app.class_definition
class Log:
    path = "log.txt"

    def write(self, text):
        with open(self.path, "a") as out:
            out.write(text)
""",
    """
@app.cell
def _():
    keep({"w": 1})
    Log().write("saved")
    print(Path("log.txt").name)
    return
""",
)
FUNCTION_WITHOUT_SETUP = file(
    """
@app.function
def keep(text):
    with open("kept.txt", "w") as out:
        out.write(text)
""",
    """
@app.cell
def _():
    import os

    print(os.sep)
    return
""",
    """
@app.cell
def _():
    keep("x")
    return
""",
)
NAMES_OF_ITS_OWN = file(
    """
@app.cell
def _():
    import os as _os

    _os.makedirs("first", exist_ok=True)
    _name = "first/a.txt"
    with open(_name, "w") as _file:
        _file.write("a")
    return
""",
    """
@app.cell(hide_code=True)
def numbers():
    # another cell, another name
    _name = "b.txt"
    with open(_name, "w") as _file:
        _file.write("b")

    print("two files")
    return
""",
)
DISABLED = file(
    """
@app.cell(disabled=True)
def _():
    path = "never.txt"
    return (path,)
""",
    """
@app.cell
def _(path):
    open(path, "w").close()
    return
""",
    """
@app.cell
def _():
    open("always.txt", "w").close()
    return
""",
)

ALL = {
    "out_of_order": OUT_OF_ORDER,
    "one_cell": ONE_CELL,
    "imported_where_it_is_used": IMPORTED_WHERE_IT_IS_USED,
    "with_setup": WITH_SETUP,
    "function_without_setup": FUNCTION_WITHOUT_SETUP,
    "names_of_its_own": NAMES_OF_ITS_OWN,
    "disabled": DISABLED,
}
