"""From findings to edits, and from edits to a new source.

``plan`` decides, ``engine`` carries out. Read on in this order:

- **What moves together**: ``moving`` puts the accesses into groups by how their places lie to each other (``layout``,
  ``locations``, ``relations``), with all that reads, copies or deletes the same files (``companions``).
- **What stands against it**: who looks for files and finds others, too (``finders``), what is read before it is
  written (``reading_first``, ``moments``), directories that fill up (``gathering``), other uses of the same texts
  (``uses``, ``meanings``, ``sharing``, ``escapes``, ``mentions`` with ``noticing`` and ``telltales``), paths that are
  taken apart (``partings`` with ``taking_apart``, ``trials``, ``beginnings`` and ``operating``), other programs
  (``outsiders``, ``listings``), links (``symlinks``), renames across disks (``crossing``), what works once
  (``sessions``), names within archives (``archives``), two files in one place (``destinations``).
- **The edit**: ``rewriting`` finds it for a path (``literals``, ``expressions``, ``variables``, ``defaults``),
  ``words`` and ``interpolation`` for a command, ``corrections`` for a path that begins wrongly.
- **What it needs**: the root (``roots``, ``preamble``), mounts (``mounting``), directories (``directories``,
  ``working``), imports (``imports``), all at their place (``preparing``, ``placement``).
- **Carried out**: an edit (``edits``) is found in the tree (``locating``), becomes an operation (``operations``) on the
  concrete tree (``concrete``, ``match_patterns``, ``grafting``, ``blocks``, ``keywords``, ``parentheses``,
  ``spacing``), and ``proof`` shows that the result means what it should; ``accounting`` knows which line has become
  which, ``files`` writes.

``subject`` is the program as all of them see it, ``outline`` what its tree consists of.
"""
