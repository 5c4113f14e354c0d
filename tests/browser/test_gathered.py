"""The portal of a district as the public gets it: one search over all, nothing from elsewhere, nothing for axe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from samples import SUB_PATH
from static_server import serving
from test_accessibility import violations
from visit import Visit

from disclosure.district.gather import Brought, gather
from disclosure.district.roll import read_roll
from disclosure.faces.face import OfficeFaces, read_faces
from districts import BUILT, NAMES, SITES, roll_text


@pytest.fixture(scope="module")
def faces(demonstration_site: Path) -> OfficeFaces:
    return read_faces(demonstration_site / "faces.json")


@pytest.fixture(scope="module")
def portal_url(demonstration_site: Path, faces: OfficeFaces, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal of one office, whose pages lie elsewhere; ends with a slash."""
    root = tmp_path_factory.mktemp("portal")
    (root / "district.yml").write_text(roll_text(BUILT).replace(SITES[BUILT], faces.site_url), "utf-8")
    roll, findings = read_roll(root)
    assert roll is not None and findings == []
    assert gather(root, root / "site", roll, {BUILT: Brought(demonstration_site)}, date(2025, 6, 18)) == []
    with serving(root / "site", SUB_PATH) as url:
        yield url


def test_one_search_leads_to_the_offices_own_pages(
    page: Page, visit: Visit, portal_url: str, faces: OfficeFaces
) -> None:
    meant = next(face for face in faces.faces if face.sort == "normative" and face.validity == "有效")
    page.goto(portal_url)
    page.get_by_role("searchbox").fill(meant.title)
    page.get_by_role("button", name="搜索").click()
    first = page.locator("[data-hits] li").first
    expect(first.locator("a")).to_have_attribute("href", faces.site_url + meant.address)
    expect(first.locator(".hits__facts span").first).to_have_text(NAMES[BUILT])
    assert visit.strangers() == [] and visit.complaints == []


def test_axe_finds_nothing_on_the_portal(page: Page, portal_url: str) -> None:
    for address in ("", "newest.html", "search.html?q=办法"):
        page.goto(portal_url + address)
        if "search" in address:
            page.locator("[data-hits] li").first.wait_for()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert violations(page) == [], address
