"""One look at a share of the pages: every link is followed, judged, and asked where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from disclosure.findings import Rule
from disclosure.links import faults, form
from disclosure.links.failure import Failure, Origins, place_of, source
from disclosure.links.inventory import Link
from disclosure.links.meaning import LinkJudge, Misled, ShareAtWork
from disclosure.links.neighbours import NeighbourJudge
from disclosure.links.resolve import DeadEnd, Resolver, Way
from disclosure.links.surfaces import FileLinks, surfaces
from disclosure.links.tree import SiteTree
from disclosure.links.wrong import WrongLink
from disclosure.memory.engine import digest
from disclosure.shares import Gather

if TYPE_CHECKING:
    from disclosure.attachments.contents import Contents
    from disclosure.faces.face import OfficeFaces
    from disclosure.register import Register

_BASIS = ("要点/栏目管理", "19号函/有害内容")
_SUSPECTS = frozenset({"a", "area", "iframe", "frame", "script", "form", "object", "embed"})
UNKNOWN = Rule(
    "LNK-501", "每个链接都有来历", basis=_BASIS, bad="网页里多出编辑没有写、模板也没有的链接", good="链接都来自文件"
)
HIDDEN = Rule(
    "LNK-502",
    "没有隐藏的对外链接",
    basis=_BASIS,
    bad='<p style="display:none"><a href="http://…">',
    good="看得见的链接",
)

RULES = (UNKNOWN, HIDDEN)


@dataclass
class Look:
    """What a look has shown: the failing links, the pages that lead on by themselves, and what links to what.

    ``in_files`` are failing links of files that are no pages, ``unread`` those files that could not be read. ``leads``
    are, of each page, the digest of where it leads and by which words.
    """

    failures: list[Failure] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    edges: dict[str, set[str]] = field(default_factory=dict)
    in_files: list[Failure] = field(default_factory=list)
    unread: list[FileLinks] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong with any link."""
        return not (self.failures or self.in_files or self.unread)


@dataclass(frozen=True)
class Glance:
    """How the pages of a tree are looked at, and its other files, in ``shares`` processes.

    ``contents`` are the attachments that have been opened already, by their path in the tree, ``offices`` those to
    whose pages links are judged. ``sound`` tells, when all pages are known, what files need no look. Who remembers
    what was shown has it noted (``notes``) where every page leads.
    """

    tree: SiteTree
    site_url: str
    origins: Origins
    register: Register | None
    shares: int
    contents: Mapping[str, Contents] = field(default_factory=dict)
    offices: Sequence[OfficeFaces] = ()
    sound: Callable[[SiteTree], Set[str]] = lambda tree: frozenset()
    notes: bool = False

    def look(self, number: int, gather: Gather) -> Look:
        """Everything about the links of one share of the pages."""
        own = self.tree.read_share(number, self.shares, gather)
        resolver = Resolver(self.tree, self.site_url or self.tree.site_url)
        judge = LinkJudge(self.tree, self.register, self.origins)
        theirs = NeighbourJudge(self.offices, self.site_url, self.tree, self.origins)
        found, faultless = Look(), set[str | None]()
        for page in own:
            links = self.tree.pages[page].links
            ways = resolver.ways(page, [link.href or "" for link in links])
            found.failures += self._failures(page, ways, faultless)
            judge.see(page, ways)
            self._connect(found, page, ways)
        found.failures += map(self._misled, judge.verdicts(own, resolver, ShareAtWork(number, self.shares, gather)))
        found.failures += (failure for page in own for failure in theirs.page(page))
        self._look_at_files(found, number, resolver)
        return found

    def _failures(self, page: str, ways: list[Way], faultless: set[str | None]) -> Iterator[Failure]:
        """The failing links of a page; ``faultless`` are the addresses known to be well-formed whatever bears them."""
        found = self.tree.pages[page]
        made = self.origins.get(page)
        for number, (link, way) in enumerate(zip(found.links, ways, strict=True)):
            href, _, _, attribute, hidden = link
            known = made is None or href in made.origins
            if known and href in faultless and not way.fault and not way.lost and attribute != "usemap" and not hidden:
                continue  # nearly all
            fault = faults.fault(link, way, found) or _suspicion(page, link, way, self.origins)
            if fault is not None:
                yield Failure(place_of(page, number, self.tree, self.origins), page, link, fault)
            elif link.tag == "a" and href and href[0] not in "hH/":  # such a one is held against its text
                faultless.add(href)

    def _look_at_files(self, found: Look, number: int, resolver: Resolver) -> None:
        """The failing links of a share of the files that are no pages: feeds, sitemaps, stylesheets, attachments."""

        def fault_of(path: str, link: Link) -> DeadEnd | None:
            return form.fault(link) or resolver.fault(path, link)

        def is_sound(path: str, href: str) -> bool:
            return fault_of(path, Link(href, "", "", "")) is None

        for surface in surfaces(self.tree, self.contents, number, self.shares, is_sound, self.sound(self.tree)):
            place = source(surface.path, self.origins)
            faults_there = ((link, fault_of(surface.path, link)) for link in surface.links)
            found.in_files += (Failure(place, surface.path, link, fault) for link, fault in faults_there if fault)
            found.unread += [surface] if surface.problem else []

    def _misled(self, misled: Misled) -> Failure:
        place = place_of(misled.page, misled.number, self.tree, self.origins)
        link = self.tree.pages[misled.page].links[misled.number]
        return Failure(place, misled.page, link, told(misled.verdict, misled.target))

    def _connect(self, found: Look, page: str, ways: list[Way]) -> None:
        """Note where a page leads. Only of our own site is it asked what hangs together."""
        if self.origins:
            found.edges[page] = {way.target for way in ways}
        if self.notes:
            links = zip(self.tree.pages[page].links, ways, strict=True)
            leads = (f"{link.text}\0{way.target}\0{way.fragment}" for link, way in links if way.target)
            found.leads[page] = digest(*sorted(leads))
        for link, way in zip(self.tree.pages[page].links, ways, strict=True):
            if link.tag == "meta" and link.attribute == "content":
                if way.target and way.target != page:
                    found.moved[page] = way.target
                break


def told(verdict: WrongLink, target: str = "") -> DeadEnd:
    """A verdict as a fault; its message names the link's text by itself."""
    return DeadEnd(verdict.rule, verdict.message, verdict.remedy, target, verdict.suggestion, named=True)


def _suspicion(page: str, link: Link, way: Way, origins: Origins) -> DeadEnd | None:
    """A link that nobody wrote, or that readers cannot see, is suspected of having been planted (暗链)."""
    if page in origins and link.tag in _SUSPECTS and link.href is not None and link.href not in origins[page].origins:
        message = f"地址“{link.href}”不是编辑写的，也不是模板里的。"
        return DeadEnd(UNKNOWN, message, "网页可能被植入暗链，请立即报告网站管理人员，查清之前不要发布。")
    if link.hidden and way.external:
        message = f"指向“{link.href}”的链接读者看不见。"
        return DeadEnd(HIDDEN, message, "请去掉隐藏的样式；不是自己写的，请立即报告网站管理人员。")
    return None
