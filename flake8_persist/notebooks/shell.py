"""A shell line as simple commands, each word with its place in the line.

Quotes and escapes are undone; what only a shell or IPython could work out (``$name``, ``${name}``, ``$(command)``,
``{expression}``) stays in the word as it is written. Nothing is an error: what was never closed ends with the text.

>>> [word.text for word in commands("cp 'my file' {root}/a && ls")[0].words]
['cp', 'my file', '{root}/a']
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Word(NamedTuple):
    text: str  # without quotes and escapes
    start: int  # where it stands in the line, with its quotes
    end: int


class Redirect(NamedTuple):
    op: str  # with the descriptor, as written: ">", "2>>", "&>", "2>&", "<"
    target: Word


class Command(NamedTuple):
    """A simple command. Words that only open a block (``do``, ``then``) are left out."""

    words: tuple[Word, ...]
    redirects: tuple[Redirect, ...]

    @property
    def start(self) -> int:
        """Where it begins in the line, but for the sign of a redirection."""
        return min(word.start for word in (*self.words[:1], *(one.target for one in self.redirects[:1])))


WRAPPERS = frozenset({"sudo", "time", "nohup", "exec"})  # programs that run the one whose name comes next

_BLANK = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_COMMENT = re.compile(r"#[^\n]*")
_REDIRECT = re.compile(r"&>>?|[0-9]*(?:<<<|<<-?|<>|<&|<|>>|>\||>&|>)")
_SEPARATOR = re.compile(r"&&|\|\||\|&|;;|[;&|()\n]")
_ARITHMETIC = re.compile(r"\(\([^()]*(?:\([^()]*\)[^()]*)*\)\)")
_COMPARISON = re.compile(r"[<>&|()]+")  # of what stands between [[ and ]]
_PLAIN = re.compile(r"[^ \t\r\n\\'\"$`{;&|<>()]+")
_INTERPOLATION = re.compile(r"\{[A-Za-z_][^{}\n]*\}")
_SINGLE_QUOTED = re.compile(r"(?:[^'{]|\{[A-Za-z_][^{}\n]*\}|\{)*")
_BETWEEN_BRACKETS = re.compile(r"[^\\'\"(){}]+")
_OPENERS = frozenset({"do", "then", "else", "elif", "if", "while", "until", "!", "{"})
_ESCAPED_IN_QUOTES = '"\\$`'
_ANSI_QUOTED = re.compile(r"\$'(?P<text>(?:[^\\']|\\.)*)'?", re.DOTALL)
_ANSI_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


def commands(line: str) -> list[Command]:
    """The simple commands of a line or script, in order."""
    found: list[Command] = []
    words: list[Word] = []
    redirects: list[Redirect] = []
    pending: str | None = None  # a redirection that waits for its target
    documents: list[Redirect] = []  # those whose text begins on the next line
    position = 0
    while position < len(line):
        if skipped := _BLANK.match(line, position) or _COMMENT.match(line, position):
            position = skipped.end()
        elif calculated := _ARITHMETIC.match(line, position) or (_is_test(words) and _COMPARISON.match(line, position)):
            position = calculated.end()
        elif operator := _REDIRECT.match(line, position):
            pending, position = operator[0], operator.end()
        elif separator := _SEPARATOR.match(line, position):
            _finish(found, words, redirects)
            words, redirects, pending = [], [], None
            position = separator.end()
            if separator[0] == "\n":
                position = _after_documents(line, position, documents)
                documents = []
        else:
            word = _word(line, position)
            position = word.end
            if pending is not None:
                redirects.append(Redirect(pending, word))
                documents += redirects[-1:] if pending.lstrip("0123456789") in ("<<", "<<-") else []
                pending = None
            elif words or word.text not in _OPENERS or word.end - word.start != len(word.text):
                words.append(word)
    _finish(found, words, redirects)
    return found


def _finish(found: list[Command], words: list[Word], redirects: list[Redirect]) -> None:
    if words or redirects:
        found.append(Command(tuple(words), tuple(redirects)))


def _is_test(words: list[Word]) -> bool:
    """Are these words the beginning of ``[[ … ]]``?"""
    return bool(words) and words[0].text == "[[" and words[-1].text != "]]"


def _after_documents(script: str, position: int, documents: list[Redirect]) -> int:
    """The place behind the texts of here-documents that begin here."""
    for document in documents:
        while position < len(script):
            end = script.find("\n", position)
            end = len(script) if end < 0 else end
            text = script[position:end].rstrip("\r")
            position = end + 1
            if (text.lstrip("\t") if document.op.endswith("-") else text) == document.target.text:
                break
    return position


def _word(line: str, start: int) -> Word:
    parts: list[str] = []
    position = start
    while position < len(line):
        sign = line[position]
        if plain := _PLAIN.match(line, position):
            parts.append(plain[0])
            position = plain.end()
        elif sign == "'":
            quoted = _SINGLE_QUOTED.match(line, position + 1)
            end = quoted.end() if quoted else position + 1
            parts.append(line[position + 1 : end])
            position = min(end + 1, len(line))
        elif sign == '"':
            text, position = _double_quoted(line, position + 1)
            parts.append(text)
        elif sign == "\\":
            parts.append(line[position + 1 : position + 2].replace("\n", "") if position + 1 < len(line) else sign)
            position = min(position + 2, len(line))
        elif quoted := _ANSI_QUOTED.match(line, position):
            parts.append(re.sub(r"\\(.)", lambda found: _ANSI_ESCAPES.get(found[1], found[1]), quoted["text"]))
            position = quoted.end()
        elif sign in "$`{":
            end = _opaque_end(line, position)
            parts.append("" if line.startswith('$"', position) else line[position:end])
            position = end
        else:
            break
    return Word("".join(parts), start, position)


def _double_quoted(line: str, start: int) -> tuple[str, int]:
    """The value of what follows a double quote, and where it ends."""
    parts: list[str] = []
    position = start
    while position < len(line) and line[position] != '"':
        end = position + 1
        if line[position] == "\\" and end < len(line):
            following = line[end]
            end += 1
            parts.append(following if following in _ESCAPED_IN_QUOTES else line[position:end].replace("\\\n", ""))
        else:
            if line[position] in "$`{":
                end = _opaque_end(line, position)
            parts.append(line[position:end])
        position = end
    return "".join(parts), min(position + 1, len(line))


def _opaque_end(line: str, start: int) -> int:
    """The end of a substitution or interpolation that begins with ``$``, a backquote or a brace."""
    if line[start] == "`":
        end = line.find("`", start + 1)
        return end + 1 if end >= 0 else len(line)
    if line[start] == "{":
        found = _INTERPOLATION.match(line, start)
        return found.end() if found else start + 1
    if line[start + 1 : start + 2] not in ("(", "{"):
        return start + 1
    return _bracket_end(line, start + 1)


def _bracket_end(line: str, start: int) -> int:
    """The end of balanced brackets; quotes inside them are skipped."""
    depth = 0
    position = start
    while position < len(line):
        if skipped := _BETWEEN_BRACKETS.match(line, position):
            position = skipped.end()
            continue
        sign = line[position]
        position += 2 if sign == "\\" else 1
        if sign in "'\"":
            end = line.find(sign, position)
            position = end + 1 if end >= 0 else len(line)
        elif sign in "({":
            depth += 1
        elif sign in ")}":
            depth -= 1
            if not depth:
                break
    return min(position, len(line))
