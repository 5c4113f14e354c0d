"""Word documents (docx): links of the text, headers, footers, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from disclosure.links.inventory import Link
from disclosure.links.surfaces.office_text import part_links
from disclosure.reading.package import natural, opened

# Parts with text of their own; their fields can hold addresses without any relationship.
_TEXT = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$")


def word_links(file: Path) -> Iterator[Link]:
    """The links of a Word document: hyperlinks and ``HYPERLINK`` fields."""
    with opened(file) as package:
        linking = package.linking_parts()
        parts = {part for part in package.parts if _TEXT.match(part)} | set(linking)
        for part in sorted(parts & package.parts.keys(), key=natural):
            yield from part_links(package, part, "docx")
