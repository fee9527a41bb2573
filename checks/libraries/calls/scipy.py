# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
import scipy.io
import scipy.io.wavfile
import scipy.sparse
from case import Back, Case

ARRAY = np.eye(2)
SPARSE = scipy.sparse.csc_matrix(ARRAY)


def _netcdf(path: str, mode: str = "w") -> None:
    with scipy.io.netcdf_file(path, mode, mmap=False) as file:
        if mode != "r":
            file.history = "text"


def _fortran(path: str, mode: str = "w") -> None:
    with scipy.io.FortranFile(path, mode) as file:
        if mode == "w":
            file.write_record(ARRAY)


CASES = [
    Case(
        "scipy.io.savemat",
        "a.mat",
        lambda p: scipy.io.savemat(p, {"a": ARRAY}),
        back=Back("scipy.io.loadmat", scipy.io.loadmat),
    ),
    Case(
        "scipy.io.savemat",
        "a",
        lambda p: scipy.io.savemat(p, {"a": ARRAY}),
        back=Back("scipy.io.loadmat", scipy.io.loadmat),
    ),
    Case(
        "scipy.io.wavfile.write",
        "a.wav",
        lambda p: scipy.io.wavfile.write(p, 8000, np.zeros(8)),
        back=Back("scipy.io.wavfile.read", scipy.io.wavfile.read),
    ),
    Case(
        "scipy.io.mmwrite", "a.mtx", lambda p: scipy.io.mmwrite(p, ARRAY), back=Back("scipy.io.mmread", scipy.io.mmread)
    ),
    Case("scipy.io.mmwrite", "a", lambda p: scipy.io.mmwrite(p, ARRAY), lands="a.mtx"),
    Case("scipy.io.hb_write", "a.hb", lambda p: scipy.io.hb_write(p, SPARSE)),
    Case("scipy.io.netcdf_file", "a.nc", _netcdf, opens=_netcdf),
    Case("scipy.io.FortranFile", "a.dat", _fortran, opens=_fortran),
    Case(
        "scipy.sparse.save_npz",
        "a.npz",
        lambda p: scipy.sparse.save_npz(p, SPARSE),
        back=Back("scipy.sparse.load_npz", scipy.sparse.load_npz),
    ),
    Case("scipy.sparse.save_npz", "a", lambda p: scipy.sparse.save_npz(p, SPARSE), lands="a.npz"),
]
