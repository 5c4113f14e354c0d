"""The sitemap of all listed pages (sitemaps.org protocol): one file, or as many as the protocol lets each hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.pages import addresses
from disclosure.pages.assets import Asset
from disclosure.pages.page import Page, environment
from disclosure.pages.site import Site

MOST, LARGEST = 50_000, 50 << 20  # addresses and bytes of one file (sitemaps.org, "Sitemap index files")
_AROUND = 256  # bytes of what stands around the addresses, and more than enough of it around each


def sitemaps(site: Site, pages: Sequence[Page], most: int = MOST, largest: int = LARGEST) -> Iterator[Asset]:
    """The sitemap; where it would hold more than ``most`` addresses or ``largest`` bytes, an index of several."""
    listed = sorted((page for page in pages if page.listed), key=lambda page: page.address)
    parts = list(_parts(site, listed, most, largest))
    if len(parts) == 1:
        yield _sitemap(site, addresses.SITEMAP, parts[0])
        return
    named = [addresses.sitemap_part(number) for number in range(1, len(parts) + 1)]
    index = environment().get_template("sitemap_index.xml")
    yield Asset(addresses.SITEMAP, lambda: index.render(site=site, named=named))
    for address, part in zip(named, parts, strict=True):
        yield _sitemap(site, address, part)


def _sitemap(site: Site, address: str, pages: Sequence[Page]) -> Asset:
    template = environment().get_template("sitemap.xml")
    return Asset(address, lambda: template.render(site=site, pages=pages))


def _parts(site: Site, pages: Sequence[Page], most: int, largest: int) -> Iterator[Sequence[Page]]:
    """The pages in their order, cut where a file is full; one part without a page where there are none."""
    start, size = 0, _AROUND
    for number, page in enumerate(pages):
        own = len(site.url(page.address).encode()) + _AROUND
        if number > start and (number - start >= most or size + own > largest):
            yield pages[start:number]
            start, size = number, _AROUND
        size += own
    yield pages[start:]
