"""How the maker of a page is written and found.

A maker is a generator function over one record and the site, or over the site alone; a new one is found by itself. It
asks the register for what it shows and notes nothing anywhere else.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from disclosure import pages
from disclosure.memory.tracing import note_all, tracing
from disclosure.pages.page import Making, Page
from disclosure.pages.site import Site
from disclosure.records.base import Record

OfRecord = Callable[[Any, Site], Iterator[Page]]
OfSite = Callable[[Site], Iterator[Page]]


@dataclass(frozen=True)
class Maker:
    """What makes the pages of all records of a type, or, without one, those of the site as a whole."""

    make: Callable[..., Iterator[Page]]
    on: type[Record] | None = None


REGISTERED: list[Maker] = []


def pages_of(kind: type[Record]) -> Callable[[OfRecord], OfRecord]:
    """Make a generator function the maker of the pages of each record of a type."""

    def register(make: OfRecord) -> OfRecord:
        REGISTERED.append(Maker(make, kind))
        return make

    return register


def site_pages(make: OfSite) -> OfSite:
    """Make a generator function a maker of pages that are those of no record."""
    REGISTERED.append(Maker(make))
    return make


def made(site: Site) -> list[Page]:
    """Every page of the site, not rendered yet; those that only stand in for others come last."""
    return site.once(_every_page)


def of_no_record(site: Site) -> list[Page]:
    """Those pages that are those of no record."""
    return [page for maker in makers() if maker.on is None for page in site.once(_by_maker)[maker]]


def _every_page(site: Site) -> list[Page]:
    listed = [page for pages in site.once(_by_maker).values() for page in pages]
    return sorted(listed, key=lambda page: not page.listed)


def _by_maker(site: Site) -> dict[Maker, list[Page]]:
    return {maker: list(_of(maker, site)) for maker in makers()}


def _of(maker: Maker, site: Site) -> Iterator[Page]:
    if maker.on is None:
        yield from _noted(None, maker.make(site))
    else:
        for record in site.register.all(maker.on):
            yield from _noted(record, maker.make(record, site))


def _noted(record: Record | None, pages: Iterator[Page]) -> list[Page]:
    """The pages that a maker makes, each of which tells what was asked meanwhile."""
    with tracing() as doors:
        found = list(pages)
    note_all(doors)
    making = Making(record, doors)
    return [replace(page, making=making) for page in found]


def makers() -> tuple[Maker, ...]:
    """The makers of all modules beside this one, and of those rooms that the publication has opened."""
    _find()
    return tuple(REGISTERED)


@cache
def _find() -> None:
    for module in pkgutil.iter_modules(pages.__path__):
        import_module(f"{pages.__name__}.{module.name}")
