# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
from case import Back, Case

ARRAY = np.arange(6.0).reshape(2, 3)


def _memmap(path: str, mode: str = "w+") -> None:
    if mode in ("r", "c"):
        np.memmap(path, mode=mode, shape=6)
    else:
        np.memmap(path, mode=mode, shape=6)[:] = 1 if mode == "w+" else 2


def _open_memmap(path: str, mode: str = "w+") -> None:
    if mode == "w+":
        np.lib.format.open_memmap(path, mode, shape=(6,), dtype=float)[:] = 1
    else:
        array = np.lib.format.open_memmap(path, mode)
        if mode == "r+":
            array[:] = 2


CASES = [
    Case("numpy.save", "a.npy", lambda p: np.save(p, ARRAY), back=Back("numpy.load", np.load)),
    Case("numpy.save", "a", lambda p: np.save(p, ARRAY), lands="a.npy", back=Back("numpy.load", np.load)),
    Case("numpy.savez", "a", lambda p: np.savez(p, a=ARRAY), lands="a.npz", back=Back("numpy.load", np.load)),
    Case("numpy.savez", "a.npz", lambda p: np.savez(p, a=ARRAY), back=Back("numpy.load", np.load)),
    Case("numpy.savez_compressed", "a.b", lambda p: np.savez_compressed(p, a=ARRAY), lands="a.b.npz"),
    Case("numpy.savetxt", "a.txt", lambda p: np.savetxt(p, ARRAY), back=Back("numpy.loadtxt", np.loadtxt)),
    Case("numpy.savetxt", "a.txt.gz", lambda p: np.savetxt(p, ARRAY), back=Back("numpy.genfromtxt", np.genfromtxt)),
    Case("numpy.ndarray.tofile", "a.bin", lambda p: ARRAY.tofile(p), back=Back("numpy.fromfile", np.fromfile)),
    Case("numpy.ndarray.dump", "a.pkl", lambda p: ARRAY.dump(p)),
    Case("numpy.memmap", "a.dat", _memmap, opens=_memmap),
    Case("numpy.lib.format.open_memmap", "a.npy", _open_memmap, opens=_open_memmap),
]
