"""The link gate: every link of the finished HTML is well-formed and leads somewhere, or there is a finding
at the line of the editor's file that it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.links import form, graph, resolve
from disclosure.links.graph import check_graph
from disclosure.links.inventory import Link
from disclosure.links.meaning import mislabelled, unanswered, wrong_links
from disclosure.links.resolve import Fault, Resolver
from disclosure.links.surfaces import Surface, surfaces
from disclosure.links.tree import Tree
from disclosure.links.wrong import RULES as WRONG_RULES
from disclosure.links.wrong import Verdict
from disclosure.pages.page import Links
from disclosure.register import Register

_BASIS = ("2023要点/2", "19号函/有害内容")

# For a page's address: what is known of its links; for each href the lines that it comes from, in their order.
# Of a foreign tree nothing is known: links are reported at their page.
Origins = Mapping[str, Links]

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

UNREADABLE = Rule(
    "LNK-503", "附件里的链接看得到", Severity.WARNING, _BASIS, bad="打不开或者加了密的附件", good="打得开的附件"
)

RULES = (*resolve.RULES, *form.RULES, *WRONG_RULES, *graph.RULES, UNKNOWN, HIDDEN, UNREADABLE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing link at a place."""

    place: Place
    page: str
    link: Link
    fault: Fault


def check_site(
    root: Path,
    site_url: str = "",
    origins: Origins = MappingProxyType({}),
    register: Register | None = None,
    *,
    thorough: bool = False,
) -> list[Finding]:
    """Findings for all internal links of the built site below ``root``.

    ``site_url`` is where it is served; where none is given, its home page may say. With a ``register`` its records
    say what each page is, without one the pages' titles do. ``thorough`` also opens the attachments, for a nightly run.
    """
    tree = Tree(root)
    resolver = Resolver(tree, site_url or tree.site_url)
    failures = [failure for page in tree.pages for failure in _failures(page, tree, resolver, origins)]
    failures += _wrong(tree, resolver, register, origins)
    failures += _deeper(tree, resolver, register) if thorough else ()
    found = list(surfaces(tree))
    failures += [failure for surface in found for failure in _surface_failures(surface, resolver, origins)]
    findings = [*(_finding(found) for found in _grouped(failures)), *check_graph(tree, resolver, origins)]
    return findings + [_unreadable(surface, origins) for surface in found if surface.problem]


def _failures(page: str, tree: Tree, resolver: Resolver, origins: Origins) -> Iterator[Failure]:
    faults = []
    for number, link in enumerate(tree.pages[page].links):
        fault = _fault(page, link, resolver) or _suspicion(page, link, resolver, origins)
        if fault is not None:
            faults.append((number, link, fault))
    if not faults:
        return
    known = origins.get(page) or Links(page, Place(page))
    for number, link, fault in faults:
        yield Failure(_place(page, tree, number, known), page, link, fault)


def _fault(page: str, link: Link, resolver: Resolver) -> Fault | None:
    """What is wrong with a link; a doubt about its form must not hide that it leads nowhere."""
    fault = form.fault(link)
    if fault is None or fault.rule.severity is Severity.ERROR:
        return fault or resolver.fault(page, link)
    dead = resolver.fault(page, link)
    return dead if dead is not None and dead.rule is not resolve.CASE else fault


def _wrong(tree: Tree, resolver: Resolver, register: Register | None, origins: Origins) -> Iterator[Failure]:
    """The links that lead to something else than their text promises."""
    for page, number, verdict in wrong_links(tree, resolver, register, origins):
        link = tree.pages[page].links[number]
        target = resolver.way(page, link.href or "").target
        place = _place(page, tree, number, origins.get(page) or Links(page, Place(page)))
        yield Failure(place, page, link, _told(verdict, target))


def _deeper(tree: Tree, resolver: Resolver, register: Register | None) -> Iterator[Failure]:
    """What takes too long for every build, or cannot go wrong on pages that we make ourselves."""
    for page, number, verdict in mislabelled(tree, resolver):
        yield Failure(Place(page), page, tree.pages[page].links[number], _told(verdict))
    for page, verdict in unanswered(tree, resolver, register):
        yield Failure(Place(page), page, Link("", tree.pages[page].heading, "a", "href"), _told(verdict))


def _told(verdict: Verdict, target: str = "") -> Fault:
    return Fault(verdict.rule, verdict.message, verdict.remedy, target, verdict.suggestion, named=True)


def _surface_failures(surface: Surface, resolver: Resolver, origins: Origins) -> Iterator[Failure]:
    """The failing links of a file that is no page: a feed, the sitemap, a stylesheet, an attachment."""
    place = origins[surface.path].source if surface.path in origins else Place(surface.path)
    for link in surface.links:
        fault = form.fault(link) or resolver.fault(surface.base, link)
        if fault is not None:
            yield Failure(place, surface.path, link, fault)


def _unreadable(surface: Surface, origins: Origins) -> Finding:
    place = origins[surface.path].source if surface.path in origins else Place(surface.path)
    name = surface.path.rpartition("/")[2]
    remedy = "请用原来的软件打开并另存一次，再重新上传。"
    return UNREADABLE.at(place, f"附件“{name}”：{surface.problem}", remedy, page=surface.path)


def _suspicion(page: str, link: Link, resolver: Resolver, origins: Origins) -> Fault | None:
    """A link that nobody wrote, or that readers cannot see, is suspected of having been planted (暗链)."""
    if page in origins and link.tag in _SUSPECTS and link.href is not None and link.href not in origins[page].origins:
        message = f"地址“{link.href}”不是编辑写的，也不是模板里的。"
        return Fault(UNKNOWN, message, "网页可能被植入暗链，请立即报告网站管理人员，查清之前不要发布。")
    if link.hidden and resolver.way(page, link.href or "").external:
        message = f"指向“{link.href}”的链接读者看不见。"
        return Fault(HIDDEN, message, "请去掉隐藏的样式；不是自己写的，请立即报告网站管理人员。")
    return None


def _place(page: str, tree: Tree, number: int, known: Links) -> Place:
    """The line that the ``number``-th link of a page comes from: the n-th use of an href is its n-th line."""
    links = tree.pages[page].links
    link = links[number]
    places = known.origins.get(link.href if link.href is not None else f"<{link.tag}>")
    if not places:
        return known.source
    uses = sum(other.href == link.href for other in links[:number])
    return places[min(uses, len(places) - 1)]


def _grouped(failures: list[Failure]) -> list[list[Failure]]:
    """A link of the template fails on every page, and is one finding all the same."""
    groups: dict[tuple[str, Place, str | None], list[Failure]] = defaultdict(list)
    for failure in failures:
        target = failure.fault.target or failure.link.href
        groups[failure.fault.rule.id, failure.place, target].append(failure)
    return list(groups.values())


def _finding(group: list[Failure]) -> Finding:
    first = group[0]
    pages = len({failure.page for failure in group})
    text = f"链接“{first.link.text}”：" if first.link.text else f"这个链接（{first.link.tag}）："
    text = "" if first.fault.named else text
    count = f"（{pages} 个页面都有）" if pages > 1 else ""
    # A password must not travel on in a report.
    href = first.fault.suggestion if first.fault.rule is form.USER_INFO else first.link.href
    return first.fault.rule.at(
        first.place,
        f"{text}{first.fault.message.removesuffix('。')}{count}。",
        first.fault.remedy,
        page=first.page,
        href=href or "",
        text=first.link.text,
        target=first.fault.target,
        suggestion=first.fault.suggestion,
    )
