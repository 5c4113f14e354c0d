"""The clauses of a text on its page: each is a block with its id, and its number a link that names and copies itself.

The clauses are read from what was written (``reading.clauses``) and found again by how they
begin, one after another. Nothing of the text is changed: what is added is for those who hear the page, and is said
to the comparison of what was written with what is shown (``screening.fidelity``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.reading.clauses import Clause
from disclosure.records.documents import Document
from disclosure.records.kinds import CLAUSED_KINDS

BLOCK, LINK, SPOKEN, AMENDED, TIES = "clause", "clause__no", "clause__say", "clause__amended", "clause__ties"
OF_ARTICLE, OF_PART = "，复制本条链接", "复制这部分的链接"  # what the link of a number is called behind the number
CONTENTS_FROM = 3  # clauses from which on there is a list of contents
_LONGEST_CONTENTS = 60
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENED = frozenset({"ul", "ol", "li", "dl", "div", "details"})  # blocks in which a clause may begin
_BEGINNINGS = _HEADINGS | {"p", "li", "dt", "dd", "summary"}
_SUBSTANCE = expression(r"[^\W_]+")
_LINK_TEXT = expression(r"!?\[([^\[\]]*)\]\([^()\s]*\)|<[^<>]{0,200}>|&[a-z]+;")
_PUT_ASIDE = "\x02[^\x03]{0,40}\x03"  # where the parser has taken out raw HTML and will put it back
_BEFORE_TEXT = expression(rf"(?:\s|{_PUT_ASIDE})*")
_TOLD = 12  # signs by which the beginning of a clause is known again


@dataclass(frozen=True)
class ContentsLine:
    """A line of the list of contents: the clause, and what is said of it to help find it."""

    clause: Clause
    words: str


@dataclass(frozen=True)
class Tie:
    """A link that stands behind a clause to what has to do with it: an address of the site, or ``#…`` of the page."""

    words: str
    address: str
    origin: Place


def contents(document: Document) -> list[ContentsLine]:
    """The clauses of a document as a list of contents; none where there is little to find."""
    found = clauses_of(document)
    deep = any(clause.is_article for clause in found)
    shown = [clause for clause in found if clause.level == 1 or (deep and clause.is_article)]
    if not CONTENTS_FROM <= len(shown) <= _LONGEST_CONTENTS:
        return []
    hints = document.clause_hints
    return [
        ContentsLine(clause, hints.get(clause.id) or ("" if clause.title in clause.name else clause.title))
        for clause in shown
    ]


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """The clauses that a document's page has anchors for: those of policies, drafts and the office's own rules."""
    return document.body.clauses if document.kind in CLAUSED_KINDS else ()


def anchored(
    root: Element,
    document: Document,
    href: Callable[[str, Clause], str],
    tied: Callable[[Clause], Sequence[tuple[str, str]]],
) -> None:
    """Give the clauses their ids and links in the tree of a page; ``href`` notes a link to an address of the page.

    ``tied`` are the words and the hrefs that stand behind a clause, asked for where there is a place for them.
    """
    placed = list(_placed(root, clauses_of(document)))
    for clause, element, parent in placed:
        if element.get("id") == clause.id:
            del element.attrib["id"]
        link = _link(element, clause, href)
        if link is not None and clause.id in document.amended_clauses:
            _mark_as_amended(link, element)
        if parent is not root:
            element.set("id", clause.id)
            if element.tag == "li":
                _tie(element, tied(clause))
    _wrap(root, {element: clause for clause, element, parent in placed if parent is root}, tied)


def _placed(root: Element, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Element, Element]]:
    """Each clause with the block that begins it and what holds that; one that is nowhere is left out."""
    blocks = [(element, parent, _substance("".join(element.itertext()))) for element, parent in _blocks(root)]
    place = 0
    for clause in clauses:
        wanted = _beginnings(clause)
        for number in range(place, len(blocks)):
            element, parent, said = blocks[number]
            if said.startswith(wanted):
                yield clause, element, parent
                place = number + 1
                break


