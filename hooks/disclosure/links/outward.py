"""The external links of a built tree, with the lines that they come from where these are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from disclosure.findings import Place
from disclosure.links import form
from disclosure.links.external import ExternalLink
from disclosure.links.resolve import Resolver
from disclosure.links.surfaces import surfaces
from disclosure.links.tree import SiteTree
from disclosure.pages.hrefs import Links


def outward_links(root: Path, site_url: str, origins: Mapping[str, Links]) -> Iterator[ExternalLink]:
    """Every well-formed external link below ``root``, once for each of its uses."""
    tree = SiteTree(root)
    resolver = Resolver(tree, site_url or tree.site_url)
    pages = [(page, found.links) for page, found in tree.pages.items()]
    others = [(surface.path, surface.links) for surface in surfaces(tree)]
    for path, links in (*pages, *others):
        for link in links:
            href = link.href or ""
            if link.tag == "base" or link.attribute == "usemap":
                continue  # nothing that anybody is led to
            if resolver.way(path, href).external and form.fault(link) is None:
                yield ExternalLink(href, _place(path, href, origins), path, link.text)


def _place(path: str, href: str, origins: Mapping[str, Links]) -> Place:
    if path not in origins:
        return Place(path)
    return next(iter(origins[path].origins.get(href, ())), origins[path].source)
