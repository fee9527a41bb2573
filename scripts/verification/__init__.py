"""Reads released libraries, without running them, to check what the catalogue says about their calls."""
