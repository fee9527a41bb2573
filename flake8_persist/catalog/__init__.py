"""Facts about libraries and commands, and how they are found.

``tables/`` has a file for each library: its calls that touch a path, one row a parameter (``model``); ``returns/`` what
its functions give; ``commands.csv`` the shell commands. ``loader`` answers what the analysis asks, from as few files as
the program at hand makes necessary; ``customary`` tells what names mean that nothing binds. ``mentions`` and
``writing`` answer what triage asks, from tables that ``index`` makes of the others: run
``python -m flake8_persist.catalog.index`` when one of them has changed.
"""
