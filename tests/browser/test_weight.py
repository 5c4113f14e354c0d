"""The first view of a page is light, complete without another host, and silent on the console."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page
from samples import PAGES
from selectolax.lexbor import LexborHTMLParser
from visit import Visit

MOST = 40 * 1024


@pytest.mark.parametrize("path", ["", "decisions/dec-2024-01.html", "documents/doc-2024-036.html"])
def test_the_first_view_is_light(sub_url: str, page: Page, visit: Visit, path: str) -> None:
    page.goto(sub_url + path, wait_until="networkidle")
    assert len(visit.answers) >= 3
    assert visit.weight() <= MOST
    assert visit.strangers() == []


NEEDED = 'link:is([rel=stylesheet], [rel=preload], [type="image/svg+xml"]), script[src]'


def test_every_page_is_light(demonstration_site: Path) -> None:
    """Page, sheets and programs, each compressed: as above, of all of them, as they lie in the site."""
    kept: dict[Path, int] = {}
    heavy = {}
    for page in sorted(demonstration_site.rglob("*.html")):
        head = LexborHTMLParser(page.read_bytes()).css(NEEDED)
        names = [node.attributes.get("href") or node.attributes.get("src") or "" for node in head]
        files = {page, *((page.parent / name).resolve() for name in names)}
        weight = sum(kept.get(file) or kept.setdefault(file, packed(file)) for file in files if file.is_file())
        if weight > MOST:
            heavy[page.relative_to(demonstration_site).as_posix()] = weight
    assert heavy == {}


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


@pytest.mark.any_office
def test_no_page_complains(sub_url: str, page: Page, visit: Visit) -> None:
    for path in PAGES:
        page.goto(sub_url + path)
    assert visit.complaints == []
    assert visit.strangers() == []
