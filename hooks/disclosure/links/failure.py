"""A failing link at the place that it comes from, and the one finding that all its uses make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from disclosure.findings import Finding, Place
from disclosure.links import form
from disclosure.links.inventory import Link
from disclosure.links.resolve import FRAGMENT, DeadEnd
from disclosure.links.tree import SiteTree

if TYPE_CHECKING:
    from disclosure.pages.hrefs import Links

# For a page's address: what is known of its links; for each href the lines that it comes from, in their order.
# Of a foreign tree nothing is known: links are reported at their page.
Origins: TypeAlias = "Mapping[str, Links]"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing link at a place."""

    place: Place
    page: str
    link: Link
    fault: DeadEnd


def source(path: str, origins: Origins) -> Place:
    """Where a page or file as a whole comes from."""
    return origins[path].source if path in origins else Place(path)


def place_of(page: str, number: int, tree: SiteTree, origins: Origins) -> Place:
    """The line that the ``number``-th link of a page comes from: the n-th use of an href is its n-th line."""
    links = tree.pages[page].links
    link = links[number]
    known = origins.get(page)
    places = known.origins.get(link.href if link.href is not None else f"<{link.tag}>") if known is not None else None
    if not places:
        return source(page, origins)
    uses = sum(other.href == link.href for other in links[:number])
    return places[min(uses, len(places) - 1)]


def findings(failures: Iterable[Failure]) -> Iterator[Finding]:
    """One finding for each fault at a place: a link of the template that fails on every page is one all the same."""
    groups: dict[tuple[str, Place, str | None, str], list[Failure]] = defaultdict(list)
    for failure in failures:
        fault = failure.fault
        # Two texts may be wrong about one page, two of its paragraphs be missing, and two elements lack an address.
        is_told_apart = fault.named or fault.rule is FRAGMENT or failure.link.href is None
        detail = f"{failure.link.tag} {fault.message}" if is_told_apart else ""
        groups[fault.rule.id, failure.place, fault.target or failure.link.href, detail].append(failure)
    return map(_finding, groups.values())


def _finding(group: list[Failure]) -> Finding:
    first = group[0]
    pages = len({failure.page for failure in group})
    text = f"链接“{first.link.text}”：" if first.link.text else f"这个链接（{first.link.tag}）："
    text = "" if first.fault.named else text
    count = f"（{pages} 个页面都有）" if pages > 1 else ""
    # A password must not travel on in a report.
    href = first.fault.suggestion if first.fault.rule == form.USER_INFO else first.link.href
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
