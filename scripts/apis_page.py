"""Write docs/apis.md, the page of all APIs that the catalogue knows, from its tables.

python scripts/apis_page.py
"""

from __future__ import annotations

from pathlib import Path

from flake8_persist.catalog import data, rows
from flake8_persist.catalog.library import STANDARD
from flake8_persist.catalog.model import BELOW, Api, Direction, Kind, Mode, Place

PAGE = Path(__file__).parent.parent / "docs" / "apis.md"

_TITLES = {"stdlib": "the standard library", "environment": "environment variables"}
_PLACES = {Place.RECEIVER: "the object itself", Place.VALUE: "what is assigned", Place.NOWHERE: "none"}
_DIRECTIONS = {
    Direction.READ: "reads",
    Direction.WRITE: "writes",
    Direction.DELETE: "deletes",
    Direction.EXISTS: "looks for",
    Direction.COPY_OUT: "takes away",
}
_INTRODUCTION = """\
# APIs

The {rows} path arguments of {calls} calls of {libraries} libraries that flake8-persist knows. Calls of your own are
declared in `extra-apis`; those that are not to be looked at are named in `ignore-apis`.

- **path**: the parameter, and its position if it can be given without its name.
- **if omitted**: where the call goes without the argument; a relative place is one below the working directory.
- **does**: *takes away* is to storage that outlives the session. A mode argument in brackets decides whether a call
  reads or writes."""


def page() -> str:
    stems = sorted(data.stems("tables"), key=lambda stem: (stem not in STANDARD, stem.lower()))
    tables = {stem: rows.parse(data.lines("tables", f"{stem}.csv")) for stem in stems}
    apis = [api for table in tables.values() for api in table]
    introduction = _INTRODUCTION.format(
        rows=f"{len(apis):,}",
        calls=f"{len({api.name for api in apis}):,}",
        libraries=len(tables) - len(STANDARD),
    )
    return "\n\n".join([introduction, *(_section(stem, table) for stem, table in tables.items())]) + "\n"


def _section(stem: str, table: list[Api]) -> str:
    title = _TITLES.get(stem, stem)
    lines = [f"## {title}", "", "| call | path | if omitted | does |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_line, table)])


def _line(api: Api) -> str:
    call = "" if api.kind is Kind.ASSIGNMENT else "()"
    return f"| `{api.name}{call}` | {_path(api)} | {_omitted(api)} | {_does(api)} |"


def _path(api: Api) -> str:
    match api.position:
        case Place.LAST:
            return "the last positional argument"
        case Place():
            return _PLACES[api.position]
        case None:
            return f"`{api.parameter}=`"
        case int():
            return f"`{api.parameter}` ({api.position})" if api.parameter else f"argument {api.position}"


def _omitted(api: Api) -> str:
    if api.kind is Kind.ASSIGNMENT or api.position is Place.RECEIVER:
        return ""
    match api.default:
        case None:
            return "required"
        case "-":
            return "no file"
        case place:
            place = place.replace(BELOW, "")
            return f"`{place}`".replace("|", r"\|")  # which would end the cell


def _does(api: Api) -> str:
    words = f"{_DIRECTIONS[api.direction]} {api.artifact.value}"
    return f"{words} [{_mode(api.mode)}]" if api.mode is not None else words


def _mode(mode: Mode) -> str:
    return f"`{mode.parameter}`" if mode.default is None else f"`{mode.parameter}={mode.default}`"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
