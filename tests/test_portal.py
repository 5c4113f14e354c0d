"""What a district takes from an office, and where its own lists lie: without building any office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from disclosure.district import building
from disclosure.district.gather import _rendered, _site
from disclosure.district.portal import portal_pages
from disclosure.district.roll import Roll, read_roll
from disclosure.district.shown import Gathered, ShownOffice
from disclosure.faces.face import SCHEMA, Face, FaceTheme, OfficeFaces
from disclosure.findings import Finding, Place, Severity
from disclosure.order import Order
from disclosure.pages.listing import LONGEST
from disclosure.pages.page import Page
from disclosure.publish import PublishError
from disclosure.publish.report import Report
from districts import BUILT, NAMES, SITES, roll_text

DAY = date(2025, 6, 18)


def office(**more: Any) -> OfficeFaces:
    known = {"name": "某办事处", "short_name": "某街道", "site_name": "某街道", "site_url": SITES[BUILT], "day": DAY}
    return OfficeFaces.model_validate({"schema": SCHEMA, **known, **more})


@pytest.mark.parametrize("name", ["通知#2.pdf", "何时?.pdf", "甲\\乙.pdf", "附件:一.pdf", "a:b.pdf", "..pdf"])
@pytest.mark.parametrize("folder", ["", "documents/a"])
def test_a_published_file_keeps_the_name_that_its_office_gave_it(folder: str, name: str) -> None:
    assert office(published={folder: (name,)}).addresses == {f"{folder}/{name}".lstrip("/")}


@pytest.mark.parametrize("name", ["../x", "x/../../y", "/x", "", ".", "..", "a//b", "a/", "a\n.pdf", "a\x00.pdf"])
@pytest.mark.parametrize("folder", ["", "documents/a"])
def test_a_published_file_that_leads_out_is_refused(folder: str, name: str) -> None:
    with pytest.raises(ValidationError, match="below the office"):
        office(published={folder: (name,)})


def portal(root: Path, *offices: tuple[str, str]) -> list[Page]:
    """The pages of a portal of offices with two pages of papers each, by their ids and the keys of their themes."""
    roll = _roll(root)
    gathered = Gathered([_shown(roll, root, key, theme) for key, theme in offices])
    return list(portal_pages(_site(root, roll, DAY), gathered, []))


def _roll(root: Path) -> Roll:
    (root / "district.yml").write_text(roll_text(*NAMES), "utf-8")
    roll, findings = read_roll(root)
    assert roll is not None and findings == []
    return roll


def _shown(roll: Roll, root: Path, key: str, theme: str) -> ShownOffice:
    of = FaceTheme(id=theme, title=f"{key}的主题")
    papers = tuple(
        Face(address=f"{number}.html", title=f"{number}", sort="policy", kind="政策", day=DAY, theme=of)
        for number in range(LONGEST + 1)
    )
    faces = office(published={"": tuple(face.address for face in papers)}, faces=papers)
    return ShownOffice(roll.offices[0].model_copy(update={"id": key}), faces, root, f"{key}/")


def test_no_list_of_the_portal_takes_the_address_of_another(tmp_path: Path) -> None:
    pages = portal(tmp_path, ("liuxi", "land"), ("liuxi-2", "land-2"))
    found = [page.address for page in pages if page.address.startswith(("offices/", "themes/"))]
    assert sorted(found) == [
        "offices/liuxi-2.html", "offices/liuxi-2/2.html", "offices/liuxi.html", "offices/liuxi/2.html",
        "themes/land-2.html", "themes/land-2/2.html", "themes/land.html", "themes/land/2.html",
    ]  # fmt: skip
    turned = next(page for page in pages if page.address == "offices/liuxi/2.html").render()[1]
    assert [href for href in turned.origins if href.endswith("/liuxi.html")] == ["../../offices/liuxi.html"]


def test_two_pages_of_the_portal_at_one_address_are_not_published(tmp_path: Path) -> None:
    pages = portal(tmp_path, ("liuxi", "a"), ("liuxi", "a"))
    with pytest.raises(PublishError, match=r"offices/liuxi\.html"):
        _rendered([page for page in pages if page.address.startswith("offices/")])


def test_what_stops_an_office_is_told_without_a_word_of_its_ledger_of_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place("data/requests/2025/req-2025-001.yml", 4)
    found = Finding("REQ-001", Severity.ERROR, place, "申请人要的是某某的材料。", "请改正某某。", text="某某")
    monkeypatch.setattr(building, "_lay_program", lambda root, folder: None)
    monkeypatch.setattr(building, "build", lambda folder, order: Report([found], published=False))
    noted = building._built(tmp_path, _roll(tmp_path).offices[0], Order(DAY), "key").noted
    assert noted.failure.startswith("有 1 个问题，第一个是 data/requests/2025/req-2025-001.yml:4 ")
    assert "REQ-001" in noted.failure and "某某" not in noted.failure
