"""What a command writes of which no more is known than an option: most train, but the name of a file may say more."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

CASES = {
    "a directory": ("!python tune.py --output_dir out", ["PST101"]),
    "a directory, spelled out": ("!python export.py --output_directory=/content/out", ["PST102"]),
    "a table": ("!python predict.py --output_path scores.csv", ["PST111"]),
    "records": ("!python3 convert.py --labels a.csv --output_path=train.tfrecord", ["PST111"]),
    "a picture": ("!python paint.py --content a.jpg --output out/b.png", ["PST131"]),
    "sound": ("!python speak.py --text hello --out hello.wav", ["PST131"]),
    "a model": ("!python convert.py --output-file net.onnx", ["PST101"]),
    "a directory with a dot": ("!python tune.py --out-dir=runs.v2", ["PST101"]),
    "an unknown name of a table": ("!python predict.py --output_file {run}.csv", []),
    "a web model": ("!tensorflowjs_converter --input_format=keras net.h5 web/net", ["PST101"]),
    "a web model, with words apart": ("!tensorflowjs_converter --input_format keras net.h5 /tmp/web", ["PST102"]),
    "a model for phones": ("!tflite_convert --keras_model_file=net.h5 --output_file=net.tflite", ["PST101"]),
    "a translation": ("!fairseq-train data-bin --arch transformer", ["PST103"]),
    "a translation, elsewhere": ("!fairseq-train data-bin --save-dir /content/ckpt", ["PST102"]),
    "a picture made of another": ("!convert a.png -resize 50% b.png", ["PST131"]),
    "a drawn graph": ("!dot -Tpng a.dot -o a.png", ["PST131"]),
    "sound that is converted": ("!sox a.wav b.mp3 rate 16k", ["PST131"]),
    "a model for another runtime": ("!optimum-cli export onnx --model a/b out/", ["PST101"]),
    "a model by a module": ("!python -m transformers.onnx --model=a/b onnx/", ["PST101"]),
    "an engine": ("!trtexec --onnx=a.onnx --saveEngine=a.trt", ["PST101"]),
    "a document": ("!pandoc a.md -o a.pdf", ["PST111"]),
    "alignments": ("!samtools sort -o a.sorted.bam a.bam", ["PST111"]),
    "matches": ("!blastn -query a.fa -db nt -out a.txt", ["PST111"]),
    "voices": ("!spleeter separate -p spleeter:2stems -o parts a.mp3", ["PST131"]),
    "what is read": ("!python predict.py --input_path scores.csv --model net.pt", []),
}


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_its_artifact(line: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(f"run = input()\n{line}\n").findings] == expected
