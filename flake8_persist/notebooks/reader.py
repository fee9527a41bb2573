"""From the text of a file to a :class:`Document`.

>>> read("!cp model.pt /content/drive/MyDrive\\n").python
"get_ipython().system('cp model.pt /content/drive/MyDrive')\\n"

Most files are plain Python: what undoes exports is loaded for those alone that show a sign of being one.
"""

from __future__ import annotations

import re

from flake8_persist.notebooks.document import Document, Form

_SIGNS = (
    "# In[",
    "by Colab",
    "colab.",
    "IPython magic",
    "get_ipython",
    "# %%",
    "#%%",
    "# +",
    "jupytext:",
    "# Databricks",
)
_MAY_HOLD_COMMANDS = re.compile(r"(?:^|[\r\n:;=])[ \t\f]*[!%?](?!=)|\?[ \t]*(?:[\r\n]|$)")


def read(source: str, *, is_python: bool | None = None) -> Document:
    """The file as Python. Any text is accepted; one that is beyond repair, or plain Python with an error in it,
    comes back in ``python`` as it is and raises its :class:`SyntaxError` when it is parsed.

    ``is_python`` tells whether it parses as it is, where somebody has tried.
    """
    if not any(sign in source for sign in _SIGNS) and (is_python or not _MAY_HOLD_COMMANDS.search(source)):
        return Document(source, Form.PYTHON, source, ())
    from flake8_persist.notebooks.exports import document

    return document(source, is_python)
