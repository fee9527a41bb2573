# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from case import Back, Case
from ebooklib import epub


def _book() -> epub.EpubBook:
    book = epub.EpubBook()
    book.set_title("a")
    page = epub.EpubHtml(title="a", file_name="a.xhtml", content="<p>a</p>")
    book.add_item(page)
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.toc = [page]
    book.spine = ["nav", page]
    return book


CASES = [
    Case(
        "ebooklib.epub.write_epub",
        "a.epub",
        lambda p: epub.write_epub(p, _book()),
        back=Back("ebooklib.epub.read_epub", epub.read_epub),
    ),
]
