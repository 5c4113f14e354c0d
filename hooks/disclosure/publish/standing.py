"""That no link of a site was wrong the last time, and whether that stands for all pages that are as they were.

It stands as long as no address is gone, what is known of every page that others lead to is the same, and the pages that
are others now lead where they led, by the same words: then only these pages, and files that are others, are looked at.
Where anything is wrong, or may be, all links of the site are judged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from disclosure.links.drawings import ids_drawn, is_drawing
from disclosure.links.inventory import FromOutside, PageLinks
from disclosure.links.look import Glance, Look
from disclosure.links.recorded import targets_of_records
from disclosure.links.tree import SiteTree
from disclosure.memory.engine import digest
from disclosure.memory.tracing import Door
from disclosure.publication import Publication
from disclosure.publication.earlier import EarlierSite
from disclosure.search.layout import FOLDER as SEARCH

_PART, _HANGING = "gate", "hanging"


class FacedPage(NamedTuple):
    """Of a page its digest, what others must know of it, and where it leads, by a digest."""

    digest: str
    outside: FromOutside
    leads: str


class StandingGate:
    """What the last look at a site has shown, if that was that nothing is wrong."""

    def __init__(self, made: Publication, earlier: EarlierSite) -> None:
        self._made, self._earlier, self._part = made, earlier, f"{earlier.kind}{_PART}"
        self.pages: dict[str, FacedPage] = {}
        self._lasting: set[str] = set()
        self._files: dict[str, str] = {}
        self._is_same = False
        self._targets = _digest_of_targets(made)
        kept = earlier.store.recall(self._part, "", made.site.agency.site_url)
        if kept is not None:
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                self._load(json.loads(kept))

    def _load(self, told: Mapping[str, Any]) -> None:
        self.pages = {address: _faced(*row) for address, row in told["pages"].items()}
        self._lasting, self._files = set(told["lasting"]), dict(told["files"])
        self._is_same = told["targets"] == self._targets

    def stands_for(self, known: Collection[str]) -> bool:
        """Whether all that is not made anew may be as it was; the new pages have to be looked at."""
        if not self._is_same or self.pages.keys() != self._made.pages.keys() or not self._lasting <= self._made.lasting:
            return False
        return all(self.pages[address].digest == self._earlier.digests.get(address) for address in known)

    def holds(self, new: Mapping[str, PageLinks]) -> bool:
        """Whether others know of the new pages what they knew before, and the records relate what they related."""
        same = all(self.pages[address].outside == page.from_outside for address, page in new.items())
        return same and self._earlier.is_known(_HANGING)

    def leads_as_before(self, look: Look) -> bool:
        """Whether nothing is wrong with what was looked at, and it leads where it led."""
        return look.is_clean and all(self.pages[address].leads == leads for address, leads in look.leads.items())

    def sound_files(self, tree: SiteTree) -> set[str]:
        """The files that are no pages and are the same as before; none if an address or a paragraph is gone."""
        if not self._lasting <= self._made.lasting:
            return set()
        if any(not page.outside[0] <= tree.pages[address].anchors for address, page in self.pages.items()):
            return set()
        return {path for path, made in self._earlier.digests.items() if self._files.get(_place(path)) == made}

    def keep(self, looks: Iterable[Look], glance: Glance, doors: Iterable[Door] | None) -> None:
        """Remember that nothing is wrong, and what was asked to find that the pages hang together, if it was."""
        digests = self._earlier.digests
        for look in looks:
            for page, leads in look.leads.items():
                self.pages[page] = FacedPage(digests[page], glance.tree.pages[page].from_outside, leads)
        self.pages = {page: self.pages[page] for page in glance.tree.page_paths}
        pages = {
            page: [made, [sorted(outside[0]), *outside[1:]], leads]
            for page, (made, outside, leads) in self.pages.items()
        }
        files = {_place(path): made for path, made in digests.items() if path not in self.pages}
        told = {"targets": self._targets, "lasting": sorted(self._made.lasting), "files": files, "pages": pages}
        self._earlier.store.keep(self._part, "", json.dumps(told, ensure_ascii=False), self._made.site.agency.site_url)
        if doors is not None:
            self._earlier.keep_known(_HANGING, doors)

    def forget(self) -> None:
        """Remember nothing: something is wrong."""
        self._earlier.store.forget(self._part, "")


def _place(path: str) -> str:
    """The path of a file; the folder of the index of the search has another name with each index."""
    folder, _, name = path.rpartition("/")
    return f"{SEARCH}/*/{name}" if folder.startswith(f"{SEARCH}/") else path


def _faced(made: str, outside: list[Any], leads: str) -> FacedPage:
    anchors, title, heading, canonical = outside
    return FacedPage(made, (frozenset(anchors), title, heading, canonical), leads)


def _digest_of_targets(made: Publication) -> str:
    """The digest of all that the records say of what links lead to, and of the parts of drawings that they may name."""
    told = (repr((*target[:-2], sorted(target.dates), target.form)) for target in targets_of_records(made.site.plain))
    drawings = ((address, file) for address, file in made.files.items() if is_drawing(address))
    drawn = (f"{address} {sorted(ids_drawn(file) or ())}" for address, file in drawings)
    return digest(*told, *drawn)
