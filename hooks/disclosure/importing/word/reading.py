"""A whole Word file → what readers see of it, and the list of what is not carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Source
from disclosure.attachments.office import ACTIVE_PARTS, EMBEDDED_PARTS
from disclosure.attachments.package import Package, Relationship, opened
from disclosure.attachments.word_looks import attribute, has_coloured_paper
from disclosure.expressions import expression
from disclosure.importing.word.drawings import Drawings
from disclosure.importing.word.fields import Fields
from disclosure.importing.word.look import WordLooks
from disclosure.importing.word.losses import Left, Losses
from disclosure.importing.word.numbering import Numbering
from disclosure.importing.word.paper import PictureHere, WordBlock, WordPaper, WordParagraph, WordTable
from disclosure.importing.word.passages import Surroundings
from disclosure.importing.word.pictures import part_of
from disclosure.importing.word.story import Story
from disclosure.reading.bounds import TOO_MUCH, Unreadable
from disclosure.reading.xml_text import local

NO_WORD = "这不是 Word 文件（docx），没有取。请在 Word 或 WPS 里打开它，另存为 docx。"
_PAGE_NUMBER = expression(r"[\s\d第页共之—–\-－/ⅠⅡⅢⅣⅤ·.]*\Z")
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}
_QUOTED = 30


@dataclass(frozen=True, slots=True)
class WordFile:
    """What was read of a file."""

    paper: WordPaper
    losses: Losses


def read_word(source: Source) -> WordFile:
    """All that is seen of a Word file. ``Unreadable`` if it is none, is damaged, locked, or made to harm."""
    with opened(source) as package:
        try:
            return _Whole(package).read()
        except RecursionError as error:
            raise Unreadable(TOO_MUCH) from error


class _Whole:
    """Reads the parts of one file that have text."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._losses = Losses()
        self._main = _main_part(package)
        self._parts = package.relationships(self._main)
        self._looks = WordLooks(package, self._part("styles"))
        self._numbering = Numbering(package, self._part("numbering"), self._looks)
        self._coloured = False

    def read(self) -> WordFile:
        """Read the body, then the notes, then what stands beside them."""
        root = self._package.tree(self._main)
        self._coloured = has_coloured_paper(root)
        body = next((element for element in root if local(element.tag) == "body"), None)
        if body is None:
            raise Unreadable(NO_WORD)
        blocks = self._story(self._main, body).blocks(body)
        notes = {key: made for kind in ("footnote", "endnote") for key, made in self._notes(kind)}
        self._beside()
        keys = dict.fromkeys(_pictures(blocks, *notes.values()))
        pictures = {key: self._package.data(part_of(key)) for key in keys}
        return WordFile(WordPaper(blocks, notes, pictures), self._losses)

    def _part(self, kind: str) -> str:
        """The part of a kind that the body refers to; "" if there is none."""
        found = (item.target for item in self._parts.values() if item.kind == kind and not item.external)
        return next(found, "")

    def _story(self, part: str, root: Element, name: str = "") -> Story:
        links: dict[str, Relationship] = self._package.relationships(part)
        drawings = Drawings(self._package, part, self._losses)
        around = Surroundings(self._looks, Fields(root, self._losses), drawings, self._losses, links)
        return Story(around, self._numbering.apart(), self._coloured, name)

    def _notes(self, kind: str) -> Iterator[tuple[str, list[WordBlock]]]:
        part = self._part(f"{kind}s")
        if part not in self._package.parts:
            return
        root = self._package.tree(part)
        story = self._story(part, root, "脚注" if kind == "footnote" else "尾注")
        for element in root:
            if local(element.tag) == kind and attribute(element, "type") not in _NO_NOTES:
                yield f"{kind}-{attribute(element, 'id')}", story.blocks(element)

    def _beside(self) -> None:
        """Note what stands beside the text."""
        for item in self._parts.values():
            if item.external or item.target not in self._package.parts:
                continue
            if item.kind == "comments":
                for _ in (one for one in self._package.tree(item.target) if local(one.tag) == "comment"):
                    self._losses.add(Left.COMMENTS)
            elif item.kind in ("header", "footer"):
                self._header(item.target)
        told = {item.target for item in self._parts.values() if item.kind == "aFChunk"}
        for part in self._package.parts:
            if part in told:
                continue
            if (EMBEDDED_PARTS.search(part) or ACTIVE_PARTS.search(part)) and not part.endswith("/"):
                self._losses.add(Left.EMBEDDED, part.rpartition("/")[2])

    def _header(self, part: str) -> None:
        """Note a header or a footer that says more than the number of the page."""
        root = self._package.tree(part)
        aside = Losses()
        around = Surroundings(self._looks, Fields(root, aside), Drawings(self._package, part, aside), aside, {})
        blocks = Story(around, self._numbering.apart(), self._coloured).blocks(root)
        for left in aside:
            if left in (Left.HIDDEN, Left.UNSEEN):
                self._losses.add(left, "页眉、页脚")
        said = " ".join(_texts(blocks))
        if not _PAGE_NUMBER.match(said) or any(_pictures(blocks)):
            self._losses.add(Left.HEADERS, f"“{said[:_QUOTED]}”" if said else "图片")


def _main_part(package: Package) -> str:
    """The part that holds the body."""
    found = next((item.target for item in package.relationships("").values() if item.kind == "officeDocument"), "")
    found = found.lstrip("/")
    if found not in package.parts:
        raise Unreadable(NO_WORD)
    return found


def _texts(blocks: list[WordBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, WordTable):
            yield from (text for row in block.rows for cell in row for text in _texts(cell.blocks))
        else:
            yield block.text


def _pictures(*stories: list[WordBlock]) -> Iterator[str]:
    """The parts of all pictures, in the order in which they are seen."""
    for blocks in stories:
        for block in blocks:
            if isinstance(block, WordParagraph):
                yield from (piece.part for piece in block.pieces if isinstance(piece, PictureHere))
            else:
                yield from (part for row in block.rows for cell in row for part in _pictures(cell.blocks))
