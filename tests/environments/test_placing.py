from __future__ import annotations

import pytest

from flake8_persist.environments.model import Storage
from flake8_persist.environments.placing import expected_mount, is_foreign, local_path, place
from flake8_persist.environments.registry import environment

COLAB = environment("colab")
DRIVE = ("/content/drive",)


@pytest.mark.parametrize(
    ("path", "mounted", "storage"),
    [
        ("/content/drive/MyDrive", DRIVE, Storage.PERSISTENT),
        ("/content/drive/MyDrive/run/model.pth", DRIVE, Storage.PERSISTENT),
        ("/content/drive/My Drive/model.pth", DRIVE, Storage.PERSISTENT),
        ("/content/drive/Shareddrives/team/model.pth", DRIVE, Storage.PERSISTENT),
        ("/content/drive/Shared drives/team/model.pth", DRIVE, Storage.PERSISTENT),
        ("/content/drive/Othercomputers/mine/model.pth", DRIVE, Storage.PERSISTENT),
        ("/content/drive/model.pth", DRIVE, Storage.READONLY),
        ("/content/drive/MyDriveX/model.pth", DRIVE, Storage.READONLY),
        ("/content/drive2/model.pth", DRIVE, Storage.EPHEMERAL),
        ("/content/drive/MyDrive/model.pth", (), Storage.UNMOUNTED),
        ("/content/drive/model.pth", (), Storage.UNMOUNTED),
        ("/content/drive", (), Storage.UNMOUNTED),
        ("/content/gdrive/MyDrive/model.pth", DRIVE, Storage.UNMOUNTED),
        ("/gdrive/MyDrive/model.pth", (), Storage.UNMOUNTED),
        ("/drive/MyDrive/model.pth", (), Storage.UNMOUNTED),
        ("/mnt/google/Shared drives/model.pth", (), Storage.UNMOUNTED),
        ("/mnt/google/MyDrive/model.pth", ("/mnt/google",), Storage.PERSISTENT),
        ("/MyDrive/model.pth", (), Storage.EPHEMERAL),
        ("/content/model.pth", DRIVE, Storage.EPHEMERAL),
        ("/content", (), Storage.EPHEMERAL),
        ("/contents/model.pth", (), Storage.EPHEMERAL),
        ("/root/model.pth", (), Storage.EPHEMERAL),
        ("/dev/shm/model.pth", (), Storage.EPHEMERAL),
        ("/anything/else", (), Storage.EPHEMERAL),
        ("model.pth", (), Storage.UNKNOWN),
    ],
)
def test_paths_on_colab(path: str, mounted: tuple[str, ...], storage: Storage) -> None:
    assert place(path, COLAB, mounted=mounted) is storage


@pytest.mark.parametrize(
    ("beginning", "mounted", "storage"),
    [
        ("/content/", DRIVE, Storage.EPHEMERAL),
        ("/content/model_", DRIVE, Storage.EPHEMERAL),
        ("/content/dr", DRIVE, Storage.UNKNOWN),
        ("/content/drive", DRIVE, Storage.UNKNOWN),
        ("/content/sample_", (), Storage.EPHEMERAL),
        ("/content/drive/", DRIVE, Storage.UNKNOWN),
        ("/content/drive/My", DRIVE, Storage.UNKNOWN),
        ("/content/drive/out_", DRIVE, Storage.READONLY),
        ("/content/drive/MyDrive", DRIVE, Storage.UNKNOWN),
        ("/content/drive/MyDrive/", DRIVE, Storage.PERSISTENT),
        ("/content/drive/MyDrive/run_", DRIVE, Storage.PERSISTENT),
        ("/content/drive/", (), Storage.UNMOUNTED),
        ("/content/drive/My", (), Storage.UNMOUNTED),
        ("/mnt/", (), Storage.EPHEMERAL),
        ("/", (), Storage.UNKNOWN),
        ("", (), Storage.UNKNOWN),
    ],
)
def test_a_known_beginning_is_enough_unless_its_last_component_may_go_on(
    beginning: str, mounted: tuple[str, ...], storage: Storage
) -> None:
    assert place(beginning, COLAB, complete=False, mounted=mounted) is storage


