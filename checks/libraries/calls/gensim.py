# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import gensim
from case import Back, Case

TEXTS = [["a", "b"], ["b", "c"]]
DICTIONARY = gensim.corpora.Dictionary(TEXTS)
CORPUS = [DICTIONARY.doc2bow(text) for text in TEXTS]


def _vectors() -> gensim.models.Word2Vec:
    return gensim.models.Word2Vec(TEXTS, vector_size=2, min_count=1, workers=1)


CASES = [
    Case(
        "gensim.models.Word2Vec.save",
        "a.model",
        lambda p: _vectors().save(p),
        back=Back("gensim.models.Word2Vec.load", gensim.models.Word2Vec.load),
    ),
    Case(
        "gensim.models.KeyedVectors.save_word2vec_format",
        "a.txt",
        lambda p: _vectors().wv.save_word2vec_format(p),
        back=Back("gensim.models.KeyedVectors.load_word2vec_format", gensim.models.KeyedVectors.load_word2vec_format),
    ),
    Case("gensim.corpora.Dictionary.save_as_text", "a.txt", DICTIONARY.save_as_text),
    Case(
        "gensim.corpora.MmCorpus.serialize",
        "a.mm",
        lambda p: gensim.corpora.MmCorpus.serialize(p, CORPUS),
        beside="a.mm.index",
    ),
]
