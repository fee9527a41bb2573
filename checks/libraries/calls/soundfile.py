# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import soundfile
from case import Back, Case

SOUND = np.zeros(8)


def _file(path: str, mode: str = "w") -> None:
    with soundfile.SoundFile(path, mode, *([] if mode == "r" else [8000, 1])) as file:
        if mode != "r":
            file.write(SOUND)


CASES = [
    Case(
        "soundfile.write",
        "a.wav",
        lambda p: soundfile.write(p, SOUND, 8000),
        back=Back("soundfile.read", soundfile.read),
    ),
    Case("soundfile.SoundFile", "a.wav", _file, opens=_file, back=Back("soundfile.info", soundfile.info)),
]