def _blocks(parent: Element) -> Iterator[tuple[Element, Element]]:
    for element in parent:
        if element.tag in _BEGINNINGS:
            yield element, parent
        if element.tag in _OPENED and "footnote" not in element.get("class", ""):
            yield from _blocks(element)


def _beginnings(clause: Clause) -> tuple[str, ...]:
    """How the block of a clause begins: with its number, or, in a list that counts itself, behind it."""
    label = _substance(clause.label)
    first = _LINK_TEXT.sub(lambda match: match[1] or "", clause.text.partition("\n")[0])
    said = _substance(clause.title if clause.is_heading else first)[:_TOLD]
    if clause.is_article:
        return (label,)
    return (label + said, said) if clause.is_counted and said else (label + said,)


def _substance(text: str) -> str:
    return "".join(_SUBSTANCE.findall(re.sub(_PUT_ASIDE, "", text) if "\x02" in text else text))


def _link(element: Element, clause: Clause, href: Callable[[str, Clause], str]) -> Element | None:
    """Make the number of a clause the link to it; where there is none to see, a mark at the end of its first line."""
    if clause.is_counted and clause.level > 1:
        return None
    made = Element("a", {"class": LINK, "href": href(f"#{clause.id}", clause)})
    if clause.label and not clause.is_counted and _in_place(element, clause.label, made):
        made.text = clause.label
        made.set("aria-label", clause.label + (OF_ARTICLE if clause.is_article else OF_PART))
        return made
    spoken = SubElement(made, "span", {"class": SPOKEN})
    spoken.text = f"复制“{clause.name}”的链接"
    target = element[0] if element.tag == "li" and len(element) and element[0].tag == "p" else element
    at = next((place for place, child in enumerate(target) if child.tag in ("ul", "ol")), len(target))
    target.insert(at, made)
    return made


def _mark_as_amended(link: Element, block: Element) -> None:
    """Say behind the number of a clause that it was changed."""
    parent = next(element for element in block.iter() if link in list(element))
    mark = Element("span", {"class": AMENDED})
    mark.text, mark.tail, link.tail = "已修改", link.tail, None
    parent.insert(list(parent).index(link) + 1, mark)


def _in_place(element: Element, label: str, made: Element) -> bool:
    """Put a link where a block begins with these words; not where they are a part of another link, or in pieces."""
    while not (element.text or "").strip():
        if not len(element) or element[0].tag in ("a", "code", "img"):
            return False
        element = element[0]
    text = element.text or ""
    begins = found.end() if (found := _BEFORE_TEXT.match(text)) else 0
    if not text.startswith(label, begins):
        return False
    element.text, made.tail = text[:begins] or None, text[begins + len(label) :] or None
    element.insert(0, made)
    return True


def _tie(holder: Element, links: Sequence[tuple[str, str]]) -> None:
    """Put links at the end of the block of a clause, in a line of their own."""
    if links:
        line = SubElement(holder, "p", {"class": TIES})
        for words, href in links:
            SubElement(line, "a", {"href": href}).text = words


def _wrap(root: Element, beginning: dict[Element, Clause], tied: Callable[[Clause], Sequence[tuple[str, str]]]) -> None:
    """Put each clause that begins among the uppermost blocks into a block of its own, up to the next one."""
    made: list[Element] = []
    holder: Element | None = None
    for element in list(root):
        root.remove(element)
        if element in beginning:
            holder = Element("div", {"class": BLOCK, "id": beginning[element].id})
            made.append(holder)
        elif element.get("class") == "footnote" or element.tag == "hr":
            holder = None
        if holder is None:
            made.append(element)
        else:
            holder.append(element)
    root.extend(made)
    holders = {block.get("id"): block for block in made if block.get("class") == BLOCK}
    for clause in beginning.values():
        _tie(holders[clause.id], tied(clause))
