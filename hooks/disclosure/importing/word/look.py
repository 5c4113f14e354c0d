"""How a paragraph and a run look: what they say themselves, what their styles say, what holds for the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Package
from disclosure.attachments.word_looks import Looks, Styles, attribute, child, properties_of, switched_on
from disclosure.expressions import expression
from disclosure.importing.word.paper import BOLD, LOWERED, RAISED, STRUCK
from disclosure.reading.xml_text import local

_HEADING = expression(r"(?:heading|标题|title)[ \t]*([1-9])$", re.IGNORECASE)
_TITLES = {"title", "标题", "文件标题", "公文标题"}
_USUAL_SIZE = 20  # half points, where a file says nothing
_MOST_DIGITS = 8
_USUAL_SCALE, _NARROWEST = 100, 5  # percent of the width of letters
_LOWEST = 60  # twentieths of a point that a line or a row is high
_BODY_TEXT = 9  # the outline level that means none
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett")


class WordLooks:
    """What the styles of a file say."""

    def __init__(self, package: Package, part: str) -> None:
        root = package.tree(part) if part in package.parts else None
        elements = [] if root is None else [item for item in root if local(item.tag) == "style"]
        self._styles = {attribute(item, "styleId"): item for item in elements}
        self._usual = next((key for key, item in self._styles.items() if _is_usual(item)), "")
        defaults = child(root, "docDefaults")
        self._run = child(child(defaults, "rPrDefault"), "rPr")
        self._hiding = Styles(package, part)
        self._runs: dict[tuple[str, str, str], Element | None] = {}
        self._paragraphs: dict[tuple[str, str], Element | None] = {}

    def chain(self, style: str, *, usual: bool = False) -> Iterator[Element]:
        """A style and all that it is based on; a circle ends where it began."""
        seen: set[str] = set()
        key = style or (self._usual if usual else "")
        while key and key not in seen and (element := self._styles.get(key)) is not None:
            seen.add(key)
            yield element
            key = attribute(child(element, "basedOn"), "val")

    def names(self, style: str) -> Iterator[str]:
        """The ids of a style and of all that it is based on."""
        return (attribute(element, "styleId") for element in self.chain(style, usual=True))

    def of_paragraph(self, properties: Element | None, name: str) -> Element | None:
        """What holds of a paragraph: said by itself or by its style."""
        found = child(properties, name)
        if found is not None:
            return found
        style = attribute(child(properties, "pStyle"), "val")
        if (style, name) not in self._paragraphs:
            said = (child(child(element, "pPr"), name) for element in self.chain(style, usual=True))
            self._paragraphs[style, name] = next((element for element in said if element is not None), None)
        return self._paragraphs[style, name]

    def of_run(self, own: Element | None, paragraph: Element | None, name: str) -> Element | None:
        """What holds of a run: said by itself, by its style, by that of its paragraph, or by the whole file."""
        found = child(own, name)
        if found is not None:
            return found
        key = attribute(child(own, "rStyle"), "val"), attribute(child(paragraph, "pStyle"), "val"), name
        if key not in self._runs:
            styles = [*self.chain(key[0]), *self.chain(key[1], usual=True)]
            said = (child(child(element, "rPr"), name) for element in styles)
            self._runs[key] = next((element for element in said if element is not None), child(self._run, name))
        return self._runs[key]

    def outline(self, properties: Element | None) -> int:
        """The level of a heading from 1 on; 0 for running text."""
        said = attribute(self.of_paragraph(properties, "outlineLvl"), "val")
        if said:
            level = whole_number(said, _BODY_TEXT)
            return level + 1 if level < _BODY_TEXT else 0
        named = (_HEADING.match(name) for name in self._style_names(properties))
        return next((int(found[1]) for found in named if found), 0)

    def is_title(self, properties: Element | None) -> bool:
        """Whether its style is that of a title."""
        return any(name.lower() in _TITLES for name in self._style_names(properties))

    def is_contents(self, properties: Element | None) -> bool:
        """Whether its style is that of a line of a table of contents."""
        return any(re.match(r"(?:toc|目录)[ \t]*\d$", name, re.IGNORECASE) for name in self._style_names(properties))

    def _style_names(self, properties: Element | None) -> list[str]:
        style = attribute(child(properties, "pStyle"), "val")
        return [attribute(child(element, "name"), "val") for element in self.chain(style)]

    def size(self, own: Element | None, paragraph: Element | None) -> int:
        """The size of a run in half points."""
        return whole_number(attribute(self.of_run(own, paragraph, "sz"), "val"), _USUAL_SIZE)

    def font(self, own: Element | None, paragraph: Element | None) -> str:
        """The font of its Chinese text."""
        return attribute(self.of_run(own, paragraph, "rFonts"), "eastAsia")

    def symbol_font(self, own: Element | None, paragraph: Element | None) -> str:
        """The font of its text if that is one of signs; "" otherwise."""
        fonts = self.of_run(own, paragraph, "rFonts")
        named = (attribute(fonts, name).lower() for name in ("ascii", "hAnsi"))
        return next((name for name in named if name.startswith(_SYMBOL_FONTS)), "")

    def colour(self, own: Element | None) -> str:
        """The colour that a run has of its own, ``FF0000``; "" for none or black."""
        said = attribute(child(own, "color"), "val").upper()
        return "" if said in ("AUTO", "000000") else said

    def is_on(self, own: Element | None, paragraph: Element | None, name: str) -> bool:
        """Whether a property of runs is on."""
        return switched_on(self.of_run(own, paragraph, name))

    def looks(self, own: Element | None, paragraph: Element | None) -> frozenset[str]:
        """What of the looks of a run a page shows as well."""
        found = {BOLD} if self.is_on(own, paragraph, "b") else set()
        if self.is_on(own, paragraph, "strike") or self.is_on(own, paragraph, "dstrike"):
            found.add(STRUCK)
        upright = attribute(self.of_run(own, paragraph, "vertAlign"), "val")
        found |= {look for look, name in ((RAISED, "superscript"), (LOWERED, "subscript")) if upright == name}
        return frozenset(found)

    def hiding(self, run: Element, paragraph: Element, *, on_colour: bool) -> Looks:
        """Whether readers see a run; ``on_colour`` where the ground behind it may not be white."""
        own, properties = child(run, "rPr"), properties_of(paragraph)
        if self.is_on(own, properties, "vanish") or self.is_on(own, properties, "webHidden"):
            return Looks.HIDDEN
        if self._is_squeezed(own, properties):
            return Looks.INVISIBLE
        return self._hiding.looks(run, paragraph, in_table=on_colour)

    def _is_squeezed(self, own: Element | None, properties: Element | None) -> bool:
        """Whether letters are so narrow, or lines so low, that nobody sees them."""
        if whole_number(attribute(self.of_run(own, properties, "w"), "val").rstrip("%"), _USUAL_SCALE) <= _NARROWEST:
            return True
        spacing = self.of_paragraph(properties, "spacing")
        height = whole_number(attribute(spacing, "line"), _LOWEST + 1)
        return attribute(spacing, "lineRule") == "exact" and height <= _LOWEST

    def is_flat(self, row: Element | None) -> bool:
        """Whether a row of a table, by its properties, is too low for anything to be seen in it."""
        said = child(row, "trHeight")
        height = whole_number(attribute(said, "val"), _LOWEST + 1)
        return attribute(said, "hRule") == "exact" and height <= _LOWEST

    def hides(self, style: str) -> bool:
        """Whether a style of tables hides their text, or that of their head or any other part."""
        said = (item for element in self.chain(style) for item in element.iter() if local(item.tag) == "vanish")
        return any(map(switched_on, said))

    def has_ground(self, style: str) -> bool:
        """Whether a style of tables gives cells a colour."""
        return any(local(item.tag) == "shd" for element in self.chain(style) for item in element.iter())


def _is_usual(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def is_unfilled(control: Element) -> bool:
    """Whether a content control still shows what Word says where nobody has filled it in."""
    return switched_on(child(child(control, "sdtPr"), "showingPlcHdr"))


def whole_number(said: str, otherwise: int = 0) -> int:
    """A number as an attribute tells it; ``otherwise`` for what is none, or has more digits than anything here."""
    return int(said) if said.isdecimal() and len(said) < _MOST_DIGITS else otherwise
