"""Drawings that are files of their own: links, pictures and symbols of other files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from disclosure.links.inventory import Link
from disclosure.links.stylesheets import style_addresses
from disclosure.reading.bounds import read_whole

_SELECTOR = "a, image, use, feImage, script, style"


def svg_links(file: Path) -> Iterator[Link]:
    """The addresses of a drawing, but for pictures inside it and references to its own parts.

    The HTML parser reads it: drawing programs write a DOCTYPE, which the XML parser is kept from.
    """
    for node in LexborHTMLParser(read_whole(file)).css(_SELECTOR):
        if node.tag == "style":
            for attribute, address in style_addresses(node.text()):
                yield Link(address, "", "svg", attribute)
        for name in ("href", "xlink:href"):
            href = node.attributes.get(name)
            if href is not None and not href.startswith("#") and href[:5].lower() != "data:":
                yield Link(href, " ".join(node.text().split())[:200], "svg", name)
