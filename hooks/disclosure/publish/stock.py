"""What the processes of a build do together: each writes its share of the site, takes stock of its links, judges them.

Pages are read from what was handed over to be written, not back from the disk; sizes tell whether they arrived there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from disclosure.faces.face import OfficeFaces
from disclosure.findings import Finding
from disclosure.links.gate import told_of
from disclosure.links.inventory import PageLinks, read_links
from disclosure.links.look import Glance, Look
from disclosure.links.tree import SiteTree
from disclosure.publication import Publication
from disclosure.publication.earlier import MadePart
from disclosure.publish.breakdowns import breakdown
from disclosure.publish.known import PageBefore, keep_links, written
from disclosure.publish.staging import PublishError, told_errors
from disclosure.shares import Crew, muster, processors

_BLOCK = 32  # pages that stay together when they are shared out
_FEW = 200  # pages that one process has made before another has started


@dataclass
class Stock:
    """The pages that this process has handed over to be written: their links, and how many bytes they were.

    ``before`` are the links of pages that were made before and are laid down by this process.
    """

    pages: dict[str, PageLinks] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    before: dict[str, PageLinks] = field(default_factory=dict)

    def take(self, address: str, html: str) -> None:
        """Take stock of a page as it is about to be written."""
        data = html.encode("utf-8", "xmlcharrefreplace")
        self.pages[address], self.sizes[address] = read_links(data), len(data)

    def refuse_damaged(self, folder: Path) -> None:
        """Raise PublishError if a page is not on the disk as it was handed over."""
        for address, size in self.sizes.items():
            if (folder / address).stat().st_size != size:
                raise PublishError(f"网页“{address}”没有完整地写到磁盘上，旧网站保持不变。请再运行一次。")


@dataclass(frozen=True)
class HandedIn:
    """What one process hands in: what its links have shown, what its pages show otherwise than it was written.

    ``changed`` are the names of attachments that are no longer those that were looked through.
    """

    look: Look
    unfaithful: list[Finding]
    changed: list[str]
    made: MadePart | None = None
    links: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Finished:
    """All that has been found on the finished site."""

    links: list[Finding]
    unfaithful: list[Finding]
    changed: list[str]


def crew_for(pages: Sequence[str]) -> Crew:
    """As many processes as are worth while for so many pages; each goes on from here."""
    return muster(processors() if len(pages) >= _FEW else 1)


def own_share(pages: Sequence[str], crew: Crew) -> set[str]:
    """The pages, by address, that are this process's own to make."""
    return {address for place, address in enumerate(pages) if place // _BLOCK % crew.count == crew.number}


def begin(made: Publication, known: Mapping[str, PageBefore], folder: Path) -> tuple[Stock, set[str]]:
    """Lay down what is ``known`` and what pages tell of, each process of the crew its share.

    Returns the stock to be taken of pages, and the addresses of those that this process is to make.
    """
    crew = made.site.crew
    made.origins.update((address, page.origins) for address, page in known.items())
    made.lay_before_pages(folder)
    before = list(known)[crew.number :: crew.count]
    if made.earlier is not None:
        made.earlier.lay(before, folder)
    new = [address for address in made.pages if address not in known]
    return Stock(before={address: known[address].links for address in before}), own_share(new, crew)


def finish(
    made: Publication,
    folder: Path,
    stock: Stock | None,
    known: Mapping[str, PageBefore] = MappingProxyType({}),
    offices: Sequence[OfficeFaces] = (),
) -> Finished:
    """Lay down all that is no page and look at every link, each process its share; the first goes on with all of it.

    Without a ``stock`` others have had the pages in their hands, which are then read as they lie on the disk. Of pages
    that are ``known`` it is known what would be found of each alone. Links to
    the pages of other ``offices`` are judged by what is known of these.
    Raises PublishError, and ShareFailed if a process broke off.
    """
    crew = made.site.crew
    try:
        part, glance = _part(made, folder, stock, offices)
    except BaseException as error:
        crew.break_off(error, breakdown(error))
        raise
    parts = crew.hand_in(part)
    made.know_sources()
    if made.earlier is not None:
        made.earlier.learn([part.made for part in parts if part.made is not None])
        for part in parts:
            keep_links(made.earlier.store, part.links)
    before = (finding for page in known.values() for finding in page.unfaithful)
    return Finished(
        told_of(glance, [part.look for part in parts]),
        [*before, *(finding for part in parts for finding in part.unfaithful)],
        [name for part in parts for name in part.changed],
    )


def _part(
    made: Publication, folder: Path, stock: Stock | None, offices: Sequence[OfficeFaces]
) -> tuple[HandedIn, Glance]:
    seen: Mapping[str, PageLinks] = MappingProxyType({})
    with told_errors(folder):
        changed = made.lay(folder)
        if stock is not None:
            stock.refuse_damaged(folder)
            seen = stock.pages | stock.before
    site, crew = made.site, made.site.crew
    crew.gather(None)  # now all of it is there
    tree, contents = SiteTree(folder, seen), made.contents
    glance = Glance(tree, site.agency.site_url, made.origins, site.plain, crew.count, contents, offices)
    look = glance.look(crew.number, crew.gather)
    if made.earlier is None or stock is None:
        return HandedIn(look, site.renderer.unfaithful, changed), glance
    rows = {
        address: (made.digests[address].hex(), written(found, made.origins[address]))
        for address, found in stock.pages.items()
    }
    return HandedIn(look, site.renderer.unfaithful, changed, made.earlier.part(), rows), glance
