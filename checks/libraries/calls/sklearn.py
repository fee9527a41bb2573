# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import sklearn.datasets
import sklearn.tree
from case import Back, Case

ROWS = [[0.0, 1.0], [1.0, 0.0]]


def _dot(path: str | None = None) -> None:
    sklearn.tree.export_graphviz(sklearn.tree.DecisionTreeClassifier().fit(ROWS, [0, 1]), path)


CASES = [
    Case(
        "sklearn.datasets.dump_svmlight_file",
        "a.svm",
        lambda p: sklearn.datasets.dump_svmlight_file(ROWS, [0, 1], p),
        back=Back("sklearn.datasets.load_svmlight_file", sklearn.datasets.load_svmlight_file),
    ),
    Case("sklearn.tree.export_graphviz", "a.dot", _dot, omitted=_dot),
]
