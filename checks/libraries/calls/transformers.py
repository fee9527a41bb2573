# mypy: disable-error-code="import-not-found, import-untyped"
"""Models of a few hundred random weights, made from a configuration: nothing is downloaded."""

from __future__ import annotations

import json
from pathlib import Path

import tokenizers
import torch
import transformers
from case import Back, Case

VOCABULARY = {"[PAD]": 0, "[UNK]": 1, "a": 2, "b": 3}
CONFIGURATION = transformers.BertConfig(
    vocab_size=4, hidden_size=4, num_hidden_layers=1, num_attention_heads=1, intermediate_size=4
)
MODEL = transformers.BertForSequenceClassification(CONFIGURATION)


def _tokenizer() -> transformers.PreTrainedTokenizerFast:
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel(VOCABULARY, unk_token="[UNK]"))
    return transformers.PreTrainedTokenizerFast(tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]")


def _vocabulary() -> None:
    Path("source.json").write_text(json.dumps(VOCABULARY))


def _output() -> None:
    Path("decided").mkdir()


def _pipeline() -> transformers.Pipeline:
    return transformers.pipeline("text-classification", model=MODEL, tokenizer=_tokenizer())


def _data() -> list[dict[str, torch.Tensor]]:
    return [{"input_ids": torch.tensor([2, 3]), "labels": torch.tensor(0)}] * 2


def _trainer(*output: str) -> transformers.Trainer:
    arguments = transformers.TrainingArguments(*output, max_steps=1, report_to=[], use_cpu=True, disable_tqdm=True)
    return transformers.Trainer(MODEL, arguments, train_dataset=_data())


def _train(*output: str) -> None:
    _trainer(*output).train()


def _without_arguments() -> None:
    transformers.Trainer(MODEL, train_dataset=_data()).save_model()


def _resumed(path: str) -> None:
    with open(f"{path}/checkpoint-1/trainer_state.json") as file:
        assert json.load(file)["global_step"] == 1
    transformers.AutoModel.from_pretrained(f"{path}/checkpoint-1")


def _state(trainer: transformers.Trainer) -> None:
    trainer.train()
    trainer.save_state()


CASES = [
    Case(
        "transformers.PreTrainedModel.save_pretrained",
        "a",
        MODEL.save_pretrained,
        back=Back("transformers.PreTrainedModel.from_pretrained", type(MODEL).from_pretrained),
    ),
    Case(
        "transformers.PreTrainedTokenizerBase.save_pretrained",
        "a",
        lambda p: _tokenizer().save_pretrained(p),
        back=Back("transformers.AutoTokenizer.from_pretrained", transformers.AutoTokenizer.from_pretrained),
    ),
    Case(
        "transformers.PreTrainedTokenizerBase.save_vocabulary",
        "a",
        lambda p: transformers.Wav2Vec2CTCTokenizer("source.json").save_vocabulary(p),
        there=True,
        needs=_vocabulary,
    ),
    Case(
        "transformers.GenerationConfig.save_pretrained",
        "a",
        lambda p: transformers.GenerationConfig().save_pretrained(p),
        back=Back("transformers.GenerationConfig.from_pretrained", transformers.GenerationConfig.from_pretrained),
    ),
    Case(
        "transformers.PreTrainedConfig.save_pretrained",
        "a",
        CONFIGURATION.save_pretrained,
        back=Back("transformers.AutoConfig.from_pretrained", transformers.AutoConfig.from_pretrained),
    ),
    Case(
        "transformers.FeatureExtractionMixin.save_pretrained",
        "a",
        lambda p: transformers.Wav2Vec2FeatureExtractor().save_pretrained(p),
        back=Back(
            "transformers.AutoFeatureExtractor.from_pretrained", transformers.AutoFeatureExtractor.from_pretrained
        ),
    ),
    Case("transformers.Pipeline.save_pretrained", "a", lambda p: _pipeline().save_pretrained(p)),
    Case(
        "transformers.TrainingArguments",
        "a",
        _train,
        parameter="output_dir",
        omitted=_train,
        back=Back("transformers.AutoModel.from_pretrained", _resumed),
    ),
    Case("transformers.Trainer", "tmp_trainer", _train, parameter="args", omitted=_without_arguments),
    Case(
        "transformers.Trainer.save_model",
        "a",
        lambda p: _trainer("decided").save_model(p),
        needs=_output,
        omitted=lambda: _trainer("decided").save_model(),
    ),
    Case(
        "transformers.Trainer.save_state",
        "decided",
        lambda p: _state(_trainer(p)),
        omitted=lambda: _state(_trainer("decided")),
    ),
    Case(
        "transformers.Trainer.save_metrics",
        "decided",
        lambda p: _trainer(p).save_metrics("train", {"loss": 1.0}),
        omitted=lambda: _trainer("decided").save_metrics("train", {"loss": 1.0}),
    ),
]
