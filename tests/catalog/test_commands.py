"""What the catalogue knows of shell commands."""

from __future__ import annotations

import pytest

from flake8_persist.catalog.commands import shell_command
from flake8_persist.catalog.model import Artifact


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cp a b", "cp"),
        ("/bin/cp a b", "cp"),
        ("python3 train.py", "python"),
        ("python train.py --img 640", "python train.py"),
        ("python yolov5/train.py --weights a.pt", "python train.py"),
        ("python classify/train.py --model a.pt", "python classify/train.py"),
        ("python tools/train.py -f exps/a.py -d 1", "python tools/train.py"),
        ("python YOLOv6/tools/train.py --conf a.py", "python tools/train.py"),
        ("python tools/train.py configs/a.py", "python"),
        ("python train.py --resume last.ckpt", "python"),
        ("python llama.cpp/convert_hf_to_gguf.py merged --outfile m.gguf", "python convert_hf_to_gguf.py"),
        ("python generate.py --outdir=out --seeds=1-9 --network=n.pkl", "python generate.py"),
        ("python generate.py --output_dir out", "python"),
        ("python inference_realesrgan.py -i upload -o results", "python inference_realesrgan.py"),
        ("python -m rl_zoo3.train --algo ppo --env CartPole-v1", "python rl_zoo3.train"),
        ("python train.py --dataroot ./maps --name maps --model cycle_gan", "python train.py"),
        ("python segment/val.py --weights a.pt --data b.yaml", "python segment/val.py"),
        ("yolo task=detect mode=train data=a.yaml", "yolo train"),
        ("yolo predict model=a.pt", "yolo predict"),
        ("python yolov7/train.py --img 640", "python yolov7/train.py"),
        ("python test.py --dataroot ./maps --name maps", "python test.py"),
        ("python models/model_main_tf2.py --model_dir=out", "python model_main_tf2.py"),
        ("gsutil cp a gs://b", "gsutil cp"),
        ("aws s3 sync a s3://b", "aws s3 sync"),
        ("kaggle datasets version -p a", "kaggle datasets version"),
        ("git -C a add b", "git add"),
        ("git push origin main", "git push"),
        ("accelerate launch train.py --output_dir out", "accelerate launch"),
        ("swift sft --model Qwen/Qwen2.5-7B", "swift sft"),
        ("whisper a.mp3 --model medium", "whisper"),
        ("tensorflowjs_converter --input_format=keras a.h5 web", "tensorflowjs_converter"),
        ("tflite_convert --keras_model_file=a.h5 --output_file=a.tflite", "tflite_convert"),
    ],
)
def test_the_most_particular_row_is_found(line: str, words: str) -> None:
    program, *arguments = line.split()
    row = shell_command(program, arguments)

    assert row is not None
    assert " ".join((row.program, *row.words)) == words


@pytest.mark.parametrize(
    "line",
    [
        "nvidia-smi",
        "gsutil ls gs://b",
        "git clone https://github.com/a/b",
        "kaggle datasets download me/d",
        "yolo settings sync=False",
        "pip install x",
        "accelerate config default",
        "swift infer --model x",
        "whisper --help",
    ],
)
def test_nothing_is_known_of_others(line: str) -> None:
    program, *arguments = line.split()

    assert shell_command(program, arguments) is None


def test_a_particular_row_has_the_options_of_the_general_one() -> None:
    row = shell_command("python", ["train.py", "--img", "640"])

    assert row is not None
    assert {"--project", "--output_dir"} <= row.outputs
    assert row.artifact is Artifact.CHECKPOINT


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("cp a b", ["read", "write"]),
        ("cp a b c", ["read", "read", "write"]),
        ("mv a b", ["delete", "write"]),
        ("zip a b c", ["write", "read", "read"]),
        ("mkdir a b", ["write", "write"]),
        ("mkdir a", ["write"]),
        ("rm a", ["delete"]),
        ("unzip a", ["read"]),
        ("gsutil cp a gs://b", ["copy-out", "send"]),
        ("scp a b host:c", ["read", "read", "send"]),
        ("hf upload me/r", ["remote"]),
        ("hf upload me/r a", ["remote", "copy-out"]),
        ("hf upload me/r a b", ["remote", "copy-out", "remote"]),
        ("gh release upload v1 a b", ["remote", "copy-out", "copy-out"]),
        ("llama-quantize a.gguf b.gguf Q4_K_M", ["read", "write", "remote"]),
    ],
)
def test_an_operand_has_its_role_by_its_place(line: str, roles: list[str]) -> None:
    program, *arguments = line.split()
    row = shell_command(program, arguments)
    assert row is not None
    operands = [argument for argument in arguments if argument not in row.words]

    assert [row.role(number, len(operands)) for number in range(len(operands))] == roles


def test_what_a_script_reads_is_no_output_of_it() -> None:
    """``--checkpoint_dir`` is where most scripts write to, and where an evaluation finds what it evaluates."""
    row = shell_command("python", ["model_main_tf2.py", "--checkpoint_dir=trained", "--model_dir=trained"])

    assert row is not None
    assert "--checkpoint_dir" in row.inputs - row.outputs
    assert "--model_dir" in row.outputs
