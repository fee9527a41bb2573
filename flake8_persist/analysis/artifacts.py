"""What a general-purpose writer writes, judged by the name of the file: ``open("model.pkl", "wb")`` saves a model."""

from __future__ import annotations

import re

from flake8_persist.analysis.text import Text
from flake8_persist.catalog.model import Artifact

_SUFFIXES = {
    Artifact.CHECKPOINT: "pt pth ckpt keras safetensors onnx tflite gguf pb joblib bst cbm mlmodel pmml weights",
    Artifact.FIGURE: "png jpg jpeg svg gif bmp webp tif tiff mp4 avi mov mkv webm wav mp3 flac ogg",
    Artifact.LOG: "log",
}
_DATA = "csv tsv json jsonl txt xml html md yaml yml xlsx npy npz parquet arrow feather record tfrecord tfrecords pbtxt"
_BY_SUFFIX = {suffix: artifact for artifact, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_OF_COMMAND = {**_BY_SUFFIX, **dict.fromkeys(_DATA.split(), Artifact.DATA)}
_INSTALLED = ("/etc/", "/usr/lib/", "/usr/bin/", "/usr/share/", "/usr/local/lib/", "/usr/local/bin/")
_PACKAGES = ("/site-packages/", "/dist-packages/")
_SERIALISED = frozenset(["pkl", "pickle", "sav", "h5", "hdf5", "bin"])
_MODEL = (
    r"(?i)model|weight|param|checkpoint|ckpt|classifier|regress|tokeni[sz]er|vectori[sz]er|scaler|encoder|forest|xgb|lgbm|svm|"
    r"knn|bayes|net\b|estimator|pipeline"
)


def refined(artifact: Artifact, path: Text) -> Artifact:
    """The artifact of a row that writes ``data`` in general, made precise by the file's name."""
    if artifact is not Artifact.DATA:
        return artifact
    name, suffix = _name_of(path)
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix in _SERIALISED and re.search(_MODEL, name):
        return Artifact.CHECKPOINT
    return artifact


def of_command(artifact: Artifact, path: Text) -> Artifact:
    """What a command writes of which all that is known is an option: most train, but not ``--output scores.csv``."""
    return _OF_COMMAND.get(_name_of(path)[1], artifact) if artifact is Artifact.CHECKPOINT else artifact


def is_told(path: Text) -> bool:
    """Does the suffix alone tell what the file holds?"""
    return _name_of(path)[1] in _OF_COMMAND


def may_be_part(name: str, artifact: Artifact) -> bool:
    """May a file or directory of this name hold what counts of an artifact? No table is the weights of a model."""
    if artifact not in (Artifact.CHECKPOINT, Artifact.FIGURE) or "." not in name:
        return True
    return _OF_COMMAND.get(name.rpartition(".")[2].lower(), artifact) is artifact


def is_of_machine(path: Text, home: str) -> bool:
    """Is it a part of how the machine is set up, which every session does anew: settings, or a library's source?"""
    beginning = path.prefix
    return beginning.startswith((*_INSTALLED, f"{home}/.")) or any(one in beginning for one in _PACKAGES)


def _name_of(path: Text) -> tuple[str, str]:
    """The name of the file, as far as it is known, and its suffix."""
    shown = "".join(getattr(piece, "text", "") for piece in path.pieces).rstrip("/")
    name = shown.rpartition("/")[2]
    return name, name.rpartition(".")[2].lower() if "." in name else ""
