"""Magics and shell lines that a paired script holds as comments.

Where the paired script is turned into a notebook, these comments are commands again; a comment of the author that
looks like one has two comment signs there::

    # %%
    # %cd /content
    # !cp model.pt /content/drive/MyDrive
    # # !rm model.pt

    # %% language="bash"
    # cp a b
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.commented import Commented, LanguageCell

_RULE = re.compile(r"# ---[ \t]*$")
_NAMED = re.compile(r"#[ \t]+jupytext:[ \t]*$")
_FORMAT = re.compile(r"#[ \t]+format_name:[ \t]*['\"]?(?P<name>\w+)")
_PERCENT = re.compile(r"#[ ]?%%(?:[ \t].*)?$")
_LIGHT = re.compile(r"# (?:\+(?:[ \t].*)?|-)$")
_SPHINX = re.compile(r'""$')
_PERCENT_ANYWHERE = re.compile(r"^# ?%%(?:[ \t][^\r\n]*)?\r?$", re.MULTILINE)
_LIGHT_BEGINS = re.compile(r"^# \+(?:[ \t]+(?:\[\w+\]|\{|\w+=).*)?\r?$", re.MULTILINE)
_LIGHT_ENDS = re.compile(r"^# -\r?$", re.MULTILINE)
_TEXT_CELL = re.compile(r"# ?(?:%%+|\+)[^\[]*\[(?:markdown|md|raw)\]")
_LANGUAGE = re.compile(r"""\blanguage="(?P<name>[\w!]+)"(?:.*\bmagic_args="(?P<arguments>(?:[^"\\]|\\.)*)")?""")
_COMMAND = re.compile(
    r"[ \t]*(?P<sign># ?)(?:!!?[ \t]*[\w./~$\\{}]|%%?[A-Za-z_!]|[A-Za-z_][\w.,\[\] ]*=[ ]*[!%][A-Za-z_./~${])"
)
_BARE_COMMAND = re.compile(r"(?P<sign># )(?:cat|cd|cp|ls|mkdir|mv|rm|rmdir)(?:[ \t]+(?![=,:]|\S+[ \t]*=).*)?$")
_CELL_MAGIC = re.compile(r"# ?%%[A-Za-z_!]")

SEPARATOR = "# %%"


def format_name(lines: Sequence[str]) -> str | None:
    """The format that the header of a paired script names; empty if it names none; None: there is no such header."""
    header = list(_header(lines))
    if not any(map(_NAMED.match, header)):
        return None
    return next((found["name"] for line in header if (found := _FORMAT.match(line))), "")


def _header(lines: Sequence[str]) -> Iterator[str]:
    """The lines between two rules, with nothing but comments above."""
    is_inside = False
    for line in map(ln.body, lines):
        if line.strip() and not line.startswith("#"):
            return
        if _RULE.match(line):
            if is_inside:
                return
            is_inside = True
        elif is_inside:
            yield line


def has_percent_cells(source: str) -> bool:
    return _PERCENT_ANYWHERE.search(source) is not None


def has_light_cells(source: str) -> bool:
    """Are there cells between ``# +`` and ``# -``, as in a paired script that has lost its header?"""
    begin = _LIGHT_BEGINS.search(source)
    return begin is not None and _LIGHT_ENDS.search(source, begin.end()) is not None


def cells_of_text(lines: Sequence[str], percent: bool) -> Commented:
    """Only where the cells of text are."""
    found = Commented(separator=SEPARATOR if percent else "")
    for first, last in _cells(lines, percent):
        if _TEXT_CELL.match(lines[first]):
            _seal(found, first, last)
        elif percent and _PERCENT.match(ln.body(lines[first])):
            found.markers[first] = max(index for index in range(first, last + 1) if lines[index].strip())
    return found


def commented(lines: Sequence[str], percent: bool, bare: bool) -> Commented:
    """The comments that are commands; ``bare``: those without an escape, too."""
    found = cells_of_text(lines, percent)
    for first, last in _cells(lines, percent):
        if _TEXT_CELL.match(lines[first]):
            continue
        if language := _LANGUAGE.search(lines[first]) if lines[first].startswith("#") else None:
            _add_language_cell(found, first, last, lines, language)
        else:
            _add_commands(found, first, last, lines, bare)
    return found


def _cells(lines: Sequence[str], percent: bool) -> list[tuple[int, int]]:
    """The first and the last line of each cell that has a marker, and of what stands before the first marker."""
    bodies = [ln.body(line) for line in lines]
    marker = _PERCENT if percent else _LIGHT
    starts = [i for i, body in enumerate(bodies) if marker.match(body) or (not percent and _SPHINX.match(body))]
    starts = starts if starts[:1] == [0] else [0, *starts]
    return [(first, after - 1) for first, after in zip(starts, [*starts[1:], len(lines)], strict=True)] if lines else []


def _seal(found: Commented, first: int, last: int) -> None:
    if found.separator:
        found.sealed.update(dict.fromkeys(range(first + 1, last + 2), last + 1))


def _add_language_cell(found: Commented, first: int, last: int, lines: Sequence[str], language: re.Match[str]) -> None:
    _seal(found, first, last)
    while last > first and not lines[last].startswith("#"):
        last -= 1
    head = f"{language['name']} {language['arguments'] or ''}".rstrip()
    body = "".join(re.sub(r"^# ?", "", ln.body(line)) + "\n" for line in lines[first + 1 : last + 1])
    found.cells[first] = LanguageCell(last, head, body)


def _add_commands(found: Commented, first: int, last: int, lines: Sequence[str], bare: bool) -> None:
    index = first
    while index <= last:
        body = ln.body(lines[index])
        sign = _COMMAND.match(body) or (_BARE_COMMAND.match(body) if bare else None)
        if sign is None:
            index += 1
            continue
        found.commands[index] = sign["sign"]
        if _CELL_MAGIC.match(body):
            found.ends[index] = _end(index, last, lines, is_marked=_has_marker(first, lines))
        while ln.body(lines[index]).endswith("\\") and index < last and lines[index + 1].lstrip().startswith("#"):
            index += 1
            found.commands[index] = "# " if lines[index].lstrip().startswith("# ") else "#"
        index += 1


def _has_marker(first: int, lines: Sequence[str]) -> bool:
    body = ln.body(lines[first])
    return (_PERCENT.match(body) or _LIGHT.match(body) or _SPHINX.match(body)) is not None and body != "# -"


def _end(head: int, last: int, lines: Sequence[str], *, is_marked: bool) -> int:
    """The last line of a cell; without a marker it ends before a blank line that is followed by a new block."""
    for index in range(head + 1, last):
        if not is_marked and not lines[index].strip() and lines[index + 1][:1] not in " \t\r\n":
            return index - 1
    while last > head and not lines[last].strip():
        last -= 1
    return last
