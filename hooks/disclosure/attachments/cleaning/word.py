"""Word files: changes accepted, comments and hidden text taken out, blackened text replaced."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.package import opened
from disclosure.attachments.word import ADDED, FORMER, REMOVED
from disclosure.attachments.word_looks import Looks, Styles, child
from disclosure.reading.xml_text import local

_TEXT = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes)\d*\.xml$")
_COMMENTS = re.compile(r"^word/(?:comments\w*|people)\.xml$")
_MARKS = re.compile(
    r"^(?:comment(?:RangeStart|RangeEnd|Reference)|move(?:From|To)Range(?:Start|End)|customXml\w+Range(?:Start|End))$"
)
_PROPERTIES = {"rPr", "trPr", "numPr"}  # where a change is a mark, not a holder of contents
_BLOCK = "███"


def clean_word(data: bytes) -> bytes:
    """A Word file without anything that its readers do not see."""
    parts = Parts(data)
    with opened(BytesIO(data)) as package:
        styles = Styles(package)
    for part in [part for part in parts.contents if _TEXT.match(part)]:
        parts.cut(part, lambda surgery: _clean_text(surgery, styles))
    parts.drop(_COMMENTS.match)
    return parts.clean()


def _clean_text(surgery: Surgery, styles: Styles) -> None:
    elements = list(surgery.root.iter())
    tables = {element for table in elements if local(table.tag) == "tbl" for element in table.iter()}
    for element in elements:
        name = local(element.tag)
        holder = surgery.parents.get(element)
        if name in REMOVED or name in ADDED:
            _accept(surgery, element, name, local(holder.tag) if holder is not None else "")
        elif name in FORMER or _MARKS.match(name):
            surgery.cut(element)
        elif name == "object":
            _keep_picture(surgery, element)
        elif name == "r":
            _clean_run(surgery, element, styles, in_table=element in tables)


def _accept(surgery: Surgery, change: Element, name: str, holder: str) -> None:
    if holder not in _PROPERTIES:
        (surgery.cut if name in REMOVED else surgery.unwrap)(change)
        return
    surgery.cut(change)
    owner = surgery.parents[surgery.parents[change]]
    if holder == "trPr" and name in REMOVED:
        surgery.cut(owner)
    elif name in REMOVED and local(owner.tag) == "pPr":
        _join_with_next(surgery, surgery.parents[owner])


def _join_with_next(surgery: Surgery, paragraph: Element) -> None:
    """A paragraph whose end was taken away goes on in the next one."""
    siblings = list(surgery.parents[paragraph])
    number = siblings.index(paragraph)
    following = siblings[number + 1] if number + 1 < len(siblings) else None
    if following is not None and local(following.tag) == "p" and len(following):
        surgery.join(paragraph, following, child(following, "pPr"))


def _keep_picture(surgery: Surgery, holder: Element) -> None:
    """Of an embedded file only its picture on the page stays."""
    for element in holder:
        if local(element.tag) == "OLEObject":
            surgery.cut(element)
    surgery.rename(holder, b"w:object", b"w:pict")


def _clean_run(surgery: Surgery, run: Element, styles: Styles, *, in_table: bool) -> None:
    paragraph = run
    while local(paragraph.tag) != "p" and paragraph in surgery.parents:
        paragraph = surgery.parents[paragraph]
    texts = [element for element in run if local(element.tag) == "t" and (element.text or "").strip()]
    looks = styles.looks(run, paragraph, in_table=in_table) if texts else Looks.PLAIN
    if looks in (Looks.HIDDEN, Looks.INVISIBLE):
        surgery.cut(run)
    elif looks is Looks.BLACKED_OUT:
        for element in texts:
            surgery.refill(element, _BLOCK)
        for name in ("highlight", "shd"):
            found = child(child(run, "rPr"), name)
            if found is not None:
                surgery.cut(found)
