# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import pystac
from case import Case


def _catalog() -> pystac.Catalog:
    return pystac.Catalog("a", "a")


def _saved(path: str) -> None:
    catalog = _catalog()
    catalog.normalize_hrefs("elsewhere")
    catalog.save(pystac.CatalogType.SELF_CONTAINED, path)


CASES = [
    Case(
        "pystac.Catalog.normalize_and_save",
        "a",
        lambda p: _catalog().normalize_and_save(p, pystac.CatalogType.SELF_CONTAINED),
    ),
    Case("pystac.Catalog.save", "a", _saved),
    Case("pystac.Catalog.save_object", "a.json", lambda p: _catalog().save_object(False, p)),
]
