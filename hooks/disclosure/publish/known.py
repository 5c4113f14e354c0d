"""What is known of pages that were made before: what they show otherwise than it was written, and their links.

Of the links it is known what a look at the finished page would show, and the lines that they come from.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure.faces.face import OfficeFaces
from disclosure.findings import Finding, Place, load
from disclosure.links.inventory import Link, PageLinks
from disclosure.memory.store import Store
from disclosure.pages.hrefs import Links
from disclosure.pages.page import Page
from disclosure.pages.watching import WatchedSite
from disclosure.publication import Publication
from disclosure.publication.earlier import EarlierSite, KnownPage
from disclosure.publication.release import EarlierRelease
from disclosure.publish.standing import StandingGate

_PART = "links"
_LONGEST = 1 << 26  # bytes of the links of a page
FEW = 200  # pages that one process has made before another has started
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class PageBefore:
    """A page that was made before: its links are read when they are asked for."""

    page: Page
    known: KnownPage
    earlier: EarlierSite

    @property
    def unfaithful(self) -> list[Finding]:
        """What it shows otherwise than it was written."""
        return load(self.known.unfaithful) if self.known.unfaithful else []

    def links(self) -> tuple[PageLinks, Links] | None:
        """What a look at the finished page would show of its links, and the lines that they come from; if known."""
        kept = self.earlier.store.recall(f"{self.earlier.kind}{_PART}", self.page.address, self.known.digest)
        if kept is not None:
            with suppress(ValueError, zlib.error, TypeError, IndexError, KeyError, AttributeError, RecursionError):
                return _read(self.page, _unpacked(kept))
        return None


@dataclass(frozen=True)
class SiteBefore:
    """The ``pages`` that were made before and would be the same again, and what their links have shown then.

    Where that ``stands``, nobody has to look at them again.
    """

    pages: dict[str, PageBefore] = field(default_factory=dict)
    gate: StandingGate | None = None
    stands: bool = False


def written(found: PageLinks, made: Links) -> str:
    """The links of a page as text; each place stands in it once."""
    places: dict[Place, int] = {}
    origins = {href: [places.setdefault(place, len(places)) for place in noted] for href, noted in made.origins.items()}
    spots = [[place.path, place.line, place.column] for place in places]
    facts = [sorted(found.anchors), sorted(found.maps), found.base, found.title, found.heading, found.canonical]
    return _packed([found.links, facts, found.announces, spots, origins, sorted(made.written)])


def keep_links(earlier: EarlierSite, rows: Mapping[str, tuple[str, str]]) -> None:
    """Remember the links of pages: by address the digest of the page, and what was written of it."""
    for address, (digest, text) in rows.items():
        earlier.store.keep(f"{earlier.kind}{_PART}", address, text, digest)


def site_before(
    made: Publication, release: Path | None, store: Store, offices: Sequence[OfficeFaces] = ()
) -> SiteBefore:
    """What was made before of a site, and lies in the ``release`` before.

    From here on the site remembers what is made of it, if it notes what it is asked. Where there are other offices to
    whose pages links lead, all links are judged.
    """
    if not isinstance(made.site, WatchedSite):
        return SiteBefore()
    made.earlier = earlier = EarlierSite(made.site, store, EarlierRelease(release, store), lambda: made.lasting)
    signs = store.signs(f"{earlier.kind}{_PART}")
    found = ((address, earlier.page(page)) for address, page in made.pages.items())
    pages = {
        address: PageBefore(made.pages[address], known, earlier)
        for address, known in found
        if known is not None and signs.get(address) == known.digest
    }
    if offices:
        return SiteBefore(pages)
    gate = StandingGate(made, earlier)
    return SiteBefore(pages, gate, gate.stands_for(pages) and len(made.pages) - len(pages) < FEW)


def _packed(value: Any) -> str:
    """A value as a short text: the links of all pages together would be most of what is remembered."""
    return b64encode(zlib.compress(_encoded(value).encode("utf-8", "surrogatepass"), 1)).decode()


def _unpacked(kept: str) -> Any:
    unpacking = zlib.decompressobj()
    return json.loads(unpacking.decompress(b64decode(kept), _LONGEST).decode("utf-8", "surrogatepass"))


def _read(page: Page, told: Any) -> tuple[PageLinks, Links]:
    links, facts, announces, spots, origins, by_editors = told
    places = [Place(*spot) for spot in spots]
    anchors, maps, *named = facts
    found = PageLinks([Link(*link) for link in links], frozenset(anchors), frozenset(maps), *named)
    found.announces = announces
    noted = {href: [places[number] for number in numbers] for href, numbers in origins.items()}
    return found, Links(page.address, page.source, noted, set(by_editors))
