"""What the pages show is what the program does, and every page that is linked to is there."""

from __future__ import annotations

import doctest
import posixpath
import re
from pathlib import Path

import guides
import pytest
import site_pages
from documentation import code_pages, examples, option_pages

from flake8_persist import arguments
from flake8_persist.configuration import read
from flake8_persist.discovery import NEVER_SEARCHED
from flake8_persist.keys import KEYS
from flake8_persist.reports.links import documentation
from flake8_persist.rules.model import Rule
from flake8_persist.rules.registry import RULES

GUIDES = guides.guides()
PAGES = {
    **site_pages.pages(),
    **{page.name: page.read_text(encoding="utf-8") for page in guides.DOCS.glob("*.md")},
}
LINK = re.compile(r"\]\((?!https?:)(?P<page>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_commands_print_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert examples.rendered(text) == text, "run: python scripts/guides.py"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_interactive_examples_answer_what_the_page_shows(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_table_of_configuration_is_accepted(name: str, tmp_path: Path) -> None:
    for number, block in enumerate(examples.blocks(PAGES[name])):
        if block.language == "toml" and "[tool.flake8-persist]" in block.text:
            file = tmp_path / f"{number}.toml"
            file.write_text(block.text, encoding="utf-8")
            read(str(file))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page_and_a_heading(name: str) -> None:
    for link in LINK.finditer(PAGES[name]):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link["page"])) if link["page"] else name
        assert target in PAGES, link[0]
        assert not link["anchor"] or link["anchor"] in anchors(PAGES[target]), link[0]


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_code_has_the_page_that_reports_link_to(rule: Rule) -> None:
    place = documentation(rule.code).partition(".io/")[2].rstrip("/") + ".md"
    assert PAGES[place].startswith(f"# {rule.code}: {rule.name}\n")
    assert f"[{rule.code}]({rule.code}.md)" in PAGES["codes/index.md"]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_page_shows_its_code(rule: Rule) -> None:
    assert f": {rule.code} " in code_pages.page(rule).partition("## Use instead")[0]


def test_every_option_and_every_key_is_on_its_page() -> None:
    for action in arguments.parser()._actions:
        assert f"| `{option_pages.spelled(action)}` | {action.help} |" in PAGES["options.md"]
    for key in KEYS.values():
        assert f"| `{key.name}` | " in PAGES["configuration.md"]


def test_the_navigation_names_every_page() -> None:
    listed = set(re.findall(r"[\w/-]+\.md", (site_pages.ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert listed | {f"codes/{code}.md" for code in RULES} == set(PAGES)


def test_the_directories_that_are_not_searched_are_named() -> None:
    for name in NEVER_SEARCHED:
        assert f"`{name}`" in PAGES["configuration.md"]
