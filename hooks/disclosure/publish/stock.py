"""What the processes of a build do together: each writes its share of the site, takes stock of its links, judges them.

Pages are read from what was handed over to be written, not back from the disk; sizes tell whether they arrived there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.faces.face import OfficeFaces
from disclosure.findings import Finding
from disclosure.links.gate import told_of
from disclosure.links.inventory import PageLinks, read_links
from disclosure.links.look import Glance, Look
from disclosure.links.tree import SiteTree
from disclosure.memory.tracing import tracing
from disclosure.pages.watching import WatchedSite
from disclosure.publication import Publication
from disclosure.publication.earlier import MadePart
from disclosure.publish.breakdowns import breakdown
from disclosure.publish.known import FEW, SiteBefore, keep_links, written
from disclosure.publish.staging import PublishError, told_errors
from disclosure.shares import Crew, muster, processors

_BLOCK = 32  # pages that stay together when they are shared out


@dataclass
class Stock:
    """The pages that this process has handed over to be written: their links, and how many bytes they were.

    ``known`` are those pages from ``before`` that it has laid down.
    """

    before: SiteBefore = field(default_factory=SiteBefore)
    pages: dict[str, PageLinks] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)

    def take(self, address: str, html: str) -> None:
        """Take stock of a page as it is about to be written."""
        data = html.encode("utf-8", "xmlcharrefreplace")
        self.pages[address], self.sizes[address] = read_links(data), len(data)

    def with_known(self, made: Publication) -> dict[str, PageLinks]:
        """The links of all these pages, those from before too, of which is noted as well where they come from."""
        found: dict[str, PageLinks] = {}
        for address in self.known:
            kept = self.before.pages[address].links()
            if kept is None:  # somebody has meddled with what was remembered
                self.take(address, made.render(address))
            else:
                found[address], made.origins[address] = kept
        return self.pages | found

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


def crew_for(made: Publication, before: SiteBefore | None = None) -> Crew:
    """As many processes as are worth while for what is to be made and looked at; each goes on from here."""
    is_little = before is not None and before.stands
    return muster(processors() if len(made.pages) >= FEW and not is_little else 1)


def own_share(pages: Sequence[str], crew: Crew) -> set[str]:
    """The pages, by address, that are this process's own to make."""
    return {address for place, address in enumerate(pages) if place // _BLOCK % crew.count == crew.number}


def begin(made: Publication, before: SiteBefore, folder: Path) -> tuple[Stock, set[str]]:
    """Lay down what is known from ``before`` and what pages tell of, each process of the crew its share.

    Returns the stock to be taken of pages, and the addresses of those that this process is to make.
    """
    crew, stock = made.site.crew, Stock(before)
    made.lay_before_pages(folder)
    stock.known = list(before.pages)[crew.number :: crew.count]
    if made.earlier is not None:
        made.earlier.lay(stock.known, folder)
    return stock, own_share([address for address in made.pages if address not in before.pages], crew)


def finish(
    made: Publication, folder: Path, stock: Stock | None = None, offices: Sequence[OfficeFaces] = ()
) -> Finished:
    """Lay down all that is no page and look at every link, each process its share; the first goes on with all of it.

    Without a ``stock`` others have had the pages in their hands, which are then read as they lie on the disk. Links to
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
    unfaithful = [finding for part in parts for finding in part.unfaithful]
    changed = [name for part in parts for name in part.changed]
    if made.earlier is None or stock is None:
        return Finished(told_of(glance, [part.look for part in parts]), unfaithful, changed)
    made.earlier.learn([part.made for part in parts if part.made is not None])
    for part in parts:
        keep_links(made.earlier, part.links)
    before = [finding for page in stock.before.pages.values() for finding in page.unfaithful]
    return Finished(_told(glance, [part.look for part in parts], made, stock.before), [*before, *unfaithful], changed)


def _told(glance: Glance, looks: list[Look], made: Publication, before: SiteBefore) -> list[Finding]:
    """What the links have shown, which is remembered if it is nothing."""
    gate, site, doors = before.gate, made.site, None
    found: list[Finding] = []
    if sum(len(look.leads) for look in looks) == len(glance.tree.page_paths):  # all pages, not the new ones alone
        with tracing() as doors:
            found = told_of(glance, looks, asked=site.watched if isinstance(site, WatchedSite) else None)
    if gate is not None:
        gate.forget() if found else gate.keep(looks, glance, doors)
    return found


def _part(
    made: Publication, folder: Path, stock: Stock | None, offices: Sequence[OfficeFaces]
) -> tuple[HandedIn, Glance]:
    site, crew = made.site, made.site.crew
    with told_errors(folder):
        changed = made.lay(folder)
        if stock is not None:
            stock.refuse_damaged(folder)
    crew.gather(None)  # now all of it is there
    look, glance = _looked(made, folder, stock, offices)
    if made.earlier is None or stock is None:
        return HandedIn(look, site.renderer.unfaithful, changed), glance
    rows = {
        address: (made.digests[address].hex(), written(found, made.origins[address]))
        for address, found in stock.pages.items()
    }
    return HandedIn(look, site.renderer.unfaithful, changed, made.earlier.part(), rows), glance


def _looked(
    made: Publication, folder: Path, stock: Stock | None, offices: Sequence[OfficeFaces]
) -> tuple[Look, Glance]:
    """What the links show: those of new pages alone, if what was shown before stands for the others, else all."""
    crew, gate = made.site.crew, stock.before.gate if stock is not None else None
    sound = gate.sound_files if gate is not None else _no_files
    if gate is not None and stock is not None and stock.before.stands and gate.holds(stock.pages):
        faces = {address: page.outside for address, page in gate.pages.items()}
        glance = _glance(made, SiteTree(folder, stock.pages, faces), offices, sound)
        look = glance.look(crew.number, crew.gather)
        if gate.leads_as_before(look):
            return look, glance
    glance = _glance(made, SiteTree(folder, stock.with_known(made) if stock is not None else {}), offices, sound)
    return glance.look(crew.number, crew.gather), glance


def _no_files(tree: SiteTree) -> Set[str]:
    return frozenset()


def _glance(
    made: Publication, tree: SiteTree, offices: Sequence[OfficeFaces], sound: Callable[[SiteTree], Set[str]]
) -> Glance:
    site, notes = made.site, made.earlier is not None
    args = tree, site.agency.site_url, made.origins, site.plain, site.crew.count, made.contents, offices
    return Glance(*args, sound, notes)
