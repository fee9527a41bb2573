"""Names that nothing in the file binds, but that mean one library wherever they are met."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

CASES = {
    "a library under its short name": ("np.save('x.npy', x)", ["PST111"]),
    "one that has no other name": ("cv2.imwrite('a.png', x)", ["PST131"]),
    "behind a star import": ("from tools import *\njoblib.dump(x, 'b.pkl')", ["PST101"]),
    "a class": ("TrainingArguments(output_dir='run')", ["PST101"]),
    "a mount": ("drive.mount('/content/drive')\nopen('/content/drive/MyDrive/a', 'w')", []),
    "a download": ("open('a', 'w')\nfiles.download('a')", []),
    "a class of several libraries": ("ModelCheckpoint('b.h5')", []),
    "a name of the file's own": ("class np:\n    save = print\nnp.save('x.npy', x)", []),
    "a parameter": ("def keep(cv2):\n    cv2.imwrite('a.png', x)", []),
    "a name that is bound later": ("def keep():\n    cv2.imwrite('a.png', x)\ncv2 = make()\nkeep()", []),
    "a variable of a loop": ("for files in groups:\n    files.download('a')\nopen('a', 'w')", ["PST111"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_a_name_means_that_nothing_binds(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(f"{source}\n").findings] == expected
