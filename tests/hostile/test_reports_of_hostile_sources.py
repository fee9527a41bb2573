"""What a program says of itself is data in every report: no terminal, CI system or reader of a report obeys it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from flake8_persist.cli import main
from flake8_persist.reports.formats import FORMATS

EVIL = {
    "escapes": r"'\x1b[2J\x1b]0;owned\x07\x9b31m.pt'",
    "raw escapes": "'\x1b[2J\x1b]8;;http://evil\x07.pt'",
    "line ends": r"'a\n::error file=x.py::owned\r\n::add-mask::a\u2028b\u2029c\x0b\x0c\x85d.pt'",
    "commands": "'::set-output name=a::b%0A::error::owned.pt'",
    "older commands": "'##[error]owned##vso[task.setvariable]x.pt'",
    "markup": r"""'<![CDATA[]]></failure><script>alert(1)</script>&amp;"\'>.pt'""",
    "entities": "'<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;.pt'",
    "links": "'[a](javascript:alert(1)) ![b](http://evil/c.png) @everyone.pt'",
    "direction": r"'\u202etp.\u2066a\u200b.pt'",
    "surrogates": r"'\ud800\udc80\udfff.pt'",
    "NUL": r"'a\x00b.pt'",
    "fields": "f'out/{m!r:\x1b[2J>{n}}.pt'",
    "long": "'" + "a" * 4_000 + ".pt'",
}

Run = Callable[..., str]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., str]:
    """All that a run prints about a file for each of the texts."""

    def run(*argv: str) -> str:
        monkeypatch.chdir(tmp_path)
        for name, literal in EVIL.items():
            source = f"import torch\nOUT = {literal}\ntorch.save(m, OUT)\n"
            Path(f"{name}.py").write_bytes(source.encode("utf-8", "surrogatepass"))
        assert main(["--environment", "colab", *argv, "."]) == (0 if "--add-noqa" in argv else 1)
        out, err = capsysbinary.readouterr()
        return (out + err).decode()

    return run


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_report_holds_no_control_characters(output_format: str, run: Run) -> None:
    text = run("--check", "--output-format", output_format, "--color", "never")
    assert {character for character in text if not character.isprintable()} <= {"\n"}
    assert all(name in unquote(text) for name in EVIL)


def test_every_line_for_github_is_one_error_of_ours(run: Run) -> None:
    lines = run("--check", "--output-format", "github").splitlines()
    assert len(lines) == len(EVIL)
    for line in lines:
        assert re.match(r"::error file=[\w ]+\.py,line=\d+,col=\d+(?:,endColumn=\d+)?,title=PST\d{3}::", line)


@pytest.mark.parametrize("output_format", ["text", "concise"])
def test_no_line_for_people_begins_with_a_command(output_format: str, run: Run) -> None:
    lines = run("--check", "--output-format", output_format).splitlines()
    assert not [line for line in lines if line.lstrip().startswith(("::", "##"))]


@pytest.mark.parametrize("output_format", ["json", "gitlab", "sarif"])
def test_json_is_json(output_format: str, run: Run) -> None:
    json.loads(run("--check", "--output-format", output_format))


def test_xml_has_the_elements_that_we_wrote(run: Run) -> None:
    suites = ET.fromstring(run("--check", "--output-format", "junit"))
    assert {element.tag for element in suites.iter()} == {"testsuites", "testsuite", "testcase", "failure"}


@pytest.mark.parametrize("mode", [["--quiet"], ["--verbose", "--unsafe-fixes"], ["--add-noqa"]])
def test_news_hold_no_control_characters(mode: list[str], run: Run) -> None:
    text = run(*mode)
    assert {character for character in text if not character.isprintable()} <= {"\n"}


@pytest.mark.parametrize("option", ["--select", "--environment", "--explain", "--config", "--color", "--baseline"])
def test_what_is_wrong_on_the_command_line_is_said_in_one_line(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([option, "\x1b[2J\n::error::x", "a.py"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err[:-1].isprintable()
