# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import matplotlib.pyplot as plt
import mpld3
from case import Case

FIGURE = plt.figure()

CASES = [
    Case("mpld3.save_html", "a.html", lambda p: mpld3.save_html(FIGURE, p)),
    Case("mpld3.save_json", "a.json", lambda p: mpld3.save_json(FIGURE, p)),
]
