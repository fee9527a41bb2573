"""Diagnostics arrive through python-lsp-server, as an editor would get them."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import LOST, titled

_PATIENCE = 60  # seconds


class Server:
    """A language server on the other end of two pipes."""

    def __init__(self, directory: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            cwd=directory,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, method: str, params: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def wait_for(self, **expected: object) -> dict[str, Any]:
        while True:
            message = self._received.get(timeout=_PATIENCE)
            if expected.items() <= message.items():
                return message

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._received.put(json.loads(stream.read(length)))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.close()


def test_an_editor_is_told(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "train.py"
    file.write_text(LOST, encoding="utf-8")
    server.send("initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}, number=1)
    server.wait_for(id=1)
    server.send("initialized", {})
    server.send("workspace/didChangeConfiguration", {"settings": json.loads(titled("editors.md")["settings.json"])})
    document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": LOST}
    server.send("textDocument/didOpen", {"textDocument": document})

    told = server.wait_for(method="textDocument/publishDiagnostics")["params"]["diagnostics"]

    (diagnostic,) = (one for one in told if one["code"] == "PST111")
    assert diagnostic["source"] == "flake8"
    assert diagnostic["range"]["start"] == {"line": 2, "character": 0}
    assert "numpy.save writes data to 'scores.npy'" in diagnostic["message"]
