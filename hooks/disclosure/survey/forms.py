"""The forms of a page: whether one can write into them, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "legend"})
_FAR = 200  # elements that are gone back


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A form, or a field for text without one: whether one can write into it, and the words in and around it."""

    words: str
    has_area: bool
    fields: int
    is_shut: bool = False
    heading: str = ""  # the nearest heading above it


def forms_of(tree: LexborHTMLParser) -> Iterator[FormSeen]:
    """Every form of a page, and every field for text without one."""
    for form in tree.css("form"):
        yield _form(form)
    for area in tree.css("textarea"):
        if not is_within(area, ("form",)) and area.parent is not None:
            yield _form(area.parent)


def _form(node: LexborNode) -> FormSeen:
    areas = [area for area in node.css("textarea")]
    inputs = [
        item
        for item in node.css("input")
        if (item.attributes.get("type") or "text").lower() in ("text", "tel", "email")
    ]
    controls = [*areas, *inputs]
    shut = bool(controls) and all("disabled" in item.attributes or "readonly" in item.attributes for item in controls)
    hints = [item.attributes.get(name) or "" for item in controls for name in ("placeholder", "name", "title")]
    buttons = [item.attributes.get("value") or "" for item in node.css("input[type=submit], input[type=button]")]
    words = " ".join([node.text(separator=" "), *hints, *buttons, node.attributes.get("action") or ""])
    return FormSeen(" ".join(words.split())[:2000], bool(areas), len(inputs), shut, _heading_above(node))


def _heading_above(node: LexborNode) -> str:
    """The heading that stands nearest above a form: among what comes before it, or before what it stands in."""
    current: LexborNode | None = node
    steps = 0
    while current is not None and current.tag != "body":
        before = current.prev
        while before is not None and steps < _FAR:
            steps += 1
            if before.tag in _HEADINGS:
                return " ".join(before.text().split())[:60]
            before = before.prev
        current = current.parent
    return ""


def is_within(node: LexborNode, tags: tuple[str, ...]) -> bool:
    """Whether an element stands in one of such a tag."""
    current = node.parent
    while current is not None:
        if current.tag in tags:
            return True
        current = current.parent
    return False
