"""Pictures, text boxes, charts and shapes: what hangs on a run of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Package, Relationship
from disclosure.attachments.word_looks import attribute, child, is_filled
from disclosure.expressions import expression
from disclosure.importing.word.losses import Left, Losses
from disclosure.importing.word.pictures import picture_key
from disclosure.reading.xml_text import local

_SHAPES = {"wsp", "shape", "rect", "roundrect", "oval", "polyline", "arc", "curve"}
_LINES = {"line", "straightConnector1"}


@dataclass
class Hanging:
    """What was found in a drawing: keys of pictures, words drawn as art, text boxes with whether they are filled."""

    pictures: list[str] = field(default_factory=list)
    boxes: list[tuple[Element, bool]] = field(default_factory=list)
    words: str = ""
    is_hidden: bool = False

    def __bool__(self) -> bool:
        return bool(self.pictures or self.boxes or self.words)


_OF_A_FILE = expression(r"[\\/]|\.[A-Za-z]{3,4}$|^(?:图片|Picture|IMG)[ _-]?[0-9]*$", re.IGNORECASE)


class Drawings:
    """Reads what is drawn in one part of a file."""

    def __init__(self, package: Package, part: str, losses: Losses) -> None:
        self._package = package
        self._relationships: dict[str, Relationship] = package.relationships(part)
        self._losses = losses

    def hanging(self, element: Element, where: str) -> Hanging:
        """What is to be carried over of a drawing, an old picture or an object; the rest is noted as lost."""
        found = Hanging()
        self._gather(element, found, where, is_filled(element))
        if not found and not found.is_hidden and not self._is_told(element, where):
            self._losses.add(Left.DRAWING, where)
        return found

    def _gather(self, element: Element, found: Hanging, where: str, filled: bool) -> None:
        for item in element:
            name = local(item.tag)
            if name == "AlternateContent":
                self._alternative(item, found, where, filled)
            elif name == "txbxContent":
                found.boxes.append((item, filled))
            elif name in ("blip", "imagedata"):
                self._picture(item, element, found, where)
            elif name == "textpath":
                found.words += attribute(item, "string")
            elif name == "txBody":
                found.words += " ".join(filter(None, map(_line, item)))
            elif name in ("Fallback", "docPr"):
                self._described(item, element, where)
            elif _is_unseen(item):
                self._losses.add(Left.HIDDEN, where)
                found.is_hidden = True
            else:
                self._gather(item, found, where, filled or is_filled(item))

    def _described(self, element: Element, holder: Element, where: str) -> None:
        """What a picture says of itself; the name of a file, as programs put it there, says nothing."""
        said = " ".join(attribute(element, "descr").split())
        if said and not _OF_A_FILE.search(said) and any(local(item.tag) == "blip" for item in holder.iter()):
            self._losses.add(Left.DESCRIBED, f"{where}：“{said[:60]}”" if where else f"“{said[:60]}”")

    def _alternative(self, element: Element, found: Hanging, where: str, filled: bool) -> None:
        """The same told twice: for new programs, and for old ones if the new have nothing to see."""
        for item in element:
            before = len(found.pictures) + len(found.boxes)
            self._gather(item, found, where, filled)
            if len(found.pictures) + len(found.boxes) > before:
                return

    def _picture(self, element: Element, holder: Element, found: Hanging, where: str) -> None:
        keys = [attribute(element, name) for name in ("embed", "id", "pict")]
        related = next((self._relationships[key] for key in keys if key in self._relationships), None)
        if related is None or related.external or related.target not in self._package.parts:
            self._losses.add(Left.PICTURE, where)
            return
        cut = child(holder, "srcRect")
        said = {**element.attrib, **(cut.attrib if cut is not None else {})}
        key = picture_key(related.target, said)
        if key not in found.pictures[-1:]:
            found.pictures.append(key)

    def _is_told(self, element: Element, where: str) -> bool:
        """Whether what has neither a picture nor text is told of as something better than a shape."""
        names = {local(item.tag) for item in element.iter()}
        if "chart" in names:
            self._losses.add(Left.CHART, where)
        elif "relIds" in names:
            self._losses.add(Left.DIAGRAM, "，".join([where, *self._diagram(element)]))
        return bool({"chart", "relIds", "blip", "imagedata"} & names) or not _is_seen(element)

    def _diagram(self, element: Element) -> Iterator[str]:
        """The words in a diagram, which everybody sees."""
        data = next((attribute(item, "dm") for item in element.iter() if local(item.tag) == "relIds"), "")
        related = self._relationships.get(data)
        if related is None or related.target not in self._package.parts:
            return
        words = [item.text or "" for item in self._package.tree(related.target).iter() if local(item.tag) == "t"]
        yield f"文字是“{'、'.join(word.strip() for word in words if word.strip())[:200]}”"


def _line(paragraph: Element) -> str:
    """The text of a paragraph in a drawing."""
    return "".join(item.text or "" for item in paragraph.iter() if local(item.tag) == "t")


def _is_seen(element: Element) -> bool:
    """Whether there is a shape to be seen that is no mere line, as one below the head of a paper."""
    shapes = [item for item in element.iter() if local(item.tag) in _SHAPES]
    forms = {attribute(item, "prst") for item in element.iter() if local(item.tag) == "prstGeom"}
    is_line = bool(forms) and forms <= _LINES
    return not is_line and any(attribute(item, "hr") not in ("t", "true") for item in shapes)


def _is_unseen(element: Element) -> bool:
    """Whether a shape or a picture is not shown."""
    told = next((item for item in element if local(item.tag) in ("docPr", "cNvPr")), None)
    said = child(element, "nvPicPr")
    told = told if told is not None else child(said, "cNvPr")
    return attribute(told, "hidden") in ("1", "true") or "visibility:hidden" in attribute(element, "style")
