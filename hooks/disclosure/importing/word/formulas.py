"""The text of a formula (Office Math): enough to read it, and to know what to look at in the file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from disclosure.attachments.word_looks import attribute, child
from disclosure.reading.xml_text import local


def formula(element: Element) -> str:
    """A formula on one line: fractions with a slash, powers with ``^``, roots with their sign."""
    return "".join(_part(item) for item in element)


def _part(element: Element) -> str:
    name = local(element.tag)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{_enclosed(_of(element, 'num'))}/{_enclosed(_of(element, 'den'))}"
    if name in ("sSup", "sSub", "sSubSup"):
        return f"{_of(element, 'e')}{_limits(element)}"
    if name == "rad":
        return f"{_of(element, 'deg')}√{_enclosed(_of(element, 'e'))}"
    if name == "d":
        return _in_brackets(element)
    if name == "nary":
        sign = attribute(child(child(element, "naryPr"), "chr"), "val") or "∫"
        return f"{sign}{_limits(element)}{_of(element, 'e')}"
    return formula(element)


def _limits(element: Element) -> str:
    """What stands below and above a sign."""
    below, above = _of(element, "sub"), _of(element, "sup")
    return (f"_{_enclosed(below)}" if below else "") + (f"^{_enclosed(above)}" if above else "")


def _of(element: Element, name: str) -> str:
    found = child(element, name)
    return formula(found) if found is not None else ""


def _in_brackets(element: Element) -> str:
    said = child(element, "dPr")
    begins, ends = (attribute(child(said, name), "val") if child(said, name) is not None else "" for name in _ENDS)
    inner = ",".join(formula(item) for item in element if local(item.tag) == "e")
    return f"{begins or '('}{inner}{ends or ')'}"


def _enclosed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


_ENDS = ("begChr", "endChr")
