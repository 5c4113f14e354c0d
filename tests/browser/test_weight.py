"""The first view of a page is light, complete without another host, and silent on the console."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from samples import PAGES
from visit import Visit

MOST = 40 * 1024


@pytest.mark.parametrize("path", ["", "decisions/dec-2024-01.html", "documents/doc-2024-036.html"])
def test_the_first_view_is_light(sub_url: str, page: Page, visit: Visit, path: str) -> None:
    page.goto(sub_url + path, wait_until="networkidle")
    assert len(visit.answers) >= 3
    assert visit.weight() <= MOST
    assert visit.strangers() == []


@pytest.mark.any_office
def test_no_page_complains(sub_url: str, page: Page, visit: Visit) -> None:
    for path in PAGES:
        page.goto(sub_url + path)
    assert visit.complaints == []
    assert visit.strangers() == []
