"""What a name means that nothing in a file binds: a star import, or a cell that is gone by now, has brought it in.

``np.save("x.npy", x)`` without an import of ``np`` is ``numpy.save``. Only names that have one meaning wherever they
are met stand here; ``ModelCheckpoint`` is of several libraries and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Set

MEANINGS = {
    **{name: name for name in ("cv2", "joblib", "numpy", "os", "pandas", "pickle", "scipy", "shutil", "torch")},
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "tf": "tensorflow",
    "drive": "google.colab.drive",
    "files": "google.colab.files",
    "Seq2SeqTrainingArguments": "transformers.Seq2SeqTrainingArguments",
    "TrainingArguments": "transformers.TrainingArguments",
}
_USED = re.compile(rf"(?<![\w.])({'|'.join(MEANINGS)})[.(]")


def used(source: str) -> frozenset[str]:
    """The names of these that a file uses, whether or not it binds them."""
    return frozenset(_USED.findall(source))


def roots(names: Set[str]) -> frozenset[str]:
    """The top-level modules that such names mean; other names mean none."""
    return frozenset(MEANINGS[name].partition(".")[0] for name in MEANINGS.keys() & names)
