"""What others take along: generated files that are no pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import assets
from disclosure.pages.assets import Asset, assets_named_by_content, site_assets
from disclosure.pages.site import Site
from disclosure.publication import assembly, publication

TODAY = date(2025, 6, 18)


@pytest.fixture
def site(small_office: Path) -> Site:
    register = read_register(small_office)
    return Site(register, law_book(register), TODAY, ALL_RULES)


def test_a_new_maker_of_files_is_found_by_itself(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NAMED_BY_RECORDS", "NAMED_BY_CONTENT"):
        copy = [*getattr(assets, name)]
        monkeypatch.setattr(assets, name, copy)
        monkeypatch.setattr(assembly, name, copy)
    assembly._makers.cache_clear()
    asked = []

    @site_assets
    def numbers(site: Site):
        yield Asset("data/numbers.bin", lambda: asked.append("numbers") or b"\x00\xff")

    @assets_named_by_content
    def digests(site: Site):
        asked.append("digests")
        yield Asset("search/0123.json", "编号")

    made = publication(site)
    assert "data/numbers.bin" in {asset.address for asset in made.named} and asked == []
    assert {"data/numbers.bin", "search/0123.json"} <= made.listing and asked == ["digests"]
    made.lay(tmp_path)
    assert (tmp_path / "data/numbers.bin").read_bytes() == b"\x00\xff"
    assert (tmp_path / "search/0123.json").read_text("utf-8") == "编号"
    assembly._makers.cache_clear()
