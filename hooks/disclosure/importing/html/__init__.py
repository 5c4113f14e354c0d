"""HTML that somebody pastes, or that an old site has, → the Markdown of a document's body: what is seen, nothing else.

``story``   the elements of a page → blocks, the same that Word files are read into
``lines``   text and breaks → paragraphs; ``rows`` a table's rows and cells, unless it only arranges a page
``sight``   what readers see; ``lost`` what is not carried over
``markdown_of`` is all of it together, for the paste box of the form and for whoever has HTML in hand.
"""

from __future__ import annotations

from typing import NamedTuple

from disclosure.importing.html.story import HtmlStory, Leads
from disclosure.importing.word.headings import levels
from disclosure.importing.word.losses import Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import WordBlock
from disclosure.links.concealed import Concealed
from disclosure.reading.bounds import Unreadable
from disclosure.reading.foreign_page import parsed

__all__ = ["Carried", "Leads", "body_of", "markdown_of"]

_MARK = "\ufeff"  # a page of characters is no page of bytes: what it says of its encoding no longer holds


class Carried(NamedTuple):
    """A text as Markdown of our dialect, and a line for each kind of thing that was left behind."""

    markdown: str
    losses: tuple[str, ...]


def markdown_of(html: str, leads: Leads | None = None) -> Carried:
    """What a reader sees of some HTML as Markdown: paragraphs, headings, lists, tables with what they span, links.

    Hidden text, comments, scripts and forms are never carried over; that there were some is told. Numbers of lists are
    written out. ``leads`` says what becomes of addresses and pictures; without it links to other sites stay and
    pictures are lost. HTML that no page has (too deep, too large) gives an empty text and the reason.
    """
    try:
        source, tree = parsed(f"{_MARK}{html}".encode("utf-8", "replace"))
        losses = Losses()
        story = HtmlStory(Concealed(tree, source), leads or Leads(), losses)
        blocks = story.blocks(tree.body) if tree.body is not None else []
        return Carried(body_of(blocks, story, losses), tuple(losses.lines()))
    except (Unreadable, RecursionError) as error:
        return Carried("", (str(error) if isinstance(error, Unreadable) else "内容套得太深，没有取。",))


def body_of(blocks: list[WordBlock], story: HtmlStory, losses: Losses) -> str:
    """Blocks of a page as the body of a document."""
    writer = BodyWriter(story.notes, story.files, losses)
    body = writer.body(blocks, levels(blocks))
    return body if body.strip() else ""
