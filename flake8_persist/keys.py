"""The keys that users set, and which values each takes.

Names and checks are the same in ``pyproject.toml``, in flake8's options and on the command line of ``persist-fix``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

_API_NAME = re.compile(r"[A-Za-z_][\w.:*-]*")


class Key(NamedTuple):
    name: str
    help: str
    read: Callable[[object], object]  # the value as Settings holds it; ValueError says what is allowed

    @property
    def field(self) -> str:
        """The name in :class:`~flake8_persist.settings.Settings`."""
        return self.name.replace("-", "_")


def checked(name: str, value: object) -> object:
    """``value`` as Settings holds it; raise :class:`ValueError` with one line that says what is wrong."""
    try:
        return KEYS[name].read(value)
    except ValueError as error:
        raise ValueError(f"{name} = {_shown(value)}: {error}") from None


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean "colab"?``, or nothing."""
    close = closest(word, known)
    return f'; did you mean "{close}"?' if close else ""


def closest(word: str, known: Iterable[str]) -> str | None:
    import difflib  # only on the way to an error

    choices = list(known)
    seen = {_at_a_glance(choice): choice for choice in choices}
    if (alike := seen.get(_at_a_glance(word))) is not None:
        return alike
    return next(iter(difflib.get_close_matches(word, choices, n=1)), None)


def _at_a_glance(word: str) -> str:
    """What is read as the same is equal: ``PST1O1`` and ``pst101``."""
    return word.casefold().translate(str.maketrans("oil", "011"))


def ours(codes: Iterable[str]) -> tuple[str, ...]:
    """Those among flake8's codes that speak of this program; what is shorter than ``PST`` means all its codes."""
    return tuple("PST" if "PST".startswith(code) else code for code in codes if code[:3] == "PST"[: len(code)])


def meant(codes: Iterable[str]) -> tuple[str, ...]:
    """Those among flake8's codes that turn on what is off by default: it has to be meant, and ``PST`` means all."""
    return tuple(code for code in ours(codes) if code != "PST")


def _shown(value: object) -> str:
    import json  # only on the way to an error

    return json.dumps(value, ensure_ascii=False, default=str)


def _string(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a string that is not empty")
    return value.strip()


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError("must be a list of strings that are not empty")
    return tuple(item.strip() for item in value)


def _environment(value: object) -> str:
    from flake8_persist.environments import registry  # reads a table

    name, known = _string(value), ("auto", *registry.names())
    if name not in known:
        raise ValueError(f"must be one of {', '.join(known)}{suggestion(name, known)}")
    return name


def _codes(value: object) -> tuple[str, ...]:
    codes = _strings(value)
    if not codes:
        return ()
    from flake8_persist.rules import registry  # holds all texts of all rules

    for code in codes:
        if not registry.codes_matching(code):
            raise ValueError(
                f'must be a list of codes or their beginnings, such as "PST1" or "PST101"; '
                f"{_shown(code)} begins none{suggestion(code, registry.RULES)}"
            )
    return codes


def _some_codes(value: object) -> tuple[str, ...]:
    codes = _codes(value)
    if not codes:
        raise ValueError('must name a code: an empty list would report nothing; "PST" selects all')
    return codes


def _absolute_path(value: object) -> str:
    path = _string(value)
    if not path.startswith("/"):
        raise ValueError('must be an absolute path, such as "/content/drive/MyDrive/project"')
    return path.rstrip("/") or path


def _absolute_paths(value: object) -> tuple[str, ...]:
    paths = _strings(value)
    for path in paths:
        if not path.startswith(("/", "~/")):
            raise ValueError(f'must be a list of absolute paths, such as "/mnt/shared"; {_shown(path)} is none')
    return paths


def _preamble(value: object) -> str:
    name, known = _string(value), ("guarded", "plain", "none")
    if name not in known:
        raise ValueError(f"must be one of {', '.join(known)}{suggestion(name, known)}")
    return name


def _api_names(value: object) -> tuple[str, ...]:
    names = _strings(value)
    for name in names:
        if not _API_NAME.fullmatch(name):
            raise ValueError(
                f'must be a list of dotted names, such as "pandas.DataFrame.to_csv"; {_shown(name)} is none'
            )
    return names


def _declarations(value: object) -> tuple[str, ...]:
    declarations = _strings(value)
    if not declarations:
        return ()
    from flake8_persist.catalog import declaration

    for text in declarations:
        try:
            declaration.parse(text)
        except ValueError as error:
            raise ValueError(
                f'must be a list of calls, such as "{declaration.EXAMPLE}"; {_shown(text)} is none: {error}'
            ) from None
    return declarations


def _per_file_ignores(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict) or not all(
        isinstance(pattern, str) and pattern and isinstance(codes, (list, tuple)) for pattern, codes in value.items()
    ):
        raise ValueError('must be a table of patterns, each with a list of codes: {"tests/*" = ["PST1"]}')
    return tuple((pattern, _codes_of(pattern, codes)) for pattern, codes in value.items())


def _codes_of(pattern: str, codes: object) -> tuple[str, ...]:
    try:
        return _codes(codes)
    except ValueError as error:
        raise ValueError(f"{_shown(pattern)}: {error}") from None


KEYS = {
    key.name: key
    for key in (
        Key("environment", "platform the program runs on (default: auto, from the source)", _environment),
        Key("root", "persistent directory that artifacts are moved to", _absolute_path),
        Key(
            "preamble",
            "how a fix sets `PERSIST_ROOT`: guarded (default: the program still runs elsewhere), plain (it does "
            "not) or none (the program sets it itself; one that does not is left alone)",
            _preamble,
        ),
        Key("persistent-paths", "more directories that outlive the session", _absolute_paths),
        Key("ephemeral-paths", "more directories that are lost with the session", _absolute_paths),
        Key("assume-mounted", "mount points that something else has mounted", _absolute_paths),
        Key("extra-apis", 'more calls that write, such as `"mylib.save(model, path) -> checkpoint"`', _declarations),
        Key("ignore-apis", "calls that are not looked at", _api_names),
        Key("select", "report these codes only (beginnings of codes)", _some_codes),
        Key("ignore", "do not report these codes", _codes),
        Key("extend-select", "also report these codes, which may be off by default", _codes),
        Key("exclude", "patterns of files and directories that are left out", _strings),
        Key("baseline", "file of recorded findings, which are not reported again", _string),
        Key("per-file-ignores", "codes that are not reported in the files of a pattern", _per_file_ignores),
    )
}

# What flake8's own file and command line take, as ``persist-<key>``.
FLAKE8_TEXTS = ("environment", "root")
FLAKE8_LISTS = ("persistent-paths", "ephemeral-paths", "assume-mounted", "ignore-apis", "extend-select")
