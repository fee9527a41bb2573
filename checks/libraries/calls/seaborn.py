# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pandas as pd
import seaborn
import seaborn.objects
from case import Case

FRAME = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})

CASES = [
    Case("seaborn.axisgrid.Grid.savefig", "a.png", lambda p: seaborn.relplot(FRAME, x="a", y="b").savefig(p)),
    Case("seaborn.PairGrid.savefig", "a.png", lambda p: seaborn.pairplot(FRAME).savefig(p)),
    Case("seaborn.objects.Plot.save", "a.png", lambda p: seaborn.objects.Plot(FRAME, x="a", y="b").save(p)),
]
