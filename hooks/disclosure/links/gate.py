"""The link gate: every link of the finished HTML is well-formed and leads somewhere, or there is a finding
at the line of the editor's file that it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.findings import Finding, Place
from disclosure.links import form, resolve
from disclosure.links.inventory import Link
from disclosure.links.resolve import Fault, Resolver
from disclosure.links.tree import Tree

RULES = (*resolve.RULES, *form.RULES)

# For a page's address: for each href, the lines that it comes from, in the order of appearance.
Origins = Callable[[str], Mapping[str, list[Place]]]


def no_origins(page: str) -> Mapping[str, list[Place]]:
    """Of a foreign tree nothing is known but its files: links are reported at their page."""
    return {}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing link at a place."""

    place: Place
    page: str
    link: Link
    fault: Fault


def check_site(root: Path, site_url: str = "", origins: Origins = no_origins) -> list[Finding]:
    """Findings for all internal links of the built site below ``root``, which is served at ``site_url``."""
    tree = Tree(root)
    resolver = Resolver(tree, site_url)
    failures = [failure for page in tree.pages for failure in _failures(page, tree, resolver, origins)]
    return [_finding(found) for found in _grouped(failures)]


def _failures(page: str, tree: Tree, resolver: Resolver, origins: Origins) -> Iterator[Failure]:
    faults = []
    for number, link in enumerate(tree.pages[page].links):
        fault = form.fault(link) or resolver.fault(page, link)
        if fault is not None:
            faults.append((number, link, fault))
    if not faults:
        return
    known = origins(page)
    for number, link, fault in faults:
        yield Failure(_place(page, tree, number, known), page, link, fault)


def _place(page: str, tree: Tree, number: int, known: Mapping[str, list[Place]]) -> Place:
    """The line that the ``number``-th link of a page comes from: the n-th use of an href is its n-th line."""
    links = tree.pages[page].links
    href = links[number].href or ""
    places = known.get(href)
    if not places:
        return Place(page)
    uses = sum(link.href == href for link in links[:number])
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
    text = f"链接“{first.link.text}”：" if first.link.text else ""
    count = f"（{pages} 个页面都有。）" if pages > 1 else ""
    return first.fault.rule.at(
        first.place,
        f"{text}{first.fault.message}{count}",
        first.fault.remedy,
        page=first.page,
        href=first.link.href or "",
        text=first.link.text,
        target=first.fault.target,
        suggestion=first.fault.suggestion,
    )
