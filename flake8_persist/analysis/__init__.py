"""From a tree to every place where the program touches a path, and what becomes of what it writes.

``program`` is the whole of it, ``access`` what comes out. Read on in the order in which things happen:

- **The program as lists**: ``record`` walks the tree once and enters what it finds with ``binding`` into ``scopes``;
  ``noted``, ``signatures`` and ``spelling`` help.
- **Values**: ``evaluate`` says what an expression is worth at a point of the program. ``reaching`` tells which bindings
  count there, ``expressions`` and ``operators`` what each kind of expression makes of them, ``solving`` and
  ``widening`` what to do about questions that ask one another in a circle. A value is one of ``values``; what is known
  of a string is a ``text`` (its methods: ``texts``, ``formats``), and ``paths`` is the algebra over it.
- **Calls**: ``calls`` says what they return, given an ``invocation``: functions of the file (``frames``,
  ``parameters``, ``classes``, ``records``, ``comprehensions``, ``indirect``), those of the standard library (``known``,
  ``known_paths``, ``known_collections``, ``known_numbers``, ``command_line``, ``environ``), factories of the catalogue.
  ``containers`` and ``items`` look into what was put away.
- **Time**: ``timeline`` runs through the program in its own order and hands each call that can matter (``relevance``)
  to ``sightings``, with the ``state`` of that moment. ``effects``, ``links`` and ``presence`` change that or ask for
  it; ``moments`` and ``callers`` know what may happen after what.
- **Accesses**: ``sightings`` notes them. ``matching`` finds the rows of the catalogue, ``unsaid`` and ``defaults``
  where a library writes by itself, ``landing`` where a path leads, ``artifacts`` what a file holds, ``silence`` who
  passes over a failure; ``shell``, ``shell_lines``, ``shell_words`` and ``shell_commands`` take command lines apart.
- **Fates**: ``carrying`` and ``carriers`` tell what is taken to safety or deleted later; ``rounds``, ``staging``,
  ``writers``, ``byte_copies`` and ``downloads`` know the ways in which programs do that.
- **Progress**, on demand: ``watching`` looks on, ``endangered`` tells with ``trainers``, ``training_loops`` and
  ``surroundings`` what an interruption would cost (``progress``).
- **Afterwards**: ``lookup`` answers what the codemod asks.
"""
