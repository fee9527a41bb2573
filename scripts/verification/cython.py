"""The declarations of a Cython file as Python: headers of classes and functions, without bodies and C types."""

from __future__ import annotations

import re

_CLASS = re.compile(
    r"^(?P<indent>[ \t]*)(?:cdef[ \t]+|cpdef[ \t]+)?class[ \t]+(?P<name>\w+)[ \t]*(?P<bases>\([^)]*\))?[ \t]*:"
)
_FUNCTION = re.compile(
    r"^(?P<indent>[ \t]*)(?:async[ \t]+)?(?:def|cpdef[ \t]+(?:[\w.\[\]*]+[ \t]+)?)[ \t]*(?P<name>\w+)[ \t]*\("
)
_DECORATOR = re.compile(r"^[ \t]*@(?:static|class)method[ \t]*$")
_IMPORT = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+[\w.*, \t]+$")


def declarations(source: str) -> str:
    """Python with a ``class`` or ``def`` line for each one of the Cython source, at the same indentation."""
    lines = source.splitlines()
    found: list[str] = []
    decorators: list[str] = []
    for number, line in enumerate(lines):
        if _DECORATOR.match(line):
            decorators.append(line)
            continue
        if _IMPORT.match(line):
            found.append(line)
        elif (header := _CLASS.match(line)) is not None:
            bases = header["bases"] or ""
            found.append(f"{header['indent']}class {header['name']}{bases}:")
            found.append(f"{header['indent']}    pass")
        elif (header := _FUNCTION.match(line)) is not None:
            inside = _parenthesized("\n".join(lines[number : number + 80])[header.end() :])
            parameters = ", ".join(_parameter(part) for part in _split(inside) if part.strip())
            name = "__init__" if header["name"] == "__cinit__" else header["name"]
            found += [*decorators, f"{header['indent']}def {name}({parameters}): ..."]
        if line.strip():
            decorators.clear()
    return _dedented("\n".join(found))


def _parenthesized(text: str) -> str:
    depth = 1
    for end, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return re.sub(r"#[^\n]*", "", text[:end])
    return ""


def _split(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _parameter(text: str) -> str:
    """``path`` of ``const char* path not None``, ``mode='r'`` of ``str mode: str='r'``."""
    text = " ".join(text.split())
    declared, equals, default = text.partition("=")
    declared = re.sub(r" (?:not|or) None\b", "", declared.split(":")[0]).strip()
    if declared in ("*", "/"):
        return declared
    stars = "".join(re.findall(r"^\*+", declared))
    name = re.findall(r"\w+", declared)
    return f"{stars}{name[-1] if name else '_'}" + (f"={default.strip()}" if equals else "")


def _dedented(text: str) -> str:
    """Functions inside conditions and functions have no header line here that their indentation could refer to."""
    kept: list[str] = []
    levels = [0]
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        while indent < levels[-1]:
            levels.pop()
        if indent > levels[-1]:
            opened = bool(kept) and kept[-1].rstrip().endswith(":")
            if not opened:
                continue
            levels.append(indent)
        kept.append(line)
    return "\n".join(kept) + "\n"
