"""Presentations (pptx): links of texts, shapes and media on the slides, their layouts and notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.links.inventory import Link
from disclosure.links.surfaces.office_text import part_links
from disclosure.reading.package import opened


def slide_links(file: Path) -> Iterator[Link]:
    """The links of a presentation; slides hold addresses in relationships only."""
    with opened(file) as package:
        for part in package.linking_parts():
            if part in package.parts:
                yield from part_links(package, part, "pptx")
