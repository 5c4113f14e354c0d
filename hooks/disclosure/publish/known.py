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
from disclosure.publication import Publication
from disclosure.publication.earlier import KnownPage

_PART = "links"
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Known(NamedTuple):
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


def keep(store: Store, rows: Mapping[str, tuple[str, str]]) -> None:
    """Remember the links of pages: by address the digest of the page, and what was written of it."""
    for address, (digest, text) in rows.items():
        store.keep(_PART, address, text, digest)


def known_pages(made: Publication, store: Store) -> dict[str, Known]:
    """The pages of a site that were made before and would be the same again."""
    assert made.earlier is not None
    found: dict[str, Known] = {}
    for address, page in made.pages.items():
        before = made.earlier.page(page)
        known = _known(page, before, store.recall(_PART, address, before.digest)) if before is not None else None
        if known is not None:
            found[address] = known
    return found


def _known(page: Page, before: KnownPage, kept: str | None) -> Known | None:
    if kept is not None:
        with suppress(ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
            links, facts, announces, spots, origins, by_editors = json.loads(kept)
            places = [Place(*spot) for spot in spots]
            anchors, maps, *named = facts
            found = PageLinks(
                [Link(*link) for link in links], frozenset(anchors), frozenset(maps), *named, announces=announces
            )
            noted = {href: [places[number] for number in numbers] for href, numbers in origins.items()}
            unfaithful = load(before.unfaithful) if before.unfaithful else []
            return Known(found, Links(page.address, page.source, noted, set(by_editors)), unfaithful)
    return None
