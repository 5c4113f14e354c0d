"""What is known of pages that were made before: what they show otherwise than it was written, and their links.

Of the links it is known what a look at the finished page would show, and the lines that they come from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from disclosure.findings import Finding, Place, load
from disclosure.links.inventory import Link, PageLinks
from disclosure.memory.store import Store
from disclosure.pages.hrefs import Links
from disclosure.pages.page import Page
from disclosure.pages.watching import WatchedSite
from disclosure.publication import Publication
from disclosure.publication.earlier import EarlierSite, KnownPage
from disclosure.publication.release import EarlierRelease
from disclosure.publish.staging import Staging

_PART = "links"
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class PageBefore(NamedTuple):
    """What is known of one page."""

    links: PageLinks
    origins: Links
    unfaithful: list[Finding]


def written(found: PageLinks, made: Links) -> str:
    """The links of a page as text; each place stands in it once."""
    places: dict[Place, int] = {}
    origins = {href: [places.setdefault(place, len(places)) for place in noted] for href, noted in made.origins.items()}
    spots = [[place.path, place.line, place.column] for place in places]
    facts = [sorted(found.anchors), sorted(found.maps), found.base, found.title, found.heading, found.canonical]
    return _encoded([found.links, facts, found.announces, spots, origins, sorted(made.written)])


def keep_links(store: Store, rows: Mapping[str, tuple[str, str]]) -> None:
    """Remember the links of pages: by address the digest of the page, and what was written of it."""
    for address, (digest, text) in rows.items():
        store.keep(_PART, address, text, digest)


def pages_before(made: Publication, staging: Staging, store: Store) -> dict[str, PageBefore]:
    """The pages of a site that were made before, would be the same again, and lie in the release before.

    From here on the site remembers what is made of it, if it notes what it is asked.
    """
    if not isinstance(made.site, WatchedSite):
        return {}
    made.earlier = EarlierSite(made.site, store, EarlierRelease(staging.before, store), lambda: made.lasting)
    found = ((address, _before(page, made.earlier, store)) for address, page in made.pages.items())
    return {address: known for address, known in found if known is not None}


def _before(page: Page, earlier: EarlierSite, store: Store) -> PageBefore | None:
    before = earlier.page(page)
    return _known(page, before, store.recall(_PART, page.address, before.digest)) if before is not None else None


def _known(page: Page, before: KnownPage, kept: str | None) -> PageBefore | None:
    if kept is not None:
        with suppress(ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
            links, facts, announces, spots, origins, by_editors = json.loads(kept)
            places = [Place(*spot) for spot in spots]
            anchors, maps, *named = facts
            found = PageLinks([Link(*link) for link in links], frozenset(anchors), frozenset(maps), *named)
            found.announces = announces
            noted = {href: [places[number] for number in numbers] for href, numbers in origins.items()}
            unfaithful = load(before.unfaithful) if before.unfaithful else []
            return PageBefore(found, Links(page.address, page.source, noted, set(by_editors)), unfaithful)
    return None
