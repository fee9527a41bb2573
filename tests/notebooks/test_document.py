"""The way back: columns, and edited Python in the form of the notebook."""

from __future__ import annotations

import ast
import difflib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_persist.notebooks import Document, read
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.restoring import EditedLine

NOTICE = "# Commented out IPython magic to ensure Python compatibility.\n"


def unedited(document: Document) -> list[EditedLine]:
    return [EditedLine(line, number, False) for number, line in enumerate(ln.split(document.python), 1)]


def edited(document: Document, *edits: tuple[str, str]) -> list[EditedLine]:
    """The lines after replacements in the text; lines that a replacement adds are inserted ones."""
    before, text = ln.split(document.python), document.python
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    after = ln.split(text)
    lines: list[EditedLine] = []
    for tag, first, last, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for offset, line in enumerate(after[start:end]):
            number = first + offset + 1 if first + offset < last else None
            lines.append(EditedLine(line, number, tag != "equal"))
    return lines


def after(source: str, *edits: tuple[str, str]) -> str:
    document = read(source)
    return document.restore(edited(document, *edits))


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("!cp a b\n", "cp a b", "cp {ROOT}/a b", "!cp {ROOT}/a b\n"),
        ("if x:\n    !cp a b\r\n", "cp a b", "cp c b", "if x:\n    !cp c b\r\n"),
        ("if x: !cp a b\n", "cp a b", "cp c b", "if x: !cp c b\n"),
        ("!!ls a\n", "ls a", "ls b", "!!ls b\n"),
        ("x = !ls a\n", "ls a", "ls b", "x = !ls b\n"),
        ("%cd a\n", "'a'", "'b  c'", "%cd b  c\n"),
        ("%cd\n", "''", "'b'", "%cd b\n"),
        ("x = %cd a\n", "'a'", "''", "x = %cd\n"),
        ("!x\ncd a\n", "'a'", "'b'", "!x\ncd b\n"),
        ("!a \\\n  b\nx\n", "a    b", "a c", "!a c\nx\n"),
        ("!a \\\n  b", "a    b", "a c", "!a c"),
        ("!cp a b\n", "'cp a b'", '"cp it\'s b"', "!cp it's b\n"),
        ("!cp a b\n", "get_ipython().system('cp a b')", "shutil.copy('a', 'b')", "shutil.copy('a', 'b')\n"),
        ("%%bash\ncp a b\n\n\nx\n", "cp a b", "cp c d", "%%bash\ncp c d\n\n\nx\n"),
        ("%%writefile a\r\nx  \r\n", "'a'", "'{ROOT}/a'", "%%writefile {ROOT}/a\r\nx  \r\n"),
        (f"{NOTICE}# %cd a\n", "'a'", "'b'", f"{NOTICE}# %cd b\n"),
        (f"{NOTICE}if x:\n#   %cd a\n", "'a'", "'b'", f"{NOTICE}if x:\n#   %cd b\n"),
        (f"{NOTICE}# %run a \\\n  b\nx\n", "a    b", "c", f"{NOTICE}# %run c\nx\n"),
        (f"{NOTICE}# %%bash\n# cp a b\n#\n# ls\nx\n", "cp a b", "cp c b", f"{NOTICE}# %%bash\n# cp c b\n#\n# ls\nx\n"),
        (f"{NOTICE}# %%time\n# save(a)\n# !ls\nx\n", "save(a)", "save(b)", f"{NOTICE}# %%time\n# save(b)\n# !ls\nx\n"),
        (f"{NOTICE}# %%time\n# !cp a b\nx\n", "cp a", "cp c", f"{NOTICE}# %%time\n# !cp c b\nx\n"),
        ("%time save(a)\n", "(a)", "(b)", "%time save(b)\n"),
        ("if x:\n  %timeit -r 1 save(a)\n", "(a)", "(b)", "if x:\n  %timeit -r 1 save(b)\n"),
        ("%time !cp a b\n", "cp a", "cp c", "%time !cp c b\n"),
        ("%time save(a, \\\n  b)\nx\n", "a,", "c,", "%time save(c,    b)\nx\n"),
        (f"{NOTICE}# %time save(a)\n", "(a)", "(b)", f"{NOTICE}# %time save(b)\n"),
        (f"{NOTICE}if x:\n#   %time save(a)\n", "(a)", "(b)", f"{NOTICE}if x:\n#   %time save(b)\n"),
        ("get_ipython().system('ls')\n", "'ls'", "'cd'", "get_ipython().system('cd')\n"),
    ],
)
def test_an_edited_call_goes_back_into_its_form(source: str, old: str, new: str, expected: str) -> None:
    assert after(source, (old, new)) == expected


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("!ls\nx\n", "x\n", "import a\nx\n", "!ls\nimport a\nx\n"),
        ("!ls\nx", "x", "x\ny", "!ls\nx\ny"),
        ("!a \\\n b\nx\n", "# notebook", "import a\n# notebook", "!a \\\n b\nimport a\nx\n"),
        (
            f"{NOTICE}# %%time\n# x\n# y\n\nz\n",
            "y\n",
            "import a\n\ny\n",
            f"{NOTICE}# %%time\n# x\n# import a\n#\n# y\n\nz\n",
        ),
        (f"{NOTICE}# %%time\n# x\n\nz\n", "x\n", "x\nx2\n", f"{NOTICE}# %%time\n# x\n# x2\n\nz\n"),
        (f"{NOTICE}# %%time\n# x\n", "# notebook", "a\n# notebook", f"{NOTICE}# %%time\n# a\n# x\n"),
        (f"{NOTICE}# # b\n# %%time\n# x\n", "# # b", "a\n# # b", f"{NOTICE}# # b\n# %%time\n# a\n# x\n"),
        (f"x\n{NOTICE}# %%bash\n# ls\ny\n", "get_ip", "a\nget_ip", f"x\na\n{NOTICE}# %%bash\n# ls\ny\n"),
        (f"{NOTICE}# %%bash\n# ls\n\ny\n", "\n\ny", "\na\n\ny", f"{NOTICE}# %%bash\n# ls\na\n\ny\n"),
        ("# %%\n%%bash\nls\n", "get_ip", "a\nget_ip", "a\n# %%\n%%bash\nls\n"),
        (f"{NOTICE}# %cd x\nz\n", "z", "a\nz", f"{NOTICE}# %cd x\na\nz\n"),
    ],
)
def test_inserted_lines_take_the_form_of_their_place(source: str, old: str, new: str, expected: str) -> None:
    assert after(source, (old, new)) == expected


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("!a \\\n b\n", "# notebook line 2", "x"),
        ("!cp a b\n", "'cp a b'", "f'cp {root} b'"),
        ("!cp a b\n", "'cp a b'", "'cp a\\nb'"),
        ("!cp a b\n", "'cp a b'", "'cp a \\\\'"),
        ("!cp a b\n", "system('cp a b')", "getoutput('cp a b')"),
        ("!cp a b\n", "('cp a b')", "('cp a b').x"),
        ("!cp a b\n", "('cp a b')", "('cp a b', 1)"),
        ("%%bash\ncp a b\n", "get_ipython().run_cell_magic('bash', '', 'cp a b\\n')", "x"),
        ("%%bash\ncp a b\n", "''", "'\\n'"),
        ("%%time\nx\n", "# notebook line 1", "y"),
        ("print?\n", "'print'", "'x'"),
        ("!ls\na b\n", "# notebook line 2", "x"),
        ("%%bash\nls\n\n\nx\n", "\n\n\nx", "\ny\n\n\nx"),
        ("%%bash\nls\n", "line 2\n", "line 2\ny\n"),
    ],
)
def test_what_has_no_form_in_the_notebook_is_refused(source: str, old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        after(source, (old, new))


def test_a_command_that_was_deleted_is_gone_with_its_continuation() -> None:
    document = read("x\n!a \\\n b\ny\n")
    lines = unedited(document)

    assert document.restore([lines[0], lines[2], lines[3]]) == "x\ny\n"


def test_a_line_without_an_end_gets_one_when_another_follows() -> None:
    document = read("!ls\r\nx")

    assert document.restore([*unedited(document), EditedLine("y", None, True)]) == "!ls\r\nx\r\ny"


@pytest.mark.parametrize(
    ("source", "line", "text", "expected"),
    [
        ("x = save('é', a)\n", 1, "a)", 14),
        ("if x:\n    !cp é b\n", 2, "get_ip", 4),
        ("if x:\n    !cp é b\n", 2, "system", 4),
        ("x = !ls\n", 1, "x", 0),
        ("x = !ls\n", 1, "get_ip", 4),
        ("if é: !ls\n", 1, "system", 6),
        ("!a \\\n    b\n", 2, "line", 0),
        (f"{NOTICE}# %cd x\n", 2, "run", 2),
        (f"{NOTICE}if x:\n#   %cd x\n", 3, "get_ip", 4),
        (f"{NOTICE}# %%time\n# y = save(a)\n", 3, "save", 6),
        ("%time y = save(a)\n", 1, "save", 10),
        ("if x:\n  %time !ls\n", 2, "system", 2),
        (f"{NOTICE}# %time y = save(a)\n", 2, "save", 12),
    ],
)
def test_columns_lead_back_to_the_source(source: str, line: int, text: str, expected: int) -> None:
    document = read(source)
    python = ln.split(document.python)[line - 1]

    assert document.column(line, len(python[: python.index(text)].encode())) == expected


def test_columns_and_lines_beyond_the_text_are_clamped() -> None:
    document = read("!ls\nab\n")

    assert [document.column(2, offset) for offset in (-1, 99)] == [0, 2]
    assert document.column(0, 5) == document.column(9, 5) == 0


def test_a_document_can_be_sent_to_another_process() -> None:
    document = read("!ls\nx = 1\n")
    again = pickle.loads(pickle.dumps(document))

    assert (again.source, again.form, again.python) == (document.source, document.form, document.python)
    assert again.restore(unedited(document)) == document.source


_COMMANDS = (
    "!ls",
    "!a \\",
    "%cd x",
    "%%time",
    "%%bash",
    "%%capture",
    "x = !ls",
    "cd a",
    "x?",
    "?",
    "# !ls",
    "# %cd a",
    "%time a = b",
)
_CODE = ("if x:", "def f()", "try:", "@a", "pass", "a b", "é", "(", ")", "[", "}", "\\", "#", "# ", "    ", "\t")
_QUOTES = ('"""', "'''", "'", '"')
_ENDS = ("\n", "\r\n", "\r", "\x0c", "\u2028", "\0", "\ud800")
_COMMENTS = ("# %%time\n", "# %%bash\n", "# %%\n", "# In[1]:\n", NOTICE)
_PIECES = st.one_of(*map(st.sampled_from, (_COMMANDS, _CODE, _QUOTES, _ENDS, _COMMENTS)), st.just("\n"))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))  # no file decodes to lone surrogates
_NOTEBOOKS = st.one_of(_TEXTS, st.lists(_PIECES, max_size=25).map("".join))


@given(_NOTEBOOKS)
def test_any_text_comes_back_and_keeps_its_lines(source: str) -> None:
    document = read(source)

    assert len(ln.split(document.python)) == len(ln.split(source))
    assert [ln.ending(line) for line in ln.split(document.python)] == [ln.ending(line) for line in ln.split(source)]
    assert document.restore(unedited(document)) == source
    if document.omissions:
        ast.parse(document.python)


@given(_NOTEBOOKS, st.integers(0, 30), st.integers(0, 200))
def test_any_place_has_a_column_inside_its_line(source: str, line: int, offset: int) -> None:
    column = read(source).column(line, offset)

    assert 0 <= column <= (len(ln.body(ln.split(source)[line - 1])) if 0 < line <= len(ln.split(source)) else 0)


@given(_NOTEBOOKS)
def test_what_is_python_already_is_never_rewritten_but_for_comments_and_bare_commands(source: str) -> None:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    document = read(source)

    assert document.omissions == ()
    assert document.layout.units or ast.dump(ast.parse(document.python)) == ast.dump(tree)
