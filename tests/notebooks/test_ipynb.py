"""The text of notebook files: cells out, edited cells in, everything else as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_persist.notebooks.ipynb import Notebook, NotebookError, parse

SOURCES = st.text(st.characters(codec="utf-8") | st.sampled_from('\n\r\\"é'), max_size=30)
INDENTS = st.sampled_from([None, 1, 2, "\t"])


def code(source: object, **more: object) -> dict[str, object]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        **more,
        "metadata": {},
        "outputs": [{"x": "é"}],
        "source": source,
    }


def notebook(*cells: object, minor: int = 4, metadata: object = None) -> dict[str, object]:
    return {"cells": list(cells), "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": minor}


def old_notebook(*sources: object) -> dict[str, object]:
    cells = [
        {"cell_type": "code", "collapsed": False, "input": source, "language": "python", "metadata": {}, "outputs": []}
        for source in sources
    ]
    return {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}


def text_of(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def sources_of(book: Notebook) -> list[str]:
    return [cell.source for cell in book.cells]


MARKDOWN = {"cell_type": "markdown", "metadata": {}, "source": ["# title"]}


@pytest.mark.parametrize("source", ["a\nb", ["a\n", "b"], ["a", "\nb"], ["", "a\nb"]])
@pytest.mark.parametrize("minor", range(6))
def test_a_source_is_a_string_or_a_list(source: object, minor: int) -> None:
    book = parse(text_of(notebook(MARKDOWN, code(source), minor=minor)))
    assert [(cell.number, cell.position, cell.source) for cell in book.cells] == [(1, 2, "a\nb")]
    assert sources_of(parse(text_of(old_notebook(source)))) == ["a\nb"]


def test_worksheets_are_read_one_after_the_other() -> None:
    data = old_notebook("a")
    data["worksheets"] = [*old_notebook("a")["worksheets"], *old_notebook("b")["worksheets"]]  # type: ignore[misc]
    book = parse(text_of(data))
    assert sources_of(book) == ["a", "b"]
    assert sources_of(parse(book.replaced({2: "c"}))) == ["a", "c"]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, None),
        ({"kernelspec": {"name": "python3"}}, None),
        ({"kernelspec": {"language": "python"}}, None),
        ({"language_info": {"name": "Python"}}, None),
        ({"kernelspec": {"language": "R"}}, "R"),
        ({"language_info": {"name": "julia"}}, "julia"),
        ({"kernelspec": 3, "language_info": []}, None),
    ],
)
def test_a_notebook_in_another_language_has_no_cells(metadata: dict[str, object], language: str | None) -> None:
    book = parse(text_of(notebook(code("x"), metadata=metadata)))
    assert (book.language, len(book.cells)) == (language, 0 if language else 1)


def test_a_cell_in_another_language_is_counted_only() -> None:
    foreign = {**code("ls"), "metadata": {"vscode": {"languageId": "shellscript"}}}
    assert [cell.number for cell in parse(text_of(notebook(foreign, code("x")))).cells] == [2]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "no notebook: expecting value", 1),
        ("x = 1", "no notebook: expecting value", 1),
        ('{\n"cells": [', "no notebook: expecting value", 2),
        ('{"cells": []} {}', "after the end", 1),
        ('{"cells": ["\0"]}', "invalid control character", 1),
        ("[" * 100_000, "nested too deeply", 1),
        ("[]", "not an object", 1),
        ("{}", "no cells", 1),
        ('{\n"cells": {}}', "not a list", 2),
        ('{"cells": [\n3]}', "cell 1 is not an object", 2),
        ('{"cells": [\n{"cell_type": "code", "source": 3}]}', "source of cell 1 is no text", 2),
        ('{"cells": [{"cell_type": "code", "source": [3]}]}', "source of cell 1 is no text", 1),
        ('{"cells": [{"cell_type": "code"}]}', "source of cell 1 is no text", 1),
        ('{"worksheets": 3}', "not a list", 1),
        ('{"worksheets": [3]}', "no list of cells", 1),
    ],
)
def test_what_is_no_notebook_is_named(text: str, message: str, line: int) -> None:
    with pytest.raises(NotebookError, match=message) as caught:
        parse(text)
    assert caught.value.line == line


def test_of_members_with_one_name_the_last_counts() -> None:
    text = '{"cells": 3, "cells": [{"cell_type": "code", "source": "a", "source": "b"}]}'
    assert parse(text).replaced({1: "c"}) == text.replace('"b"', '"c"')


@pytest.mark.parametrize(
    ("before", "source", "after"),
    [
        ('["a\\n", "b"]', "a\nc", '["a\\n", "c"]'),
        ('["a\\n", "b"]', "a\nb\nc", '["a\\n", "b\\n", "c"]'),
        ('["\\u0061\\n", "b"]', "a\nc", '["\\u0061\\n", "c"]'),
        ('["a\\n","b\\n","c"]', "a\nc", '["a\\n","c"]'),
        ('["im", "port a\\n", "x"]', "import b\nx", '["import b\\n", "x"]'),
        ('["im", "port a\\n", "x"]', "import a\ny", '["im", "port a\\n", "y"]'),
        ('["a"]', "", "[]"),
        ("[]", "a\nb", '["a\\n", "b"]'),
        ('"\\u0061\\nb\\/\\nc"', "a\nb/\nd", '"\\u0061\\nb\\/\\nd"'),
        ('"a\\r\\nb"', "a\r\nc", '"a\\r\\nc"'),
        ('"\\ud83d\\ude00\\nb"', "😀\nc", '"\\ud83d\\ude00\\nc"'),
        ('"\\ud83d\\nb"', "\ud83d\nc", '"\\ud83d\\nc"'),
        ('"a\\\\nb\\u000ac"', "a\\nb\nd", '"a\\\\nb\\u000ad"'),
    ],
)
def test_lines_that_stay_are_spelled_as_they_were(before: str, source: str, after: str) -> None:
    text = '{"cells": [{"source": %s, "cell_type": "code"}]}'
    assert parse(text % before).replaced({1: source}) == text % after


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_an_edit_and_a_new_cell_look_like_the_rest(end: str, bom: str) -> None:
    before = bom + text_of(notebook(MARKDOWN, code(["a\n", "b"]))).replace("\n", end)
    new: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": ["x\n", "y"],
    }
    after = bom + text_of(notebook(MARKDOWN, new, code(["a\n", "c"]))).replace("\n", end)
    assert parse(before).replaced({1: "a\nc"}, {1: "x\ny"}) == after


def test_the_older_format_gets_its_own_kind_of_cell() -> None:
    assert parse(text_of(old_notebook("a"))).replaced({}, {1: "x\ny"}) == text_of(old_notebook("x\ny", "a"))
    assert parse(text_of(old_notebook("a"))).replaced({}, {2: "x"}) == text_of(old_notebook("a", "x"))


@pytest.mark.parametrize("minor", range(6))
def test_a_new_cell_has_an_id_exactly_where_the_format_has_ids(minor: int) -> None:
    book = parse(text_of(notebook(code("a", id="one"), minor=minor)))
    result = json.loads(book.replaced({}, {1: "x"}))
    assert ("id" in result["cells"][0]) == (minor == 5)
    assert book.replaced({}, {1: "x"}) == book.replaced({}, {1: "x"})


def test_ids_are_unique() -> None:
    text = text_of(notebook(code("a", id="one"), minor=5))
    for _ in range(3):
        text = parse(text).replaced({}, {1: "x"})
    ids = [cell["id"] for cell in json.loads(text)["cells"]]
    assert len(set(ids)) == len(ids) == 4


def test_an_ascii_file_stays_ascii() -> None:
    text = json.dumps(notebook(code("'é'")))
    assert parse(text).replaced({1: "'ü'"}) == json.dumps(notebook(code("'ü'")))


def test_there_is_no_cell_to_insert_before() -> None:
    with pytest.raises(NotebookError, match="no code cell 3"):
        parse(text_of(notebook(code("a")))).replaced({}, {3: "x"})


@given(st.lists(SOURCES, min_size=1, max_size=3), st.lists(SOURCES, min_size=1, max_size=3), INDENTS, st.booleans())
def test_only_edited_sources_change(old: list[str], new: list[str], indent: int | str | None, as_list: bool) -> None:
    def written(sources: list[str]) -> str:
        forms = [source.splitlines(keepends=True) if as_list else source for source in sources]
        return json.dumps(notebook(*map(code, forms)), indent=indent)

    book = parse(written(old))
    assert book.replaced(dict(enumerate(old, 1))) == book.text
    wanted = [new[index] if index < len(new) else source for index, source in enumerate(old)]
    result = book.replaced(dict(enumerate(wanted, 1)))
    assert sources_of(parse(result)) == wanted
    first, second = json.loads(book.text), json.loads(result)
    for cell in (*first["cells"], *second["cells"]):
        del cell["source"]
    assert first == second


@given(st.data())
def test_a_damaged_notebook_is_read_or_refused(data: st.DataObject) -> None:
    text = text_of(notebook(MARKDOWN, code(["a\n", "é \\ud800"]), code("%%bash\nls"), minor=5))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 5, len(text))))
    damaged = text[:start] + data.draw(st.text('\0\t\r\n"\\{}[],:\ud800x1\ufeff', max_size=3)) + text[end:]
    try:
        book = parse(damaged)
    except NotebookError:
        return
    assert book.replaced({cell.number: cell.source for cell in book.cells}) == damaged
    if book.cells:
        assert sources_of(parse(book.replaced({book.cells[0].number: "b\n"})))[0] == "b\n"
