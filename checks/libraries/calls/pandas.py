# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pandas as pd
from case import Back, Case

FRAME = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})
SERIES = FRAME["a"]


def _store(path: str, mode: str = "w") -> None:
    with pd.HDFStore(path, mode) as store:
        if mode != "r":
            store["key"] = FRAME


def _excel(path: str) -> None:
    with pd.ExcelWriter(path) as writer:
        FRAME.to_excel(writer)


CASES = [
    Case(
        "pandas.DataFrame.to_csv",
        "a.csv",
        FRAME.to_csv,
        omitted=FRAME.to_csv,
        back=Back("pandas.read_csv", pd.read_csv),
    ),
    Case(
        "pandas.DataFrame.to_csv",
        "a.csv.gz",
        FRAME.to_csv,
        omitted=FRAME.to_csv,
        back=Back("pandas.read_csv", pd.read_csv),
    ),
    Case("pandas.DataFrame.to_excel", "a.xlsx", FRAME.to_excel, back=Back("pandas.read_excel", pd.read_excel)),
    Case(
        "pandas.DataFrame.to_json",
        "a.json",
        FRAME.to_json,
        omitted=FRAME.to_json,
        back=Back("pandas.read_json", pd.read_json),
    ),
    Case(
        "pandas.DataFrame.to_parquet",
        "a.parquet",
        FRAME.to_parquet,
        omitted=FRAME.to_parquet,
        back=Back("pandas.read_parquet", pd.read_parquet),
    ),
    Case(
        "pandas.DataFrame.to_feather", "a.feather", FRAME.to_feather, back=Back("pandas.read_feather", pd.read_feather)
    ),
    Case("pandas.DataFrame.to_pickle", "a.pkl", FRAME.to_pickle, back=Back("pandas.read_pickle", pd.read_pickle)),
    Case(
        "pandas.DataFrame.to_hdf", "a.h5", lambda p: FRAME.to_hdf(p, key="k"), back=Back("pandas.read_hdf", pd.read_hdf)
    ),
    Case("pandas.DataFrame.to_stata", "a.dta", FRAME.to_stata, back=Back("pandas.read_stata", pd.read_stata)),
    Case(
        "pandas.DataFrame.to_html",
        "a.html",
        FRAME.to_html,
        omitted=FRAME.to_html,
        back=Back("pandas.read_html", pd.read_html),
    ),
    Case("pandas.DataFrame.to_latex", "a.tex", FRAME.to_latex, omitted=FRAME.to_latex),
    Case("pandas.DataFrame.to_markdown", "a.md", FRAME.to_markdown, omitted=FRAME.to_markdown),
    Case("pandas.DataFrame.to_string", "a.txt", FRAME.to_string, omitted=FRAME.to_string),
    Case(
        "pandas.DataFrame.to_xml",
        "a.xml",
        FRAME.to_xml,
        omitted=FRAME.to_xml,
        back=Back("pandas.read_xml", pd.read_xml),
    ),
    Case(
        "pandas.DataFrame.to_orc",
        "a.orc",
        FRAME.to_orc,
        omitted=FRAME.to_orc,
        back=Back("pandas.read_orc", pd.read_orc),
    ),
    Case("pandas.Series.to_csv", "a.csv", SERIES.to_csv, omitted=SERIES.to_csv),
    Case("pandas.Series.to_json", "a.json", SERIES.to_json, omitted=SERIES.to_json),
    Case("pandas.Series.to_excel", "a.xlsx", SERIES.to_excel),
    Case("pandas.Series.to_pickle", "a.pkl", SERIES.to_pickle),
    Case("pandas.Series.to_hdf", "a.h5", lambda p: SERIES.to_hdf(p, key="k")),
    Case("pandas.Series.to_string", "a.txt", SERIES.to_string, omitted=SERIES.to_string),
    Case("pandas.ExcelWriter", "a.xlsx", _excel),
    Case("pandas.HDFStore", "a.h5", _store, opens=_store, back=Back("pandas.read_hdf", pd.read_hdf)),
    Case("pandas.to_pickle", "a.pkl", lambda p: pd.to_pickle(FRAME, p)),
    Case("pandas.io.formats.style.Styler.to_excel", "a.xlsx", lambda p: FRAME.style.to_excel(p)),
    Case(
        "pandas.io.formats.style.Styler.to_html",
        "a.html",
        lambda p: FRAME.style.to_html(p),
        omitted=lambda: FRAME.style.to_html(),
    ),
    Case(
        "pandas.io.formats.style.Styler.to_latex",
        "a.tex",
        lambda p: FRAME.style.to_latex(p),
        omitted=lambda: FRAME.style.to_latex(),
    ),
]
