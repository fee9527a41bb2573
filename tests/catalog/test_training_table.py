from __future__ import annotations

from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.training import Parameter, names, table

CATALOG = Catalog.for_roots([])


def test_every_name_is_spelt_as_in_the_tables() -> None:
    for name in table():
        owner = name if CATALOG.is_class(name) else name.rpartition(".")[0]
        assert CATALOG.is_class(owner), name
        assert CATALOG.canonical(owner) == owner


def test_what_is_known_of_a_method_that_saves_nothing_by_itself() -> None:
    facts = table()["keras.Model.fit"]
    assert (facts.trains, facts.saves, facts.off) == (True, False, ())
    assert facts.rounds == Parameter("epochs", 3, "1")
    assert facts.callbacks == Parameter("callbacks", 5, "")


def test_what_is_known_of_one_that_saves_unless_it_is_turned_off() -> None:
    assert table()["transformers.Trainer.train"].saves
    assert table()["transformers.TrainingArguments"].off == (Parameter("save_strategy", None, "no"),)
    assert not table()["transformers.TrainingArguments"].trains


def test_a_method_that_saves_by_itself_can_be_turned_off_somewhere() -> None:
    modules = {name.partition(".")[0] for name, facts in table().items() if facts.saves}
    assert modules <= {name.partition(".")[0] for name, facts in table().items() if facts.off}


def test_the_names_that_make_a_file_worth_reading() -> None:
    assert {"backward", "fit", "train", "apply_gradients"} <= names()
