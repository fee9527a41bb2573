"""The hook by which mkdocs gets the pages that follow from the code: they are made when the site is built.

mkdocs build --strict
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documentation import code_pages, option_pages, platform_page

from flake8_persist.rules.registry import RULES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parent.parent

_PAGE_PER_CODE = "codes"  # the part of the navigation that ends with a page for each code


@functools.cache
def pages() -> Mapping[str, str]:
    """Every page that is made, by its place below ``docs/``."""
    return {
        "changelog.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        "configuration.md": option_pages.configuration(),
        "options.md": option_pages.options(),
        "platforms.md": platform_page.page(),
        "codes/index.md": code_pages.index(),
        **{f"codes/{rule.code}.md": code_pages.page(rule) for rule in RULES.values()},
    }


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name the page of each code in the navigation."""
    parts: list[dict[str, Any]] = config.nav or []
    for part in parts:
        for title, entries in part.items():
            if title.lower() == _PAGE_PER_CODE:
                part[title] = [*entries, *({code: f"codes/{code}.md"} for code in RULES)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from mkdocs.structure.files import File

    for place, text in pages().items():
        files.append(File.generated(config, place, content=text))
    return files
