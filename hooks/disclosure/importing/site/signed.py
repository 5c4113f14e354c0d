"""What the text of an article itself says of its making: the number above it, the day that it is signed with."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.importing.site.facts import PageFacts
from disclosure.importing.word.heads import read_number
from disclosure.importing.word.paper import WordBlock
from disclosure.importing.word.proposed import PaperHead
from disclosure.importing.word.tails import read_signature


def note_from_text(blocks: Sequence[WordBlock], facts: PageFacts) -> None:
    """Note as guesses what the page itself does not say; a day after that of publication is none of the making."""
    head = PaperHead()
    read_number(blocks, head)
    read_signature(blocks, head, ())
    if head.doc_no is not None:
        facts.note("doc_no", head.doc_no.value, f"正文里的“{head.doc_no.source[:30]}”", is_guess=True)
    published = facts.value("published")[:10]
    if head.made is not None and (not published or head.made.value <= published):
        facts.note("made", head.made.value, f"正文里的“{head.made.source[:30]}”", is_guess=True)
