"""The sheets of pages that look like no other: the display in the hall, posters and leaflets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.hall import screens, turning
from disclosure.pages.hosted import THEME
from disclosure.pages.site import Site
from disclosure.pages.stylesheet import without_comments

_FOLDER: Path = THEME / "sheets"


@site_assets
def sheets(site: Site) -> Iterator[Asset]:
    """The display's sheet turns as many pages as there are today."""
    yield Asset(addresses.HALL_STYLES, lambda: f"{_written('hall.css')}{turning(len(screens(site)))}")
    if site.has_events:
        yield Asset(addresses.PAPER_STYLES, lambda: _written("papers.css"))


def _written(name: str) -> str:
    return without_comments((_FOLDER / name).read_text("utf-8"))
