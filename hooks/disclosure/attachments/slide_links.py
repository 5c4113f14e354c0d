"""Presentations (pptx): links of texts, shapes and media on the slides, their layouts and notes."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.attachments.facts import Hyperlink, Source
from disclosure.attachments.office_links import part_links
from disclosure.attachments.package import opened


def slide_links(source: Source) -> Iterator[Hyperlink]:
    """The links of a presentation; slides hold addresses in relationships only."""
    with opened(source) as package:
        for part in package.linking_parts():
            if part in package.parts:
                yield from part_links(package, part)
