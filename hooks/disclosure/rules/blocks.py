"""What is wrong with the lines by which a text asks for what a record tells, whichever record that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from disclosure.findings import Place
from disclosure.reading.blocks import NAMES, Asked, asked, asks_for
from disclosure.reading.code import without_code_blocks, without_code_spans
from disclosure.records.documents import Document
from disclosure.rules.framework import Fault


def blocks_in(document: Document, *names: str) -> Iterator[Asked]:
    """Where the text of a document asks for blocks of these names; what stands in code does not."""
    if asks_for(document.body.text, *names):
        yield from asked(without_code_spans(without_code_blocks(document.body.text)), *names)


def place_of(document: Document, use: Asked) -> Place:
    """The line at which a text asks for a block."""
    return Place(document.path, *document.body.line_and_column(use.start))


def misplaced(document: Document, uses: Iterable[Asked]) -> Iterator[Fault]:
    """Every block that does not stand alone, and one fault for each that stands more than once."""
    seen: Counter[str] = Counter()
    for use in uses:
        seen[use.name] += 1
        if not use.alone:
            message = f"“{{{{ {use.name} }}}}”和别的文字连在一起，不会变成{NAMES[use.name]}。"
            yield place_of(document, use), message, "请单独写一行，上面和下面各空一行，行首不空格。"
        elif seen[use.name] == 2:  # noqa: PLR2004 — the second is one too many, and later ones tell nothing new
            message = f"“{{{{ {use.name} }}}}”不止写了一次，读者会看到几张一样的{NAMES[use.name]}。"
            yield place_of(document, use), message, "请只留一处，其余的删去。"
