"""Whatever form a notebook is in, the same is found in it, at the same line."""

from __future__ import annotations

import functools
import json
import re

import pytest
from conversions import FIXTURES, FORMS, KEEPS_LINES, cells_in, cells_of, ipynb, notebook, plain_fixtures, unpaired
from notebooks import ALL

from flake8_persist import analyze, fix
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks import read
from flake8_persist.notebooks.restoring import EditedLine
from flake8_persist.rules.model import Finding
from flake8_persist.settings import Settings

SETTINGS = Settings(environment="colab")
_LANGUAGE = re.compile(r'^(?:%%|\+) language="(\w+)"$')
NAMES = [*ALL, *plain_fixtures()]


@functools.cache
def cells(name: str) -> tuple[str, ...]:
    if name in ALL:
        return tuple(ALL[name])
    return tuple(cells_of((FIXTURES / f"{name}.py").read_text(encoding="utf-8")))


def is_lossy(name: str, form: str) -> bool:
    """Does the form hide what the notebook shows?

    nbconvert makes a string of the Python under a magic; two forms of jupytext lose the first line of ``%%bash``.
    """
    magics = {text.partition("\n")[0].split()[0] for text in cells(name)[:-1] if text.startswith("%%")}
    hidden = {"nbconvert": {"%%time", "%%capture"}, "sphinx": {"%%bash"}, "nomarker": {"%%bash"}}
    return bool(magics & hidden.get(form, set()))


FAITHFUL = [(name, form) for name in NAMES for form in FORMS if not is_lossy(name, form)]


def found(text: str, filename: str) -> tuple[Finding, ...]:
    report = analyze(text, filename=filename, settings=SETTINGS)
    assert report.error is None
    return report.findings


def what(finding: Finding) -> tuple[str, str | None, object]:
    return finding.code, finding.path, finding.artifact


def line_of(finding: Finding, text: str) -> str:
    """The line of the finding, without what a form puts before it."""
    lines = text.splitlines() if finding.cell is None else cells_in(text)[finding.cell - 1].splitlines()
    line = lines[finding.span.line - 1].removeprefix("# ").strip()
    return _LANGUAGE.sub(r"%%\1", line)


@pytest.mark.parametrize(("name", "form"), FAITHFUL)
def test_every_form_has_the_findings_of_the_notebook(name: str, form: str) -> None:
    book = notebook(cells(name))
    original, text = ipynb(book), FORMS[form](book)

    expected, findings = found(original, "x.ipynb"), found(text, "x.py")

    assert [what(one) for one in findings] == [what(one) for one in expected]
    if form in KEEPS_LINES:
        assert [line_of(one, text) for one in findings] == [line_of(one, original) for one in expected]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_form_comes_back_unchanged(name: str, form: str) -> None:
    text = FORMS[form](notebook(cells(name)))
    document = read(text)
    lines = [EditedLine(line, number, False) for number, line in enumerate(ln.split(document.python), 1)]

    assert document.restore(lines) == text
    in_doubt = form == "script" and name == "scripted"  # nothing marks the end of a script that is written to a file
    assert document.omissions == () or is_lossy(name, form) or in_doubt


@pytest.mark.parametrize(("name", "form"), FAITHFUL)
def test_a_fix_of_every_form_leaves_what_a_fix_of_the_notebook_leaves(name: str, form: str) -> None:
    book = notebook(cells(name))
    original = fix(ipynb(book), filename="x.ipynb", settings=SETTINGS)
    text = FORMS[form](book)

    result = fix(text, filename="x.py", settings=SETTINGS)

    assert [what(one) for one in result.remaining] == [what(one) for one in original.remaining]
    assert fix(result.source, filename="x.py", settings=SETTINGS).source == result.source


@pytest.mark.parametrize("name", ["segmentation", "writer"])
def test_python_that_an_export_made_a_string_of_is_said_to_be_left_out(name: str) -> None:
    text = FORMS["nbconvert"](notebook(cells(name)))

    codes = [one.code for one in found(text, "x.py")]

    assert codes.count("PST900") == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_fixed_script_converts_to_a_fixed_notebook(name: str) -> None:
    book = notebook(cells(name))
    original = fix(ipynb(book), filename="x.ipynb", settings=SETTINGS)
    result = fix(FORMS["percent"](book), filename="x.py", settings=SETTINGS)

    converted = unpaired(result.source)

    assert [what(one) for one in found(converted, "x.ipynb")] == [what(one) for one in original.remaining]
    if any("# %%" in text for text in cells(name)):
        return  # a marker in a cell makes two of it
    kinds = [cell["cell_type"] for cell in json.loads(ipynb(book))["cells"]]
    assert [cell["cell_type"] for cell in json.loads(converted)["cells"]].count("markdown") == kinds.count("markdown")
