"""Everything a user can set, from whatever place it comes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    environment: str = "auto"
    root: str | None = None  # where fixes put artifacts; None: the environment's
    select: tuple[str, ...] = ("PST",)  # code prefixes
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()  # also turns on codes that are off by default
    persistent_paths: tuple[str, ...] = ()
    ephemeral_paths: tuple[str, ...] = ()
    assume_mounted: tuple[str, ...] = ()  # mount points that something else mounts
    extra_apis: tuple[str, ...] = ()
    ignore_apis: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (glob, code prefixes)
    unsafe_fixes: bool = False
