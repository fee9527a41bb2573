"""The platforms: what is kept on each, and how a program shows which one it is written for.

``platforms.csv`` has a row for each, ``tables/`` the places; ``registry`` reads them into a ``model``, ``placing``
tells the fate of a path, ``detection`` chooses the platform of a source by ``markers.csv``.
"""
