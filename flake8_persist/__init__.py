"""Find the files that a program loses when its machine is wiped, and move them to storage that is kept."""

__version__ = "0.1.0"
