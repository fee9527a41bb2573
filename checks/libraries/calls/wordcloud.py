# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from case import Case
from wordcloud import WordCloud

CASES = [
    Case("wordcloud.WordCloud.to_file", "a.png", lambda p: WordCloud().generate_from_frequencies({"a": 1}).to_file(p))
]
