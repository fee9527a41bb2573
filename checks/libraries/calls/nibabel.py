# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import nibabel
import numpy as np
from case import Back, Case

IMAGE = nibabel.Nifti1Image(np.zeros((2, 2, 2), np.int16), np.eye(4))

CASES = [
    Case("nibabel.save", "a.nii.gz", lambda p: nibabel.save(IMAGE, p), back=Back("nibabel.load", nibabel.load)),
    Case("nibabel.save", "a", lambda p: nibabel.save(IMAGE, p), lands="a.nii"),
    Case("nibabel.Nifti1Image.to_filename", "a.nii", IMAGE.to_filename),
]
