"""Users declare APIs as headers of Python functions."""

from __future__ import annotations

import pytest

from flake8_persist import analyze, fix
from flake8_persist.catalog import declaration
from flake8_persist.catalog.model import Artifact, Direction, Kind
from flake8_persist.settings import Settings


@pytest.mark.parametrize(
    ("text", "kind", "parameter", "position", "default"),
    [
        ("mylib.save(path)", Kind.FUNCTION, "path", 0, None),
        ("mylib.save(filename)", Kind.FUNCTION, "filename", 0, None),
        ("mylib.save(model, path)", Kind.FUNCTION, "path", 1, None),
        ("mylib.save(path, model)", Kind.FUNCTION, "path", 0, None),
        ("mylib.save(model, target: path)", Kind.FUNCTION, "target", 1, None),
        ("mylib.link(path, target: path)", Kind.FUNCTION, "target", 1, None),
        ("mylib.save(model, *, path)", Kind.FUNCTION, "path", None, None),
        ("mylib.save(model, /, path=None)", Kind.FUNCTION, "path", 1, "-"),
        ("mylib.io.save( path )", Kind.FUNCTION, "path", 0, None),
        ("mylib.Writer(log_dir='runs')", Kind.CONSTRUCTOR, "log_dir", 0, "runs"),
        ("mylib.Writer(log_dir: path = 'runs', comment='')", Kind.CONSTRUCTOR, "log_dir", 0, "runs"),
        ("mylib.Model.save(path)", Kind.METHOD, "path", 0, None),
        ("mylib.Model.save(path=None)", Kind.METHOD, "path", 0, "-"),
    ],
)
def test_the_path_and_what_is_called(
    text: str, kind: Kind, parameter: str, position: int | None, default: str | None
) -> None:
    api = declaration.parse(text)
    assert (api.kind, api.parameter, api.position, api.default) == (kind, parameter, position, default)
    assert api.name == text.partition("(")[0]


@pytest.mark.parametrize(
    ("text", "artifact", "direction"),
    [
        ("mylib.save(path)", Artifact.DATA, Direction.WRITE),
        ("mylib.save(path) -> checkpoint", Artifact.CHECKPOINT, Direction.WRITE),
        ("mylib.save(path)->log", Artifact.LOG, Direction.WRITE),
        ("mylib.load(path) <- checkpoint", Artifact.CHECKPOINT, Direction.READ),
    ],
)
def test_the_arrow_says_what_is_written_or_read(text: str, artifact: Artifact, direction: Direction) -> None:
    api = declaration.parse(text)
    assert (api.artifact, api.direction) == (artifact, direction)


@pytest.mark.parametrize(
    ("text", "position", "default"),
    [
        ("mylib.open(path, mode='r')", 1, "r"),
        ("mylib.open(path, mode)", 1, None),
        ("mylib.open(path, *, mode='r')", None, "r"),
    ],
)
def test_a_mode_decides_as_that_of_open(text: str, position: int | None, default: str | None) -> None:
    mode = declaration.parse(text).mode
    assert mode is not None
    assert (mode.parameter, mode.position, mode.default) == ("mode", position, default)
    assert mode.writes == frozenset("wax+")
    assert mode.else_reads


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("save(path)", "must be written as mylib.save_model(model, path) -> checkpoint"),
        ("mylib.save", "must be written as"),
        ("mylib.save(path) => log", "must be written as"),
        ("my lib.save(path)", "must be written as"),
        ("mylib.save(path) -> model", "model must be one of checkpoint, data, log, figure, cache, dir"),
        ("mylib.save()", "one parameter must be called path"),
        ("mylib.save(model, target)", "one parameter must be called path, or marked as in (model, target: path)"),
        ("mylib.save(a: path, b: path)", "one parameter must be called path"),
        ("mylib.save(target: str)", "target: str must be target: path, or have no mark"),
        ("mylib.save(path=3)", "path=3 must be a path in quotes, or None"),
        ("mylib.save(path='')", "path='' must be a path in quotes, or None"),
        ("mylib.open(path, mode=3)", "mode=3 must be a mode in quotes"),
        ("mylib.save(path=)", "(path=) are no parameters of Python"),
        ("mylib.save(path): pass\ndef x()", "must be written as"),
        ("mylib.save(path) -> log)", "are no parameters of Python"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the next line looks at the message
        declaration.parse(text)
    assert problem in str(raised.value)


DECLARED = Settings(
    environment="colab",
    extra_apis=(
        "mylib.store(model, path) -> checkpoint",
        "mylib.restore(path) <- checkpoint",
        "mylib.Recorder(folder='rec') -> log",
        "mylib.Model.keep(path)",
        "mylib.opened(path, mode='r')",
    ),
)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("mylib.store(m, 'm.bin')", ["PST101"]),
        ("mylib.store(m, path='/tmp/m.bin')", ["PST102"]),
        ("mylib.restore('m.bin')", []),
        ("mylib.Recorder()", ["PST123"]),
        ("mylib.Recorder('x')", ["PST121"]),
        ("mylib.Model().keep('x.csv')", ["PST111"]),
        ("mylib.opened('x.csv')", []),
        ("mylib.opened('x.csv', 'w')", ["PST111"]),
    ],
)
def test_declared_apis_are_looked_at(line: str, codes: list[str]) -> None:
    source = f"import mylib\n{line}\n"
    assert [finding.code for finding in analyze(source, settings=DECLARED).findings] == codes
    assert analyze(source, settings=Settings(environment="colab")).findings == ()


def test_what_is_read_back_moves_with_what_is_written() -> None:
    source = "import mylib\nmylib.store(m, 'm.bin')\nm = mylib.restore('m.bin')\n"
    fixed = fix(source, filename="train.py", settings=DECLARED).source
    assert fixed.count("PERSIST_ROOT}/m.bin") == 2


def test_a_declaration_replaces_what_the_catalogue_says() -> None:
    source = "import torch\ntorch.save(m, 'm.bin')\n"
    declared = Settings(environment="colab", extra_apis=("torch.save(m, path) -> log",))
    assert [finding.code for finding in analyze(source, settings=declared).findings] == ["PST121"]
