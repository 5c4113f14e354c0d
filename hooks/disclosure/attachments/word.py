"""Word files (docx): tracked changes, comments, hidden and blackened text, and the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.beside import texts_beside
from disclosure.attachments.facts import Concern, Fact, Source, beginning, passage, spot
from disclosure.attachments.office import office_facts
from disclosure.attachments.office_links import other_links, part_links
from disclosure.attachments.package import natural, opened
from disclosure.attachments.word_looks import Looks, Styles, has_coloured_paper, is_filled
from disclosure.expressions import expression
from disclosure.reading.xml_text import local

_TEXT = expression(r"^word/(document|header|footer|footnotes|endnotes)\d*\.xml$")
_COMMENTS = expression(r"^word/comments\d*\.xml$")
_PARTS = {"document": "", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
# Contents that a change took away or brought in, and former looks of what is still there.
REMOVED = {"del", "moveFrom"}
ADDED = {"ins", "moveTo"}
FORMER = {
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
    "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
}  # fmt: skip
_CHANGES = REMOVED | ADDED | FORMER


def word_facts(source: Source) -> Iterator[Fact]:
    """Everything in a Word file that should not be there, and all of its text."""
    with opened(source) as package:
        yield from office_facts(package)
        styles = Styles(package)
        read: set[str] = set()
        for part in sorted(package.parts, key=natural):
            if match := _TEXT.match(part):
                root = package.tree(part)
                yield from _Text(_PARTS[match[1]], styles).facts(root)
                yield from part_links(package, part, root)
                read.add(part)
            elif _COMMENTS.match(part):
                root = package.tree(part)
                yield from _comments(root)
                yield from part_links(package, part, root)
                read.add(part)
        yield from texts_beside(package)
        yield from other_links(package, read)


def _comments(root: Element) -> Iterator[Fact]:
    for number, comment in enumerate(element for element in root if local(element.tag) == "comment"):
        yield spot(Concern.REMARKS, "批注", f"批注{number + 1}")
        yield from passage(f"批注{number + 1}", " ".join(_written(comment)))


def _written(element: Element) -> Iterator[str]:
    return (child.text or "" for child in element.iter() if local(child.tag) in ("t", "delText"))


class _Text:
    """One part with running text. Paragraphs are numbered as they come; the rows of a table by themselves."""

    def __init__(self, part: str, styles: Styles) -> None:
        self._part = part
        self._styles = styles
        self._paragraphs = self._tables = 0
        self._changes = 0
        self._coloured = False

    def facts(self, root: Element) -> Iterator[Fact]:
        """The facts of the part, in the order of its text."""
        self._coloured = has_coloured_paper(root)
        yield from self._blocks(root)
        left = sum(local(element.tag) in _CHANGES for element in root.iter()) - self._changes
        if left > 0:
            yield spot(Concern.REVISIONS, "修订痕迹", self._part or "表格和版式")

    def _blocks(self, holder: Element) -> Iterator[Fact]:
        for element in holder:
            name = local(element.tag)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name not in ("Fallback", "sectPr"):
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Fact]:
        self._paragraphs += 1
        if not len(paragraph):
            return
        where = f"{self._part}第{self._paragraphs}段"
        yield from self._looked(paragraph, f"{where}{beginning(self._plain(paragraph))}", in_table=False)
        yield from passage(where, *self._lines(paragraph))

    def _plain(self, paragraph: Element) -> str:
        """How the text begins that everyone sees: a finding must not spread what was hidden."""
        runs = (run for run in paragraph if local(run.tag) == "r")
        seen = [run for run in runs if self._styles.looks(run, paragraph, in_table=False) is Looks.PLAIN]
        return "".join("".join(_written(run)) for run in seen[:20])

    def _lines(self, paragraph: Element) -> Iterator[str]:
        """The text of a paragraph as one cell: breaks and tabs separate words."""
        pieces = []
        for element in _without_repetitions(paragraph):
            name = local(element.tag)
            if name in ("t", "delText", "instrText"):
                pieces.append(element.text or "")
            elif name in ("tab", "br", "cr"):
                pieces.append(" ")
            elif name == "docPr":
                pieces.append(f" {element.get('descr', '')} ")
        yield "".join(pieces)

    def _table(self, table: Element) -> Iterator[Fact]:
        self._tables += 1
        number = self._tables
        rows = [element for element in table.iter() if local(element.tag) == "tr"]
        for index, row in enumerate(rows, 1):
            where = f"{self._part}表{number}第{index}行"
            cells = [cell for cell in row if local(cell.tag) in ("tc", "sdt", "ins", "del")]
            for paragraph in row.iter():
                if local(paragraph.tag) == "p":
                    yield from self._looked(paragraph, where, in_table=True)
            yield from passage(where, *(" ".join(self._cell(cell)) for cell in cells))

    def _cell(self, cell: Element) -> Iterator[str]:
        for element in cell.iter():
            if local(element.tag) == "p":
                yield from self._lines(element)

    def _looked(self, paragraph: Element, where: str, *, in_table: bool) -> Iterator[Fact]:
        """What is wrong with the looks of a paragraph's text: changed, hidden, blackened."""
        changes = sum(local(element.tag) in _CHANGES for element in paragraph.iter())
        self._changes += changes
        if changes:
            yield spot(Concern.REVISIONS, "修订痕迹", where)
        looks = {
            self._styles.looks(run, paragraph, in_table=in_table or self._coloured or filled)
            for run, filled in _runs(paragraph)
            if any(text.strip() for text in _own_text(run))
        }
        if Looks.HIDDEN in looks:
            yield spot(Concern.HIDDEN_TEXT, "隐藏的文字", where)
        if Looks.INVISIBLE in looks:
            yield spot(Concern.HIDDEN_TEXT, "看不见的文字（白色或者极小）", where)
        if Looks.BLACKED_OUT in looks:
            yield spot(Concern.BLACKED_OUT, "涂黑的文字", where)


def _runs(element: Element, *, filled: bool = False) -> Iterator[tuple[Element, bool]]:
    """All runs below, those in text boxes included, each with whether it stands in a filled shape."""
    for child in element:
        if local(child.tag) != "Fallback":
            inside = filled or is_filled(child)
            if local(child.tag) == "r":
                yield child, inside
            yield from _runs(child, filled=inside)


def _own_text(run: Element) -> Iterator[str]:
    """The text of a run itself, without that of a text box that hangs on it."""
    return (child.text or "" for child in run if local(child.tag) in ("t", "delText"))


def _without_repetitions(element: Element) -> Iterator[Element]:
    """All elements below, without the second telling of drawings for old programs."""
    for child in element:
        if local(child.tag) != "Fallback":
            yield child
            yield from _without_repetitions(child)
