"""What a program fetches by hand can be had again; what it was sent in answer to something of its own cannot."""

from __future__ import annotations

import pytest
from written_paths import program

from flake8_persist.catalog.model import Artifact, Direction

FETCHED = {
    "content": "with open('a.zip', 'wb') as f:\n    f.write(requests.get(url).content)",
    "text": "with open('a.txt', 'w') as f:\n    f.write(requests.get(url).text)",
    "an answer of its own name": "r = requests.get(url)\nopen('a.zip', 'wb').write(r.content)",
    "content of its own name": "data = requests.get(url).content\nopen('a.zip', 'wb').write(data)",
    "chunks": "with open('a.zip', 'wb') as f:\n    for c in requests.get(url).iter_content(9):\n        n = f.write(c)",
    "chunks with a bar": (
        "r = requests.get(url, stream=True)\nwith open('a.zip', 'wb') as f, tqdm() as bar:\n"
        "    for c in tqdm(r.iter_content(9)):\n        if c:\n            f.write(c)"
    ),
    "opened": "with urlopen(url) as r, open('a.zip', 'wb') as f:\n    f.write(r.read())",
    "opened and copied": "with urlopen(url) as r, open('a.zip', 'wb') as f:\n    shutil.copyfileobj(r, f)",
    "raw": "r = requests.get(url)\nwith open('a.zip', 'wb') as f:\n    shutil.copyfileobj(r.raw, f)",
    "bytes of a path": "Path('a.zip').write_bytes(requests.get(url).content)",
    "media": "f = io.FileIO('a.zip', 'wb')\nloader = MediaIoBaseDownload(f, request)",
    "a module that something else imports": "from utils import *\nopen('a', 'wb').write(requests.get(url).content)",
    "a session": "s = requests.Session()\nr = s.get(url)\nopen('a', 'wb').write(r.content)",
    "in a function": "def get(url):\n    r = requests.get(url)\n    open('a', 'wb').write(r.content)",
}
OWN = {
    "an answer to something sent": "with open('a.mp3', 'wb') as f:\n    f.write(requests.post(url, data=text).content)",
    "a part of an answer": "with open('a.txt', 'w') as f:\n    f.write(requests.get(url).json()['title'])",
    "something of its own, too": "with open('a', 'w') as f:\n    f.write('url')\n    f.write(requests.get(url).text)",
    "an answer to something sent in a session": "r = requests.Session().post(url)\nopen('a', 'wb').write(r.content)",
    "something else": "with open('a.txt', 'w') as f:\n    f.write(content)",
}
IMPORTS = (
    "import io, requests, shutil\nfrom pathlib import Path\nfrom urllib.request import urlopen\n"
    "from googleapiclient.http import MediaIoBaseDownload\n"
)


def artifacts(source: str) -> set[Artifact]:
    return {one.artifact for one in program(IMPORTS + source).accesses if one.direction is Direction.WRITE}


@pytest.mark.parametrize("source", FETCHED.values(), ids=FETCHED)
def test_what_is_fetched_can_be_had_again(source: str) -> None:
    assert artifacts(source) == {Artifact.CACHE}


@pytest.mark.parametrize("source", OWN.values(), ids=OWN)
def test_what_is_its_own_cannot(source: str) -> None:
    assert Artifact.CACHE not in artifacts(source)
