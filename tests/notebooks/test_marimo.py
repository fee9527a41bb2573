"""marimo notebooks: their cells are one program, in the order in which they run, and are written as marimo does."""

from __future__ import annotations

import pytest

from flake8_persist import analyze, fix
from flake8_persist.notebooks.notebook import read_marimo

HEAD = 'import marimo\n\n__generated_with = "0.25.2"\napp = marimo.App()\n'
FOOT = '\n\nif __name__ == "__main__":\n    app.run()\n'


def file(*cells: str) -> str:
    return HEAD + "".join(f"\n\n{cell}" for cell in cells) + FOOT


def cell(body: str, takes: str = "", gives: str = "return", decorator: str = "@app.cell") -> str:
    lines = "".join(f"    {line}\n" if line else "\n" for line in [*body.split("\n"), gives])
    return f"{decorator}\ndef _({takes}):\n{lines}"


def setup(body: str) -> str:
    return "with app.setup:\n" + "".join(f"    {line}\n" for line in body.split("\n"))


IMPORTS = cell("import os\nimport joblib\n", gives="return joblib, os")
DUMP = cell("joblib.dump(model, path)", "joblib, model, path")
PATH = cell('path = "model.joblib"\nmodel = 1', gives="return model, path")


def found(text: str) -> list[tuple[int, int, str]]:
    report = analyze(text, filename="colab.py")
    assert report.error is None
    return [(one.span.line, one.span.column, one.code) for one in report.findings]


def fixed(text: str) -> str:
    result = fix(text, filename="a.py")
    assert result.remaining == (), result.refusals
    assert not fix(result.source, filename="a.py").changed
    return result.source


def test_names_flow_through_cells_in_the_order_in_which_they_run() -> None:
    assert found(file(DUMP, PATH, IMPORTS)) == [(9, 4, "PST101")]


def test_the_cells_come_in_the_order_in_which_they_run_without_what_surrounds_them() -> None:
    document = read_marimo(file(DUMP, PATH, IMPORTS))
    assert document is not None
    assert [line for line in document.python.splitlines() if line and line[0] != "#"] == [
        'path = "model.joblib"',
        "model = 1",
        "import os",
        "import joblib",
        "joblib.dump(model, path)",
    ]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ((cell('open("a.txt", "w")', decorator="@app.cell(hide_code=True)"),), ["PST111"]),
        ((cell('open("a.txt", "w")', decorator="@app.cell(disabled=True)"),), []),
        ((cell('p = "a"', decorator="@app.cell(disabled=True)"), cell('open(p, "w")', "p")), []),
        ((cell('open("a.txt", "w")').replace("def _", "async def _"),), ["PST111"]),
        ((setup('open("a.txt", "w")'),), ["PST111"]),
        (('@app.function\ndef f():\n    open("a.txt", "w")\n', cell("f()")), ["PST111"]),
        ((cell("import os\nos.chdir('/content/drive/MyDrive')"), cell('open("a.txt", "w")')), ["PST201"]),
        ((cell('_p = "a"'), cell('_p = "/content/drive/MyDrive/a"\nopen(_p, "w")')), ["PST201"]),
        (('app._unparsable_cell(\n    r"""\n    open("a.txt", "w"\n    """,\n    name="_"\n)\n',), ["PST900"]),
        (('app._unparsable_cell(\n    r"""\n    x = = 1\n    """,\n    name="_"\n)\n', cell("open")), []),
        ((cell("ls", "ls"), cell('ls = open("a.txt", "w")', gives="return (ls,)")), ["PST111"]),
    ],
)
def test_every_kind_of_cell_is_read(cells: tuple[str, ...], codes: list[str]) -> None:
    assert [code for _, _, code in found(file(*cells))] == codes


def test_a_message_counts_the_lines_of_the_file() -> None:
    [finding] = analyze(file(DUMP, PATH, IMPORTS), filename="a.py").findings
    assert "(set on line 15)" in finding.message or "line 15" in (finding.note or "")
    assert finding.cell is None


