"""What of a Word file is certainly hidden. What only may be hidden is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.word import FORMER, REMOVED
from disclosure.attachments.word_looks import Looks, Styles, attribute, child
from disclosure.reading.xml_text import local

_INK = {"t", "tab", "cr", "sym", "noBreakHyphen", "softHyphen"}  # the rest of a hidden run may hold other things
_SHELTERS = {"tbl", "txbxContent", "textbox"}  # which may have a colour of their own
_UNDERLAYS = {"drawing", "pict", "background"}  # which may lie behind the text
_PLAIN_FILLS = {"", "auto", "FFFFFF", "ffffff"}
_LEGIBLE = 3  # half-points: text of one point and less is there for nobody
BLOCK = "███"


class Sight:
    """Tells of one part what in it nobody sees, by its own styles; ``underlaid`` if anything lies behind its text."""

    def __init__(self, root: Element, styles: Styles, *, underlaid: bool) -> None:
        self._styles, self._underlaid = styles, underlaid
        self.removed: set[Element] = set()  # by a change that is accepted, or hidden
        self.blackened: dict[Element, str] = {}  # texts, and what is seen in their place
        self.runs: list[Element] = []  # that have something blackened in them
        self.unended: set[Element] = set()  # paragraphs that go on in the next one
        self._look(root)

    def _look(self, root: Element) -> None:
        stack: list[tuple[Element, Element | None, bool]] = [(root, None, False)]
        while stack:
            element, paragraph, sheltered = stack.pop()
            name = local(element.tag)
            paragraph = element if name == "p" else paragraph
            sheltered = sheltered or name in _SHELTERS
            if name == "r" and paragraph is not None:
                self._look_at_run(element, paragraph, sheltered)
            self._look_at_children(element)
            stack.extend((inner, paragraph, sheltered) for inner in element)

    def _look_at_children(self, element: Element) -> None:
        children = list(element)
        for number, inner in enumerate(children):
            name = local(inner.tag)
            if name in REMOVED or name in FORMER or _is_removed_with_its_frame(inner, name):
                self.removed.add(inner)
            elif name == "p" and _mark_is_removed(inner):
                self._close_up(inner, children[:number][-1:], children[number + 1 : number + 2])
        rows = [inner for inner in children if local(inner.tag) in ("tr", "tc")]
        if rows and all(row in self.removed for row in rows):
            self.removed.add(element)  # a table without rows, a row without cells

    def _close_up(self, paragraph: Element, before: list[Element], following: list[Element]) -> None:
        """A paragraph without its end goes with what is left of it into the next, or is no more."""
        if any(local(item.tag) == "p" and len(item) for item in following):
            empty = all(local(item.tag) in {"pPr", "proofErr", *REMOVED} for item in paragraph)
            if empty and not any(item in self.unended for item in before):
                self.removed.add(paragraph)
            else:
                self.unended.add(paragraph)

    def _look_at_run(self, run: Element, paragraph: Element, sheltered: bool) -> None:
        texts = [item for item in run if local(item.tag) == "t" and (item.text or "").strip()]
        looks = self._looks(run, paragraph, sheltered) if texts else Looks.PLAIN
        if looks in (Looks.HIDDEN, Looks.INVISIBLE):
            self.removed.update(item for item in run if local(item.tag) in _INK)
            if all(local(item.tag) in _INK or local(item.tag) == "rPr" for item in run):
                self.removed.add(run)
        elif looks is Looks.BLACKED_OUT:
            self.runs.append(run)
            self.blackened.update((text, BLOCK) for text in texts)

    def _looks(self, run: Element, paragraph: Element, sheltered: bool) -> Looks:
        """How a run looks; where white text may stand on a colour, only its size can hide it."""
        grounded = sheltered or self._underlaid
        looks = self._styles.looks(run, paragraph, in_table=grounded)
        if looks is not Looks.INVISIBLE:
            return looks
        size = attribute(child(child(run, "rPr"), "sz"), "val")
        if size.isdecimal() and int(size) < _LEGIBLE:
            return looks
        is_small = self._styles.looks(run, paragraph, in_table=True) is Looks.INVISIBLE
        return Looks.PLAIN if is_small else looks


def underlaid(roots: Iterable[Element], styles: Element | None) -> bool:
    """Whether a colour, a picture or a shape may lie behind the text of any page."""
    elements = [element for root in roots for element in root.iter()]
    if any(local(element.tag) in _UNDERLAYS for element in elements):
        return True
    own = [element for element in elements if local(element.tag) == "shd" and _is_own_ground(element)]
    return bool(own) or any(_is_own_ground(element) for element in _styled_grounds(styles))


def _styled_grounds(styles: Element | None) -> Iterator[Element]:
    """The shadings in the styles of paragraphs and characters, and in what holds where no style does."""
    for style in styles if styles is not None else ():
        if local(style.tag) == "docDefaults" or attribute(style, "type") in ("paragraph", "character"):
            yield from (element for element in style.iter() if local(element.tag) == "shd")


def _is_own_ground(shading: Element) -> bool:
    """Whether a shading is none of a cell of a table, whose text is not judged by its colour at all."""
    return attribute(shading, "fill") not in _PLAIN_FILLS or attribute(shading, "val") not in ("clear", "nil", "")


def _mark_is_removed(paragraph: Element) -> bool:
    looks = child(child(paragraph, "pPr"), "rPr")
    return any(child(looks, name) is not None for name in REMOVED)


def _is_removed_with_its_frame(element: Element, name: str) -> bool:
    """Whether a change takes away a whole row or cell."""
    mark = {"tr": ("trPr", "del"), "tc": ("tcPr", "cellDel")}.get(name)
    return mark is not None and child(child(element, mark[0]), mark[1]) is not None
