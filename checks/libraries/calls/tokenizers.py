# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import tokenizers
from case import Back, Case

WORDS = tokenizers.models.WordLevel({"[UNK]": 0, "a": 1}, unk_token="[UNK]")
TOKENIZER = tokenizers.Tokenizer(WORDS)

CASES = [
    Case(
        "tokenizers.Tokenizer.save",
        "a.json",
        TOKENIZER.save,
        back=Back("tokenizers.Tokenizer.from_file", tokenizers.Tokenizer.from_file),
    ),
    Case("tokenizers.models.Model.save", "a", lambda p: WORDS.save(p), there=True),
    Case(
        "tokenizers.implementations.BaseTokenizer.save", "a.json", lambda p: tokenizers.ByteLevelBPETokenizer().save(p)
    ),
    Case(
        "tokenizers.implementations.BaseTokenizer.save_model",
        "a",
        lambda p: tokenizers.ByteLevelBPETokenizer().save_model(p),
        there=True,
    ),
]
