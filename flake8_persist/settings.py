"""Everything a user can set, from whatever place it comes."""

from __future__ import annotations

from typing import NamedTuple

from flake8_persist import patterns


class Settings(NamedTuple):
    environment: str = "auto"
    root: str | None = None  # where fixes put artifacts; None: the environment's
    preamble: str = "guarded"  # how fixes set the root: codemod/preamble.py
    select: tuple[str, ...] = ("PST",)  # code prefixes
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()  # also turns on codes that are off by default
    persistent_paths: tuple[str, ...] = ()
    ephemeral_paths: tuple[str, ...] = ()
    assume_mounted: tuple[str, ...] = ()  # mount points that something else mounts
    extra_apis: tuple[str, ...] = ()  # "mylib.save(model, path) -> checkpoint": catalog/declaration.py
    ignore_apis: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (pattern, code prefixes)
    unsafe_fixes: bool = False
    baseline: str | None = None  # a file of findings that are not reported

    def for_file(self, path: str) -> Settings:
        """The settings for one file, with those of ``per_file_ignores`` that match ``path`` taken into ``ignore``.

        ``path`` is relative to the directory that the patterns belong to.
        """
        if not self.per_file_ignores:
            return self
        path = path.replace("\\", "/")
        ignored = [codes for pattern, codes in self.per_file_ignores if patterns.matches((pattern,), path)]
        return self._replace(ignore=self.ignore + sum(ignored, ()), per_file_ignores=())
