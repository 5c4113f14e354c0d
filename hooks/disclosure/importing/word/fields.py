"""Fields: what Word works out. Readers see the result; the instruction and what is thrown away they do not see."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.word_looks import attribute, child, switched_on
from disclosure.expressions import expression
from disclosure.importing.symbol_fonts import as_shown
from disclosure.importing.word.look import whole_number
from disclosure.importing.word.losses import Left, Losses

_CONTENTS = {"TOC", "INDEX", "TOA"}
_SILENT = {"TC", "XE", "TA", "RD", "ADVANCE", "SET", "PRIVATE", "ASK"}  # nothing of them is ever seen
_WORDS = expression(r'"([^"]*)"|(\S+)')
_IN_BRACKETS = expression(r"\(([^()]*)\)")
_CIRCLES = {"○": 0, "〇": 0, "O": 0, "◯": 0}
_FIGURES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


@dataclass
class _OpenField:
    """One field that has begun: its instruction, and whether its result has begun."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    chosen: str = ""

    @property
    def words(self) -> list[str]:
        """The instruction in words, what stands in quotation marks as one."""
        return [quoted or plain for quoted, plain in _WORDS.findall("".join(self.instruction))]

    @property
    def name(self) -> str:
        """What it does: TOC, HYPERLINK, REF …"""
        return next(iter(self.words), "").upper()


class Fields:
    """The fields of one story, in each other; they may go over many paragraphs."""

    def __init__(self, root: Element, losses: Losses) -> None:
        kinds = [attribute(item, "fldCharType") for item in root.iter() if item.tag.endswith("}fldChar")]
        self._is_sound = kinds.count("begin") == kinds.count("end")
        self._losses = losses
        self._open: list[_OpenField] = []

    @property
    def shows(self) -> bool:
        """Whether readers see what stands here."""
        if not self._is_sound:
            return True
        return all(item.in_result and not item.chosen and item.name not in _CONTENTS | _SILENT for item in self._open)

    @property
    def link(self) -> str:
        """The address to which the innermost link leads; "" outside of links, and for places in the file itself."""
        for item in reversed(self._open):
            if item.name == "HYPERLINK":
                words = item.words[1:]
                return words[0] if words and not words[0].startswith("\\") else ""
        return ""

    def mark(self, element: Element) -> str:
        """Take in the beginning, the middle or the end of a field; what is seen of one without a result."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._open.append(_OpenField(chosen=_chosen(element)))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            return self._ended(self._open.pop())
        return ""

    def instruct(self, text: str) -> None:
        """Take in a part of an instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def _ended(self, item: _OpenField) -> str:
        if item.name in _CONTENTS:
            self._losses.add(Left.CONTENTS)
        if item.name == "MERGEFIELD":
            self._losses.add(Left.MERGED, f"“{item.words[1]}”" if len(item.words) > 1 else "")
        if item.chosen:
            return item.chosen
        if item.in_result or item.name in _SILENT or not item.name or not self.shows:
            return ""
        seen = unworked(item.words)
        if not seen and item.name not in ("PAGE", "NUMPAGES", "SECTIONPAGES"):
            self._losses.add(Left.FIELDS, item.name)
        return seen


def unworked(words: list[str]) -> str:
    """What is seen of a field that has no result in the file: a sign by its number, a figure in a circle."""
    name = words[0].upper()
    if name == "SYMBOL" and len(words) > 1:
        font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
        number = whole_number(words[1])
        return as_shown(chr(number), font) if 31 < number < 0xFFFF else ""
    if name == "EQ":
        return _circled("".join(words[1:]))
    if name == "MACROBUTTON":
        return " ".join(words[2:])
    return ""


def _circled(instruction: str) -> str:
    """The figure that Word puts into a circle: ``\\o\\ac(○,3)``."""
    found = _IN_BRACKETS.search(instruction)
    parts = [part.strip() for part in found[1].replace("，", ",").replace(";", ",").split(",")] if found else []
    if len(parts) != 2 or parts[0] not in _CIRCLES:
        return ""
    if 0 < whole_number(parts[1]) <= len(_FIGURES):
        return _FIGURES[int(parts[1]) - 1]
    place = "一二三四五六七八九十".find(parts[1])
    return _CHINESE[place] if len(parts[1]) == 1 and place >= 0 else f"（{parts[1]}）"


def _chosen(element: Element) -> str:
    """What a box of a form shows: whether it is ticked, or which line of a list was picked; "" for other fields."""
    data = child(element, "ffData")
    if (box := child(data, "checkBox")) is not None:
        said = child(box, "checked")
        return "☑" if switched_on(said if said is not None else child(box, "default")) else "☐"
    lines = child(data, "ddList")
    if lines is None:
        return ""
    names = [attribute(item, "val") for item in lines if item.tag.endswith("}listEntry")]
    said = child(lines, "result") if child(lines, "result") is not None else child(lines, "default")
    return next(iter(names[whole_number(attribute(said, "val")) :]), "")
