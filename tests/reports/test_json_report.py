from __future__ import annotations

import json

from report_examples import CHECKPOINT, finding, output, report


def test_every_field_of_a_finding() -> None:
    assert json.loads(output("json", report(CHECKPOINT))) == [
        {
            "code": "PST101",
            "message": CHECKPOINT.message,
            "filename": "train.py",
            "cell": None,
            "location": {"row": 10, "column": 5},
            "end_location": {"row": 10, "column": 64},
            "origin": {"row": 5, "column": 8},
            "artifact": "checkpoint",
            "storage": "relative",
            "path": "checkpoints/epoch_{…}.pth",
            "fix": {"safe": True, "message": "move to PERSIST_ROOT"},
            "url": "https://flake8-persist.readthedocs.io/codes/PST101/",
        }
    ]


def test_what_is_not_known_is_null() -> None:
    (entry,) = json.loads(output("json", report(finding(path=None, storage=None, artifact=None))))
    assert {name for name, value in entry.items() if value is None} == {
        "cell",
        "origin",
        "artifact",
        "storage",
        "path",
        "fix",
    }


def test_several_files_make_one_list() -> None:
    entries = json.loads(output("json", report(finding(), finding()), report(error="cannot be read")))
    assert [entry["code"] for entry in entries] == ["PST101", "PST101", "PST900"]


def test_nothing_found_is_an_empty_list() -> None:
    assert output("json", report()) == "[]\n"


def test_undecodable_names_stay_valid_json() -> None:
    text = output("json", report(finding(), filename="a\udcff.py"))
    assert text.isascii()
    assert json.loads(text)[0]["filename"] == "a\udcff.py"