def test_a_comment_silences_a_line() -> None:
    assert found(file(cell('open("a.txt", "w")  # noqa: PST111'))) == []


def test_a_comment_above_the_cells_silences_the_file() -> None:
    assert found("# flake8: noqa\n" + file(cell('open("a.txt", "w")'))) == []


PREAMBLE = """try:  # on Colab: keep on Google Drive what this program writes
    from google.colab import drive
except ImportError:
    PERSIST_ROOT = os_.environ.get("PERSIST_ROOT", ".")
else:
    drive.mount("/content/drive")
    PERSIST_ROOT = "/content/drive/MyDrive/a"
os_.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training"""


def test_a_fix_adds_a_cell_and_what_cells_take_from_it() -> None:
    assert fixed(file(DUMP, PATH, IMPORTS)) == file(
        DUMP,
        cell(f"import os as os_\nimport tempfile\n\n{PREAMBLE}", gives="return (PERSIST_ROOT,)"),
        PATH.replace('"model.joblib"', 'f"{PERSIST_ROOT}/model.joblib"').replace("_()", "_(PERSIST_ROOT)"),
        IMPORTS,
    )


def test_no_name_is_bound_in_two_cells() -> None:
    write = cell('import os\nopen("a.txt", "w").write(x)\nos.sep', "x")
    assert fixed(file(cell("import json\n"), cell("x = 1", gives="return (x,)"), write)) == file(
        cell("import json\nimport os as os_\nimport tempfile\n", gives="return os_, tempfile"),
        cell(PREAMBLE, "os_, tempfile", "return (PERSIST_ROOT,)"),
        cell("x = 1", gives="return (x,)"),
        write.replace('"a.txt"', 'f"{PERSIST_ROOT}/a.txt"').replace("_(x)", "_(PERSIST_ROOT, x)"),
    )


def test_long_signatures_and_returns_are_broken() -> None:
    names = [f"a_rather_long_name_{letter}" for letter in "bcd"]
    many = cell("\n".join(f"{name} = 1" for name in names), gives=f"return {', '.join(names)}")
    use = cell(f'open("a.txt", "w").write({" + ".join(names)})', ", ".join(names))
    source = fixed(file(many, use))
    assert "".join(f"    {name},\n" for name in ["PERSIST_ROOT", *names]) in source


def test_a_setup_takes_the_preamble() -> None:
    source = fixed(file(setup("import os"), cell('open("a.txt", "w")')))
    assert 'def _():\n    open(f"{PERSIST_ROOT}/a.txt", "w")\n' in source
    assert "    import os\n    import tempfile\n\n    try:  # on Colab" in source


def test_functions_on_top_level_are_given_a_setup() -> None:
    source = fixed(file('@app.function\ndef f():\n    open("a.txt", "w")\n', cell("f()")))
    assert (
        source.index("with app.setup:\n    import os\n")
        < source.index("PERSIST_ROOT =")
        < source.index("@app.function")
    )


def test_line_ends_stay() -> None:
    source = fixed(file(DUMP, PATH, IMPORTS).replace("\n", "\r\n"))
    assert source.count("\n") == source.count("\r\n")


def test_lines_outside_the_edited_cells_stay() -> None:
    text = file(IMPORTS.replace("    import os", "    # why\n    import os"), DUMP, PATH, cell('t = """\nx\n"""'))
    source = fixed(text)
    assert [line for line in text.splitlines() if line not in source.splitlines()] == [
        "    return joblib, os",
        '    path = "model.joblib"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "import marimo\napp = marimo.App()\n",
        "import marimo\napp = marimo.App()\n@app.cell\ndef _(): open('a.txt', 'w')\n",
        file(cell("x = y", "y", "return (x,)"), cell("y = x", "x", "return (y,)")),
    ],
)
def test_what_marimo_does_not_write_is_read_as_any_file(text: str) -> None:
    assert read_marimo(text) is None or found(text) == []
    assert analyze(text, filename="a.py").error is None
