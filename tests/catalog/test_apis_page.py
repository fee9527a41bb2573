"""docs/apis.md says what the tables say."""

from __future__ import annotations

import apis_page


def test_the_page_is_in_step_with_the_tables() -> None:
    assert apis_page.PAGE.read_text(encoding="utf-8") == apis_page.page(), "run: python scripts/apis_page.py"


def test_every_call_is_on_the_page() -> None:
    page = apis_page.page()
    for call in ("`torch.save()` | `f` (1) | required | writes checkpoint", "`os.environ['HF_HOME']`"):
        assert call in page
