"""What is proposed for the front matter of a document, each value with the line that it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure.importing.word.paper import WordBlock, WordParagraph

PlacedLine = tuple[int, WordParagraph]  # a paragraph with its place among the blocks


@dataclass(frozen=True, slots=True)
class Proposed:
    """One value for the front matter, and the line or lines that it was read from."""

    value: str
    source: str


@dataclass
class PaperHead:
    """What is proposed for the front matter, and which blocks thereby are no text any more."""

    title: Proposed | None = None
    doc_no: Proposed | None = None
    made: Proposed | None = None
    issuer: Proposed | None = None
    kind: Proposed | None = None
    attachments: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    red_head: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)


def lines_left(blocks: Sequence[WordBlock], head: PaperHead) -> list[PlacedLine]:
    """The paragraphs that have text and are not yet taken."""
    found = enumerate(blocks)
    return [
        (place, block)
        for place, block in found
        if isinstance(block, WordParagraph) and block.text and place not in head.taken
    ]
