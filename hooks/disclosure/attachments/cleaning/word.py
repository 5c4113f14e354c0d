"""Word files: changes accepted, comments and hidden text taken out, blackened text replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.office_view import view
from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.cleaning.word_sight import BLOCK, Sight, underlaid
from disclosure.attachments.package import opened
from disclosure.attachments.word import ADDED
from disclosure.attachments.word_looks import Styles, child
from disclosure.expressions import expression
from disclosure.reading.xml_text import local, xml_text, xml_tree

_TEXT = expression(r"^word/(?:document|header|footer|footnotes|endnotes)\d*\.xml$")
_COMMENTS = expression(r"^word/(?:comments\w*|people)\.xml$")
_CHUNK = expression(r"/afchunk", re.IGNORECASE)  # another document that Word shows in the place of the chunk
_MARKS = expression(
    r"^(?:comment(?:RangeStart|RangeEnd|Reference)|move(?:From|To)Range(?:Start|End)|customXml\w+Range(?:Start|End))$"
)
_PROPERTIES = {"rPr", "trPr", "numPr"}  # where a change is a mark, not a holder of contents
_BOUND = expression(r"creator|lastModifiedBy|Company|Manager")
# Fields that are filled in anew when the file is printed, and the properties that they show.
_FIELDS = {
    "AUTHOR": {"creator"}, "LASTSAVEDBY": {"lastModifiedBy"},
    "DOCPROPERTY": {"docProps/custom.xml", "Company", "Manager", "creator", "lastModifiedBy"},
}  # fmt: skip
_FIELD = expression(r"\s*([A-Z]+)", re.IGNORECASE)
_DIFFERS = "清理后的文字和原来的不一样，没有写出。请用 Word 或 WPS 打开、另存一次再试。"


def clean_word(data: bytes) -> bytes:
    """A Word file without anything that its readers certainly do not see, and with all that they see."""
    parts = Parts(data)
    with opened(BytesIO(data)) as package:
        styles = Styles(package)
    roots = {part: _root(parts, part) for part in parts.contents if _TEXT.match(part)}
    is_underlaid = underlaid(roots.values(), styles.root)
    sights = {part: Sight(root, styles, underlaid=is_underlaid) for part, root in roots.items()}
    before = {part: _seen(parts, part, root, sights[part]) for part, root in roots.items()}
    for part in roots:
        parts.cut(part, lambda surgery: _clean_text(surgery, Sight(surgery.root, styles, underlaid=is_underlaid)))
    parts.drop(_COMMENTS.match)
    chunks = {target for part in roots for _, kind, target in parts.relationships(part) if kind == "aFChunk"}
    copy = parts.clean(lambda part: part in chunks and _CHUNK.search(part), _shown_properties(roots.values()))
    _compare(before, Parts(copy))
    return copy


def _root(parts: Parts, part: str) -> Element:
    return xml_tree(xml_text(parts.contents[part]))


def _seen(parts: Parts, part: str, root: Element, sight: Sight) -> str:
    def ends(paragraph: Element) -> bool:
        return paragraph not in sight.unended

    return view(parts, part, root, sight.removed.__contains__, sight.blackened, ends)


def _compare(before: dict[str, str], copy: Parts) -> None:
    """Hold the copy against what was seen: in it nothing is hidden any more but what is doubtful, which is seen."""
    for part, text in before.items():
        if part not in copy.contents:
            after = ""
        else:
            after = view(copy, part, _root(copy, part), lambda element: False, {}, lambda paragraph: True)
        if after != text:
            raise NotCleaned(_DIFFERS)


def _shown_properties(roots: Iterable[Element]) -> set[str]:
    """The properties that a field of the text shows: they are seen."""
    told = [
        element.text or "" if local(element.tag) == "instrText" else " ".join(element.attrib.values())
        for root in roots
        for element in root.iter()
        if local(element.tag) in ("instrText", "fldSimple")
    ]
    words = {match[1].upper() for text in told if (match := _FIELD.match(text))}
    return {name for word in words for name in _FIELDS.get(word, ())}


def _clean_text(surgery: Surgery, sight: Sight) -> None:
    for element in sight.removed:
        surgery.cut(element)
    for element in surgery.root.iter():
        name = local(element.tag)
        if name in ADDED:
            holder = surgery.parents.get(element)
            is_mark = holder is not None and local(holder.tag) in _PROPERTIES
            (surgery.cut if is_mark else surgery.unwrap)(element)
        elif _MARKS.match(name) or (name == "dataBinding" and _BOUND.search(element.get(_xpath(element), ""))):
            surgery.cut(element)
        elif name == "object":
            _keep_picture(surgery, element)
        elif element in sight.unended:
            _join_with_next(surgery, element)
    for run in sight.runs:
        _show_block(surgery, run, sight)


def _xpath(element: Element) -> str:
    return next((key for key in element.attrib if local(key) == "xpath"), "")


def _join_with_next(surgery: Surgery, paragraph: Element) -> None:
    """A paragraph whose end was taken away goes on in the next one."""
    siblings = list(surgery.parents[paragraph])
    following = siblings[siblings.index(paragraph) + 1]
    surgery.join(paragraph, following, child(following, "pPr"))


def _keep_picture(surgery: Surgery, holder: Element) -> None:
    """Of an embedded file only its picture on the page stays."""
    for element in holder:
        if local(element.tag) == "OLEObject":
            surgery.cut(element)
    surgery.rename(holder, b"w:object", b"w:pict")


def _show_block(surgery: Surgery, run: Element, sight: Sight) -> None:
    """Of blackened text only the black stays."""
    for element in run:
        if element in sight.blackened:
            surgery.refill(element, BLOCK)
    for name in ("highlight", "shd"):
        found = child(child(run, "rPr"), name)
        if found is not None:
            surgery.cut(found)
