from __future__ import annotations

import posixpath
import re

import pytest

from flake8_persist.environments.model import Storage
from flake8_persist.environments.registry import UnknownEnvironmentError, environment, names


def test_colab_comes_first() -> None:
    assert names()[0] == "colab"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownEnvironmentError, match="no environment 'colap'; choose one of colab, kaggle, "):
        environment("colap")


def test_what_is_known_of_colab() -> None:
    colab = environment("colab")
    assert (colab.start_directory, colab.home, colab.root) == ("/content", "/root", "/content/drive/MyDrive")
    assert colab.mounts
    assert {place.prefix for place in colab.mount_places if place.storage is Storage.PERSISTENT} == {
        "MyDrive",
        "My Drive",
        "Shareddrives",
        "Shared drives",
        "Othercomputers",
    }


@pytest.mark.parametrize("name", names())
def test_every_table_holds_normalised_prefixes_once_and_cites_urls(name: str) -> None:
    platform = environment(name)
    for places in (platform.places, platform.mount_places):
        prefixes = [place.prefix for place in places]
        assert len(set(prefixes)) == len(prefixes)
        assert all(prefix == posixpath.normpath(prefix) for prefix in prefixes if prefix)
        assert all(re.fullmatch(r"(https://\S+)?", place.source) for place in places)


@pytest.mark.parametrize("name", names())
def test_prefixes_are_absolute_where_the_start_directory_is_known(name: str) -> None:
    platform = environment(name)
    assert platform.title
    assert platform.start_directory is None or all(place.prefix.startswith("/") for place in platform.places)