@pytest.mark.parametrize(
    ("name", "path", "storage"),
    [
        ("kaggle", "/kaggle/working/model.pth", Storage.PERSISTENT),
        ("kaggle", "/kaggle/input/titanic/train.csv", Storage.READONLY),
        ("kaggle", "/kaggle/temp/model.pth", Storage.EPHEMERAL),
        ("kaggle", "/content/drive/MyDrive/model.pth", Storage.EPHEMERAL),
        ("sagemaker", "/opt/ml/model/model.pth", Storage.PERSISTENT),
        ("sagemaker", "/opt/ml/code/model.pth", Storage.EPHEMERAL),
        ("sagemaker", "model.pth", Storage.RELATIVE),
        ("databricks", "/Volumes/main/default/v/model.pth", Storage.PERSISTENT),
        ("databricks", "model.pth", Storage.PERSISTENT),
        ("databricks", "/tmp/model.pth", Storage.EPHEMERAL),
        ("databricks", "dbfs:/models/model.pth", Storage.REMOTE),
        ("databricks", "file:/tmp/model.pth", Storage.EPHEMERAL),
        ("azureml", "outputs/model.pth", Storage.PERSISTENT),
        ("azureml", "model.pth", Storage.RELATIVE),
        ("vertex", "/gcs/bucket/model.pth", Storage.PERSISTENT),
        ("modal", "/vol/model.pth", Storage.UNKNOWN),
        ("codespaces", "/workspaces/project/model.pth", Storage.PERSISTENT),
        ("binder", "/home/jovyan/model.pth", Storage.EPHEMERAL),
        ("local", "model.pth", Storage.PERSISTENT),
        ("local", "/home/ada/model.pth", Storage.PERSISTENT),
        ("local", "/tmp/model.pth", Storage.EPHEMERAL),
        ("local", "/dev/shm/model.pth", Storage.EPHEMERAL),
    ],
)
def test_paths_on_other_platforms(name: str, path: str, storage: Storage) -> None:
    assert place(path, environment(name)) is storage


@pytest.mark.parametrize(
    ("uri", "storage"),
    [
        ("s3://bucket/model.pth", Storage.REMOTE),
        ("gs://bucket/model.pth", Storage.REMOTE),
        ("abfss://container@account/model.pth", Storage.REMOTE),
        ("hf://user/repo/model.pth", Storage.REMOTE),
        ("https://example.org/model.pth", Storage.REMOTE),
        ("dbfs:/model.pth", Storage.REMOTE),
        ("memory://model.pth", Storage.MEMORY),
        ("file:///content/model.pth", Storage.EPHEMERAL),
        ("file:///content/drive/MyDrive/model.pth", Storage.PERSISTENT),
        ("sqlite:////content/study.db", Storage.EPHEMERAL),
        ("sqlite+pysqlite:////content/study.db", Storage.EPHEMERAL),
        ("sqlite:///study.db", Storage.UNKNOWN),
        ("sqlite:///:memory:", Storage.MEMORY),
        ("sqlite://", Storage.MEMORY),
    ],
)
def test_uris(uri: str, storage: Storage) -> None:
    assert place(uri, COLAB, mounted=DRIVE) is storage


def test_the_path_in_the_uri_of_a_database_can_be_had() -> None:
    assert local_path("sqlite:///study.db") == "study.db"


@pytest.mark.parametrize(
    "path",
    [r"C:\out\model.pth", "D:/out/model.pth", r"\\server\share\model.pth", r"/content/C:\out", "/content/D:/out"],
)
def test_windows_paths_are_unknown_on_a_posix_machine(path: str) -> None:
    assert is_foreign(path)
    assert place(path, COLAB) is Storage.UNKNOWN


@pytest.mark.parametrize(
    ("path", "storage"),
    [
        ("/mnt/shared/model.pth", Storage.PERSISTENT),
        ("/mnt/shared/scratch/model.pth", Storage.EPHEMERAL),
        ("/mnt/shared/scratch/kept/model.pth", Storage.PERSISTENT),
        ("/mnt/sharedX/model.pth", Storage.EPHEMERAL),
        ("/content/drive/MyDrive/cache/model.pth", Storage.EPHEMERAL),
        ("/root/keep/model.pth", Storage.PERSISTENT),
    ],
)
def test_the_longest_prefix_of_the_user_wins_over_the_platform(path: str, storage: Storage) -> None:
    persistent = ["/mnt/shared", "/mnt/shared/scratch/kept/", "~/keep"]
    ephemeral = ["/mnt/shared/scratch", "/content/drive/MyDrive/cache"]
    assert place(path, COLAB, mounted=DRIVE, persistent=persistent, ephemeral=ephemeral) is storage


def test_a_lost_place_is_called_by_how_the_program_came_to_it() -> None:
    assert place("/content/model.pth", COLAB, lost_as=Storage.RELATIVE) is Storage.RELATIVE
    assert place("/content/runs", COLAB, lost_as=Storage.DEFAULT) is Storage.DEFAULT
    assert place("/content/drive/MyDrive/runs", COLAB, mounted=DRIVE, lost_as=Storage.DEFAULT) is Storage.PERSISTENT


@pytest.mark.parametrize(
    ("path", "point"),
    [
        ("/content/drive/MyDrive/run", "/content/drive"),
        ("/content/drive/run", "/content/drive"),
        ("/content/gdrive/Shared drives/run", "/content/gdrive"),
        ("/mnt/g/MyDrive", "/mnt/g"),
        ("/content/run", None),
    ],
)
def test_the_mount_that_a_path_expects(path: str, point: str | None) -> None:
    assert expected_mount(path, COLAB) == point
    assert expected_mount(path, environment("kaggle")) is None
