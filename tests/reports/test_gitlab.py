from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from report_examples import CHECKPOINT, TRAIN, finding, output, report

from flake8_persist.reports.model import Report

# What GitLab documents of its Code Quality report.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)(?!/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def entries(*reports: Report) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(output("gitlab", *reports))
    jsonschema.validate(loaded, SCHEMA)
    return loaded


def test_every_field_of_a_finding() -> None:
    (entry,) = entries(report(CHECKPOINT))
    assert entry.pop("fingerprint").isalnum()
    assert entry == {
        "description": f"PST101: {CHECKPOINT.message}",
        "check_name": "PST101",
        "severity": "critical",
        "location": {"path": "train.py", "lines": {"begin": 10}},
    }


def test_nothing_found_is_an_empty_list() -> None:
    assert entries(report()) == []


def test_a_file_that_could_not_be_analysed_is_in_the_list() -> None:
    assert [entry["check_name"] for entry in entries(report(source="", error="not valid Python"))] == ["PST900"]


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    twice = report(finding(1), finding(2), source='torch.save(x, "a")\n' * 2)
    assert len({entry["fingerprint"] for entry in entries(twice, report(finding(1), filename="other.py"))}) == 3


def test_a_fingerprint_outlives_moved_lines() -> None:
    (before,), (after,) = entries(report(finding(10))), entries(report(finding(13), source="\n\n\n" + TRAIN))
    assert before["fingerprint"] == after["fingerprint"]


@pytest.mark.parametrize(
    ("filename", "path"),
    [("./src/train.py", "src/train.py"), ('a\n\x1b]]>".py', 'a\n\x1b]]>".py'), ("a\udcff.py", "a?.py")],
)
def test_paths_are_relative_and_valid_unicode(filename: str, path: str) -> None:
    (entry,) = entries(report(finding(), filename=filename))
    assert entry["location"]["path"] == path


def test_control_characters_of_a_message_are_escaped() -> None:
    (entry,) = entries(report(finding(message="\x1b[2J\n\udcff")))
    assert entry["description"] == r"PST101: \x1b[2J\n\udcff"
