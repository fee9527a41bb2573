"""Settings, and the table of ``pyproject.toml`` that they come from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flake8_persist.configuration import ConfigurationError, Configurations
from flake8_persist.environments import registry
from flake8_persist.settings import Settings


@pytest.fixture(autouse=True)
def _working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def configure(table: str, directory: str = ".") -> None:
    Path(directory).mkdir(parents=True, exist_ok=True)
    Path(directory, "pyproject.toml").write_text(f"[tool.flake8-persist]\n{table}\n", encoding="utf-8")


def settings(path: str = "a.py") -> Settings:
    return Configurations().settings_for(path)


def test_without_a_table_the_defaults_hold() -> None:
    assert settings() == Settings()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('environment = "auto"', Settings(environment="auto")),
        ('environment = "kaggle"', Settings(environment="kaggle")),
        ('persistent-paths = ["/mnt/shared", "~/keep"]', Settings(persistent_paths=("/mnt/shared", "~/keep"))),
        ('ephemeral-paths = ["/scratch"]', Settings(ephemeral_paths=("/scratch",))),
        ('assume-mounted = ["/content/drive"]', Settings(assume_mounted=("/content/drive",))),
        (
            'extra-apis = ["mylib.save(model, path) -> checkpoint"]',
            Settings(extra_apis=("mylib.save(model, path) -> checkpoint",)),
        ),
        ('ignore-apis = ["mylib.show"]', Settings(ignore_apis=("mylib.show",))),
        ('root = "/content/drive/MyDrive/x"', Settings(root="/content/drive/MyDrive/x")),
        ('root = "/content/drive/MyDrive/x/"', Settings(root="/content/drive/MyDrive/x")),
        ('preamble = "none"', Settings(preamble="none")),
        ('select = ["PST1", "PST202"]', Settings(select=("PST1", "PST202"))),
        ("ignore = []", Settings(ignore=())),
        ('extend-select = ["PST2"]', Settings(extend_select=("PST2",))),
        ('exclude = ["vendor/"]', Settings(exclude=("vendor/",))),
        ('per-file-ignores = {"tests/*" = ["PST1"]}', Settings(per_file_ignores=(("tests/*", ("PST1",)),))),
    ],
)
def test_each_key_is_read(line: str, expected: Settings) -> None:
    configure(line)
    assert Configurations().nearest_to("a.py").settings == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('enviroment = "colab"', "has no key 'enviroment'; the keys are assume-mounted, baseline, environment, "),
        ('enviroment = "colab"', '; did you mean "environment"?'),
        ('environment = "colabb"', 'environment = "colabb": must be one of auto, colab, '),
        ('environment = "colabb"', '; did you mean "colab"?'),
        ("environment = 3", "environment = 3: must be a string"),
        ('root = ""', 'root = "": must be a string that is not empty'),
        ('persistent-paths = "/mnt"', 'persistent-paths = "/mnt": must be a list of strings'),
        ("persistent-paths = [1]", "persistent-paths = [1]: must be a list of strings"),
        ('persistent-paths = ["mnt"]', 'must be a list of absolute paths, such as "/mnt/shared"; "mnt" is none'),
        ('ignore-apis = ["save model"]', '"save model" is none'),
        ('extra-apis = "mylib.save(path)"', 'extra-apis = "mylib.save(path)": must be a list of strings'),
        ('extra-apis = ["save"]', 'such as "mylib.save_model(model, path) -> checkpoint"; "save" is none: must be'),
        ('extra-apis = ["a.b(path) -> model"]', "model must be one of checkpoint, data, log, figure, cache, dir"),
        ('select = ["PST1O1"]', '"PST1O1" begins none; did you mean "PST101"?'),
        ('select = ["PTS101"]', '"PTS101" begins none; did you mean "PST101"?'),
        ('ignore = ["E501"]', 'ignore = ["E501"]: must be a list of codes'),
        ('per-file-ignores = ["PST1"]', "must be a table of patterns"),
        ('per-file-ignores = {"tests/*" = "PST1"}', 'must be a table of patterns, each with a list of codes: {"tests/'),
        ('per-file-ignores = {"tests/*" = ["E501"]}', '"tests/*": must be a list of codes'),
        ("exclude = 1979-05-27", 'exclude = "1979-05-27": must be a list'),
        ("select = [", "is not valid TOML: "),
    ],
)
def test_a_wrong_key_or_value_is_an_error_of_one_line_that_names_it(line: str, problem: str) -> None:
    configure(line)
    with pytest.raises(ConfigurationError) as raised:
        settings()
    message = str(raised.value)
    assert problem in message
    assert "pyproject.toml: " in message
    assert len(message.splitlines()) == 1


def test_a_baseline_lies_beside_its_table(tmp_path: Path) -> None:
    configure('baseline = "known.json"', "project")
    assert settings("project/src/a.py").baseline == str(tmp_path / "project" / "known.json")
    assert Configurations("project/pyproject.toml").settings_for("a.py").baseline == str(
        tmp_path / "project" / "known.json"
    )


def test_a_table_that_is_no_table_is_an_error() -> None:
    Path("pyproject.toml").write_text("tool.flake8-persist = 3\n")
    with pytest.raises(ConfigurationError, match=r"tool\.flake8-persist must be a table"):
        settings()


def test_a_table_under_the_name_of_the_package_is_an_error() -> None:
    Path("pyproject.toml").write_text("[tool.flake8_persist]\nignore = ['PST1']\n")
    with pytest.raises(ConfigurationError, match=r"\[tool\.flake8_persist\] is not read; .* \[tool\.flake8-persist\]"):
        settings()


def test_the_nearest_table_counts_for_each_file() -> None:
    configure('root = "/a"')
    configure('root = "/b"', "sub/project")
    assert [settings(path).root for path in ("a.py", "sub/a.py", "sub/project/deep/a.py")] == ["/a", "/a", "/b"]


def test_a_file_without_the_table_does_not_hide_the_one_above() -> None:
    configure('root = "/a"')
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[project]\nname = 'flake8-persist-user'\n")
    assert settings("sub/a.py").root == "/a"


def test_what_does_not_mention_the_table_is_not_even_parsed() -> None:
    Path("pyproject.toml").write_text("not TOML at all [")
    assert settings() == Settings()


def test_what_is_in_another_encoding_is_no_toml() -> None:
    Path("pyproject.toml").write_text('[tool.flake8-persist]\nroot = "/a"\n', encoding="utf-16")
    with pytest.raises(ConfigurationError, match="is not valid TOML"):
        settings()


def test_no_parser_is_imported_without_need() -> None:
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n")
    program = (
        "import sys; from flake8_persist.configuration import Configurations; Configurations().settings_for('a.py'); "
        "print({'tomllib', 'tomli', 'difflib'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout == b"set()\n"


def test_a_named_file_counts_for_all() -> None:
    configure('root = "/near"')
    Path("other.toml").write_text('[tool.flake8-persist]\nroot = "/named"\n')
    assert Configurations("other.toml").settings_for("a.py").root == "/named"


@pytest.mark.parametrize(
    ("text", "problem"),
    [(None, "other.toml: no such file"), ("[tool]\n", "other.toml: has no table [tool.flake8-persist]")],
)
def test_a_named_file_must_have_the_table(text: str | None, problem: str) -> None:
    if text is not None:
        Path("other.toml").write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        Configurations("other.toml")
    assert str(raised.value) == problem


def test_overrides_count_more_than_every_file() -> None:
    configure('root = "/a"\nselect = ["PST1"]')
    configured = Configurations(overrides={"root": "/b"})
    assert configured.settings_for("a.py") == Settings(root="/b", select=("PST1",))
    assert Configurations(overrides={"root": "/b"}).settings_for("/elsewhere/a.py").root == "/b"


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("project/tests/a.py", ("PST9", "PST1")),
        ("project/a.py", ("PST9",)),
        ("project/tests/deep/b.py", ("PST9", "PST1", "PST2")),
    ],
)
def test_per_file_ignores_are_relative_to_their_table(path: str, ignored: tuple[str, ...]) -> None:
    configure('ignore = ["PST9"]\nper-file-ignores = {"/tests/" = ["PST1"], "b.py" = ["PST2"]}', "project")
    assert settings(path).ignore == ignored
    assert settings(path).per_file_ignores == ()


def test_per_file_ignores_hold_beside_overrides() -> None:
    configure('per-file-ignores = {"a.py" = ["PST1"]}')
    assert Configurations(overrides={"ignore": ("PST2",)}).settings_for("a.py").ignore == ("PST2", "PST1")


@pytest.mark.parametrize(
    ("path", "directory", "excluded"),
    [
        ("project/vendor", True, True),
        ("project/vendor/a.py", False, True),
        ("project/vendor.py", False, False),
        ("vendor/a.py", False, False),
    ],
)
def test_exclude_is_relative_to_its_table(path: str, directory: bool, excluded: bool) -> None:
    configure('exclude = ["vendor/"]', "project")
    assert Configurations().excludes(path, directory) is excluded


def test_every_environment_can_be_chosen() -> None:
    for name in registry.names():
        configure(f'environment = "{name}"')
        assert settings().environment == name
