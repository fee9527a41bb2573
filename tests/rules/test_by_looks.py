"""What is written is told by the suffix of its path, and some paths are no files."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("x.save('a.png')", ["PST131"]),
        ("from pathlib import Path\nx.save(Path('a.png'))", ["PST131"]),
        ("from pathlib import Path\nx.save(Path('out') / 'a.csv')", ["PST111"]),
        ("from pathlib import Path\nx.save(Path('a.pth'))", ["PST101"]),
        ("from pathlib import Path\nx.save(Path('out') / name)", ["PST101"]),
        ("f.GetContentFile('a.csv')", []),
        ("open('/proc/sys/vm/drop_caches', 'w').write('3')", []),
        ("open('/sys/power/state', 'w').write('mem')", []),
        ("try:\n    open('/dev/null', 'w')\nexcept OSError:\n    pass", []),
        ("open('/tmp/a', 'w')", ["PST112"]),
    ],
)
def test_codes(source: str, codes: list[str]) -> None:
    assert [finding.code for finding in analyze(source).findings] == codes


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (
            "import logging.handlers\nlogging.handlers.RotatingFileHandler('a.log')",
            "logging.handlers.RotatingFileHandler",
        ),
        ("import keras_tuner as kt\nkt.RandomSearch(f, directory='d')", "keras_tuner.RandomSearch"),
        ("import logging\nlogging.FileHandler('a.log')", "logging.FileHandler"),
        ("import tensorflow as tf\ntf.keras.callbacks.CSVLogger('a.csv')", "keras.callbacks.CSVLogger"),
    ],
)
def test_the_message_names_the_class_that_is_called(source: str, name: str) -> None:
    (finding,) = analyze(source).findings
    assert finding.message.startswith(f"{name} writes ")
