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


class Looks(Enum):
    """What readers see of a run."""

    PLAIN = "plain"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"
    BLACKED_OUT = "blacked out"


class Styles:
    """The styles of a Word file, as far as they hide text."""

    def __init__(self, package: Package) -> None:
        elements = package.tree(_STYLES) if _STYLES in package.parts else ()
        self._styles = {
            attribute(style, "styleId"): style for style in elements if local(style.tag) == "style"
        }  # fmt: skip
        self._known: dict[str, bool] = {}

    def looks(self, run: Element, paragraph: Element, *, in_table: bool) -> Looks:
        """How a run is shown; ``in_table`` where its cell may have a colour of its own."""
        own = child(run, "rPr")
        if self._is_hidden(own, paragraph):
            return Looks.HIDDEN
        if own is None:
            return Looks.PLAIN
        colour = attribute(child(own, "color"), "val").upper()
        if is_blackened(own, colour):
            return Looks.BLACKED_OUT
        shaded = any(child(holder, "shd") is not None for holder in (own, child(paragraph, "pPr")))
        white = colour in _WHITE and not shaded and not in_table and child(own, "highlight") is None
        size = attribute(child(own, "sz"), "val")
        tiny = size.isdecimal() and int(size) <= _SMALLEST
        return Looks.INVISIBLE if white or tiny else Looks.PLAIN

    def _is_hidden(self, own: Element | None, paragraph: Element) -> bool:
        said = switched(own, "vanish")
        if said is not None:
            return said
        names = (
            attribute(child(own, "rStyle"), "val"),
            attribute(child(child(paragraph, "pPr"), "pStyle"), "val"),
        )
        return any(self._hides(name) for name in names)

    def _hides(self, name: str) -> bool:
        """Whether a style, or one that it is based on, hides text; a circle of styles hides nothing."""
        if name not in self._known:
            self._known[name] = False
            style = self._styles.get(name)
            said = switched(child(style, "rPr"), "vanish")
            base = attribute(child(style, "basedOn"), "val")
            self._known[name] = said if said is not None else bool(base) and self._hides(base)
        return self._known[name]


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
    return None if found is None else attribute(found, "val") not in _OFF


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
