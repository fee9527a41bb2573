# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import folium
from case import Case

CASES = [Case("folium.Map.save", "a.html", lambda p: folium.Map().save(p))]
