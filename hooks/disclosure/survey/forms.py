"""The forms of a page: whether one can write into them, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A form, or a field for text without one: whether one can write into it, and the words in and around it."""

    words: str
    has_area: bool
    fields: int
    is_shut: bool = False


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
    return FormSeen(" ".join(words.split())[:2000], bool(areas), len(inputs), shut)


def is_within(node: LexborNode, tags: tuple[str, ...]) -> bool:
    """Whether an element stands in one of such a tag."""
    current = node.parent
    while current is not None:
        if current.tag in tags:
            return True
        current = current.parent
    return False
