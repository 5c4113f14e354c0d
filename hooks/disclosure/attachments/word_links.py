"""Word documents (docx): links of the text, headers, footers, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.attachments.facts import Hyperlink, Source
from disclosure.attachments.office_links import part_links
from disclosure.attachments.package import natural, opened

# Parts with text of their own; their fields can hold addresses without any relationship.
_TEXT = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$")


def word_links(source: Source) -> Iterator[Hyperlink]:
    """The links of a Word document: hyperlinks and ``HYPERLINK`` fields."""
    with opened(source) as package:
        linking = package.linking_parts()
        parts = {part for part in package.parts if _TEXT.match(part)} | set(linking)
        for part in sorted(parts & package.parts.keys(), key=natural):
            yield from part_links(package, part)
