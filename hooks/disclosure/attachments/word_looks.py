"""How Word shows a run of text: whether its own formatting or its styles hide it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Package
from disclosure.reading.xml_text import local

_STYLES = "word/styles.xml"
_OFF = {"0", "false", "off"}
_WHITE = {"FFFFFF", "FEFEFE", "FDFDFD"}
_SMALLEST = 4  # half-points
_LONGEST = 6  # digits of a size that means anything


class Looks(Enum):
    """What readers see of a run."""

    PLAIN = "plain"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"
    BLACKED_OUT = "blacked out"


class Styles:
    """The styles of a Word file, as far as they hide text; ``root`` holds them all, where there are any."""

    def __init__(self, package: Package, part: str = _STYLES) -> None:
        self.root = package.tree(part) if part in package.parts else None
        self._styles = {
            attribute(style, "styleId"): style
            for style in (self.root if self.root is not None else ())
            if local(style.tag) == "style"
        }  # fmt: skip
        self._found: dict[tuple[str, str], Element | None] = {}

    def looks(self, run: Element, paragraph: Element, *, in_table: bool) -> Looks:
        """How a run is shown; ``in_table`` where its cell may have a colour of its own."""
        own = child(run, "rPr")
        if self._is_hidden(own, paragraph):
            return Looks.HIDDEN
        colour = attribute(self._said(own, paragraph, "color"), "val").upper()
        if own is not None and is_blackened(own, colour):
            return Looks.BLACKED_OUT
        white = colour in _WHITE and not in_table and not self._is_grounded(own, paragraph)
        size = attribute(self._said(own, paragraph, "sz"), "val")
        tiny = len(size) < _LONGEST and size.isdecimal() and int(size) <= _SMALLEST
        return Looks.INVISIBLE if white or tiny else Looks.PLAIN

    def _is_grounded(self, own: Element | None, paragraph: Element) -> bool:
        """Whether text may stand on a colour: its own, its paragraph's, or that of a style."""
        if child(properties_of(paragraph), "shd") is not None or child(own, "highlight") is not None:
            return True
        names = _styles_of(own, paragraph)
        return self._said(own, paragraph, "shd") is not None or any(
            self._in_style(name, "shd", "pPr") is not None for name in names
        )

    def _said(self, own: Element | None, paragraph: Element, name: str) -> Element | None:
        """What holds of a run: said by itself, by the style of its characters, or by that of its paragraph."""
        found = child(own, name)
        styles = iter(_styles_of(own, paragraph))
        while found is None and (style := next(styles, None)) is not None:
            found = self._in_style(style, name)
        return found

    def _in_style(self, style: str, name: str, part: str = "rPr") -> Element | None:
        """The same in a style, or in one that it is based on; a circle of styles says nothing."""
        key = (style, f"{part}/{name}")
        if key not in self._found:
            self._found[key] = None
            element = self._styles.get(style)
            found = child(child(element, part), name)
            base = attribute(child(element, "basedOn"), "val")
            self._found[key] = found if found is not None or not base else self._in_style(base, name, part)
        return self._found[key]

    def _is_hidden(self, own: Element | None, paragraph: Element) -> bool:
        said = switched(own, "vanish")
        if said is not None:
            return said
        return any(self._hides(name) for name in _styles_of(own, paragraph))

    def _hides(self, name: str) -> bool:
        """Whether a style, or one that it is based on, hides text."""
        return switched_on(self._in_style(name, "vanish"))


def _styles_of(own: Element | None, paragraph: Element) -> tuple[str, str]:
    """The names of the styles of a run and of its paragraph."""
    return (
        attribute(child(own, "rStyle"), "val"),
        attribute(child(properties_of(paragraph), "pStyle"), "val"),
    )


def properties_of(paragraph: Element) -> Element | None:
    """The properties of a paragraph, which stand first in it: there may be a hundred thousand runs."""
    first = next(iter(paragraph), None)
    return first if first is not None and local(first.tag) == "pPr" else None


def is_blackened(looks: Element, colour: str) -> bool:
    """Whether text stands on black and is not light; Word turns text without a colour white on black shading."""
    if _is_light(colour):
        return False
    if attribute(child(looks, "highlight"), "val") == "black":
        return True
    shading = child(looks, "shd")
    dark = attribute(shading, "fill") in ("000000", "black")
    solid = attribute(shading, "val") == "solid" and attribute(shading, "color") in ("000000", "black")
    return (dark or solid) and colour not in ("", "AUTO")


def _is_light(colour: str) -> bool:
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red + green + blue > 200


def switched(looks: Element | None, name: str) -> bool | None:
    """Whether a property is on or off; ``None`` where nothing is said."""
    found = child(looks, name)
    return None if found is None else switched_on(found)


def switched_on(found: Element | None) -> bool:
    """Whether a property is said and is on."""
    return found is not None and attribute(found, "val") not in _OFF


def child(holder: Element | None, name: str) -> Element | None:
    """The first child of this name."""
    return next((element for element in _children(holder) if local(element.tag) == name), None)


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its local name."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _children(holder: Element | None) -> Iterator[Element]:
    return iter(holder) if holder is not None else iter(())


_FILLS = {"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"}
_DRAWN = {"wsp", "shape", "rect", "roundrect", "oval", "wgp", "group", "wpc"}
_PAPER = {"", "AUTO", *_WHITE}


def is_filled(element: Element) -> bool:
    """Whether an element is a shape with a ground of its own colour, so that white text in it may be seen."""
    if local(element.tag) not in _DRAWN:
        return False
    if local(element.tag) in ("wgp", "group", "wpc"):
        return True  # what lies behind a shape in a group cannot be told
    properties = child(element, "spPr")
    if properties is None:  # VML
        colour = element.get("fillcolor", "").upper().lstrip("#")
        return element.get("filled", "t") not in ("f", "false") and colour not in (*_PAPER, "WHITE")
    fill = next((item for item in properties if local(item.tag) in {*_FILLS, "noFill"}), None)
    if fill is None:
        return attribute(child(child(element, "style"), "fillRef"), "idx") not in ("", "0")
    return local(fill.tag) in _FILLS and attribute(child(fill, "srgbClr"), "val").upper() not in _WHITE


def has_coloured_paper(root: Element) -> bool:
    """Whether the pages of a document have a background."""
    return attribute(child(root, "background"), "color").upper() not in _PAPER
