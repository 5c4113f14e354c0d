"""The link gate: every link of the finished HTML is well-formed and leads somewhere, or there is a finding
at the line of the editor's file that it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.links import faults, form, graph, look, neighbours, resolve, typed
from disclosure.links.failure import Failure, Origins, findings, source
from disclosure.links.graph import check_graph
from disclosure.links.inventory import Link
from disclosure.links.look import Glance, Look, told
from disclosure.links.meaning import mislabelled, unanswered
from disclosure.links.resolve import Resolver
from disclosure.links.surfaces import FileLinks
from disclosure.links.tree import SiteTree
from disclosure.links.typed import check_typed
from disclosure.links.wrong import RULES as WRONG_RULES
from disclosure.shares import in_shares, processors

if TYPE_CHECKING:
    from disclosure.attachments.contents import Contents
    from disclosure.faces.face import OfficeFaces
    from disclosure.register import Register

UNREADABLE = Rule(
    "LNK-503",
    "附件里的链接看得到",
    Severity.WARNING,
    ("要点/栏目管理", "19号函/有害内容"),
    bad="打不开或者加了密的附件",
    good="打得开的附件",
)

RULES = (
    *(rule for part in (resolve, faults, form) for rule in part.RULES),
    *WRONG_RULES,
    *(rule for part in (graph, look, typed, neighbours) for rule in part.RULES),
    UNREADABLE,
)

_FEW = 200  # pages that one process has read before another has started


def check_site(
    root: Path,
    site_url: str = "",
    origins: Origins = MappingProxyType({}),
    register: Register | None = None,
    *,
    thorough: bool = False,
    contents: Mapping[str, Contents] = MappingProxyType({}),
    offices: Sequence[OfficeFaces] = (),
) -> list[Finding]:
    """Findings for all internal links of the built site below ``root``.

    ``site_url`` is where it is served; where none is given, its home page may say. With a ``register`` its records
    say what each page is, without one the pages' titles do. ``thorough`` also reads the first page of attachments, for
    a nightly run; ``contents`` are the attachments that have been opened already, by their path in the tree.
    Of external links those are judged that lead to one of the ``offices``.
    """
    tree = SiteTree(root)
    shares = 1 if thorough or len(tree.page_paths) < _FEW else processors()
    glance = Glance(tree, site_url, origins, register, shares, contents, offices)
    return told_of(glance, in_shares(shares, glance.look), thorough=thorough)


def told_of(
    glance: Glance, looks: Sequence[Look], *, thorough: bool = False, asked: Register | None = None
) -> list[Finding]:
    """The findings for a tree, when all shares of it have been looked at.

    What the records relate is ``asked`` of another register, if there is one that notes that.
    """
    tree, register, origins = glance.tree, asked or glance.register, glance.origins
    failures = sorted((failure for found in looks for failure in found.failures), key=attrgetter("page"))
    moved = {page: target for found in looks for page, target in found.moved.items()}
    edges = {page: targets for found in looks for page, targets in found.edges.items()}
    failures += _deeper(tree, Resolver(tree, glance.site_url or tree.site_url), register) if thorough else ()
    failures += sorted((failure for found in looks for failure in found.in_files), key=attrgetter("page"))
    unread = sorted((surface for found in looks for surface in found.unread), key=attrgetter("path"))
    related = check_typed(tree, edges, register) if register is not None else ()
    graph_told = check_graph(tree, dict(sorted(moved.items())), edges, origins)
    return [*findings(failures), *related, *graph_told, *(_unreadable(surface, origins) for surface in unread)]


def _deeper(tree: SiteTree, resolver: Resolver, register: Register | None) -> Iterator[Failure]:
    """What takes too long for every build, or cannot go wrong on pages that we make ourselves."""
    for misled in mislabelled(tree, resolver):
        link = tree.pages[misled.page].links[misled.number]
        yield Failure(Place(misled.page), misled.page, link, told(misled.verdict))
    for page, verdict in unanswered(tree, resolver, register):
        yield Failure(Place(page), page, Link("", tree.pages[page].heading, "a", "href"), told(verdict))


def _unreadable(surface: FileLinks, origins: Origins) -> Finding:
    name = surface.path.rpartition("/")[2]
    remedy = "请用原来的软件打开并另存一次，再重新上传。"
    message = f"附件“{name}”：{surface.problem}"
    return UNREADABLE.at(source(surface.path, origins), message, remedy, page=surface.path)
