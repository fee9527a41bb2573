"""The repair as a codemod of libcst, for those who run several::

python -m libcst.tool codemod --no-format -x flake8_persist.libcst_command.PersistCommand train.py
"""

from __future__ import annotations

import libcst
from libcst.codemod import CodemodCommand

from flake8_persist import api
from flake8_persist.configuration import Configurations


class PersistCommand(CodemodCommand):
    """Moves what a program writes to storage that is kept, as :func:`flake8_persist.fix` does."""

    DESCRIPTION = "Move what is written to a disk that is wiped to storage that is kept."

    def transform_module_impl(self, tree: libcst.Module) -> libcst.Module:
        filename = self.context.filename or ""
        result = api.fix(tree.code, filename=filename, settings=Configurations().settings_for(filename))
        for refusal in result.refusals:
            self.warn(f"left alone: {refusal}")
        return libcst.parse_module(result.source, config=tree.config_for_parsing) if result.changed else tree
