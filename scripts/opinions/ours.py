"""Our own side of the comparison: every link of the tree as the link gate judges it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from disclosure.links import faults
from disclosure.links.gate import check_site
from disclosure.links.inventory import Link
from disclosure.links.resolve import Resolver
from disclosure.links.tree import SiteTree

# A host that no page names: addresses of the tree are told from all others by it.
_HOST = "http://tree.invalid"
# Where readers come in. No link leads to the second, and it is served all the same.
STARTS = ("index.html", "404.html")


class GateDiffers(Exception):
    """The verdicts compared here are not those that the link gate gives: the comparison would prove nothing."""


@dataclass(frozen=True, slots=True)
class Use:
    """One address on one page. ``rule`` is what the gate finds wrong with it, "" for nothing.

    ``target`` is where the URL standard says that it leads: decoded path from the host's root, with the fragment.
    """

    page: str
    href: str | None
    tag: str
    attribute: str
    target: str
    rule: str
    external: bool

    @property
    def plain_target(self) -> str:
        """The target without its fragment."""
        return self.target.partition("#")[0]


class Site:
    """A built tree, the path below which it is served, and all its links with our verdicts."""

    def __init__(self, root: Path, site_url: str = "") -> None:
        self.root = root.resolve()
        self.tree = SiteTree(self.root)
        self.url = site_url or self.tree.site_url
        path = urlsplit(self.url).path
        self.path = path if path.endswith("/") else path + "/"
        self._resolver = Resolver(self.tree, self.url)
        self.uses = {page: self._uses(page) for page in self.tree.pages}
        self._must_agree_with_the_gate()

    @property
    def bases(self) -> Mapping[str, str]:
        """The ``<base href>`` of the pages that have one."""
        return {page: links.base for page, links in self.tree.pages.items() if links.base}

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The pages to which links lead from the home page, or from the page for what is missing."""
        waiting = [page for page in STARTS if page in self.uses]
        seen = set(waiting)
        while waiting:
            page = waiting.pop()
            targets = {self._resolver.way(page, use.href or "").target for use in self.uses[page]}
            new = (targets & self.uses.keys()) - seen
            seen |= new
            waiting += new
        return frozenset(seen)

    def _uses(self, page: str) -> list[Use]:
        links = dict.fromkeys(self.tree.pages[page].links)
        return [self._use(page, link) for link in links if link.tag != "base"]

    def _use(self, page: str, link: Link) -> Use:
        way = self._resolver.way(page, link.href or "")
        fault = faults.fault(link, way, self.tree.pages[page])
        target = standard_target(self.path + page, self.tree.pages[page].base, link.href or "")
        return Use(page, link.href, link.tag, link.attribute, target, fault.rule.id if fault else "", way.external)

    def _must_agree_with_the_gate(self) -> None:
        """The gate itself reports by source line; the rules that it finds broken on each page must be the same."""
        gate = defaultdict(set)
        for finding in check_site(self.root, self.url):
            if finding.rule.startswith(("LNK-1", "LNK-2")):
                gate[finding.page].add(finding.rule)
        here = {page: {use.rule for use in uses if use.rule} for page, uses in self.uses.items()}
        if dict(gate) != {page: rules for page, rules in here.items() if rules}:
            raise GateDiffers("链接关口的结论与逐条核对的结论不一致")


def standard_target(document: str, base: str, href: str) -> str:
    """Where ``href`` leads from ``document`` by the URL standard; a whole address to elsewhere stays as it is."""
    try:
        address = urljoin(urljoin(_HOST + quote(document), base.strip()), href.strip())
        parts = urlsplit(address)
    except ValueError:
        return href
    if not address.startswith(_HOST):
        return address
    return decoded(parts.path or "/", parts.fragment)


def decoded(path: str, fragment: str = "") -> str:
    """The spelling of a target by which verdicts are matched."""
    return unquote(path) + (f"#{unquote(fragment)}" if fragment else "")
