# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import meshio
import numpy as np
from case import Back, Case

POINTS = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
CELLS = [("triangle", np.array([[0, 1, 2]]))]
MESH = meshio.Mesh(POINTS, CELLS)

CASES = [
    Case("meshio.write", "a.vtk", lambda p: meshio.write(p, MESH), back=Back("meshio.read", meshio.read)),
    Case("meshio.write_points_cells", "a.vtk", lambda p: meshio.write_points_cells(p, POINTS, CELLS)),
    Case("meshio.Mesh.write", "a.vtk", MESH.write),
]
