"""What stands in the HTML of a text that may not stand there, judged on the tree that a browser makes of it.

Browsers, not patterns, decide what is a tag: ``<svg/onload=…>`` and a scheme spelt in entities are read as they will
be read by a reader's browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.screening.allowed import ALLOWED, RUNNING, leads_elsewhere, permits, running_scheme

# Written into a copy of the source, these say where an element, an address or a comment comes from.
AT = "data-at"
_MARK = expression("\ue000([0-9]{1,9})\ue001")

# The text's surroundings on its page, and behind it two ends that land wherever the text has left the parser:
# a template stays even within a table, a wbr takes bold type that was never closed along.
_BEFORE = "<!doctype html><main><article><div>x"
_END = "data-end-of-text"
_AFTER = f"\n<template {_END}></template><wbr {_END}>"
_AROUND = ["div", "article", "main", "body", "html"]
_CLOSED_BY_ITSELF = frozenset({"p", "li", "dt", "dd", "rt", "rp", "tr", "td", "th", "thead", "tbody", "tfoot"})
_LITERAL = frozenset({"code", "pre"})
_FOREIGN = frozenset({"svg", "math"})


class What(Enum):
    """The kinds of slips."""

    RUNS = auto()
    HANDLER = auto()
    ADDRESS = auto()
    PICTURE = auto()
    ELEMENT = auto()
    ATTRIBUTE = auto()
    OPEN = auto()
    STRAY = auto()
    UNFINISHED = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Misplaced:
    """One thing that may not stand there; ``at`` is the mark of its place, where the source was marked."""

    what: What
    tag: str
    attribute: str = ""
    value: str = ""
    at: int | None = None

    @property
    def key(self) -> tuple[What, str, str]:
        """What two copies of the same text have in common."""
        return (self.what, self.tag, self.attribute)


def slips(html: str) -> list[Misplaced]:
    """Everything in the HTML of a text that may not stand there: in the order of the tree, then what is left open."""
    tree = LexborHTMLParser(f"{_BEFORE}{html}{_AFTER}")
    ends = [end for end in tree.css(f"[{_END}]")[-2:] if end.tag in ("template", "wbr")]
    around = [node for name in _AROUND if (node := tree.css_first(name)) is not None]
    found = [slip for node in around if node.tag in ("html", "body") for slip in _attributes(node)]
    known = {node.mem_id for node in (*ends, *around)}
    waiting = [child for node in around if node.tag == "body" for child in node.iter(include_text=True)][::-1]
    while waiting:
        node = waiting.pop()
        if node.mem_id not in known:
            found += _of(node)
        if node.tag not in _FOREIGN:
            waiting += [*node.iter(include_text=node.tag not in _LITERAL)][::-1]
    if len(ends) < 2 and not found:
        return [Misplaced(What.UNFINISHED, "")]
    return [*found, *_left_open(ends)]


def _of(node: LexborNode) -> Iterator[Misplaced]:
    """The slips of one element, comment or piece of text."""
    if node.tag == "-text":
        if "<!--" in (node.text_content or ""):
            yield Misplaced(What.OPEN, "!--", at=_mark(node.text_content or ""))
    elif node.tag is None or node.tag.startswith("-"):
        swallows = _END in (node.html or "")
        yield Misplaced(What.OPEN if swallows else What.COMMENT, "!--", at=_mark(node.html or ""))
    elif node.tag in RUNNING:
        yield Misplaced(What.RUNS, node.tag, at=_at(node))
    elif node.tag not in ALLOWED:
        yield Misplaced(What.ELEMENT, node.tag, at=_at(node))
        yield from (slip for slip in _attributes(node) if slip.what is not What.ATTRIBUTE)
    else:
        yield from _attributes(node)


def _attributes(node: LexborNode) -> Iterator[Misplaced]:
    """The attributes of an element that it may not have, or may not have with this value."""
    for name, given in node.attributes.items():
        value = given or ""
        if name == AT or permits(node.tag or "", name, value):
            continue
        address = _MARK.sub("", value)
        at = _mark(value) if value.startswith("\ue000") else None
        yield Misplaced(_what(name, address), node.tag or "", name, address, _at(node) if at is None else at)


def _what(name: str, value: str) -> What:
    """What is wrong with an attribute that is not permitted."""
    if name.startswith("on"):
        return What.HANDLER
    if running_scheme(value):
        return What.ADDRESS
    return What.PICTURE if name == "src" and leads_elsewhere(value) else What.ATTRIBUTE


def _left_open(ends: list[LexborNode]) -> list[Misplaced]:
    """The elements that the text leaves open, and those of the page around it that it closes."""
    chains = [_ancestors(end) for end in ends]
    if any([node.tag for node in chain][-len(_AROUND) :] != _AROUND for chain in chains):
        return [Misplaced(What.STRAY, "")]
    inside = {node.mem_id: node for chain in chains for node in chain[: -len(_AROUND)]}
    return [
        Misplaced(What.OPEN, node.tag or "", at=_at(node))
        for node in inside.values()
        if node.tag in ALLOWED and node.tag not in _CLOSED_BY_ITSELF
    ]


def _ancestors(node: LexborNode) -> list[LexborNode]:
    found = []
    parent = node.parent
    while parent is not None and not (parent.tag or "-").startswith("-"):
        found.append(parent)
        parent = parent.parent
    return found


def _at(node: LexborNode) -> int | None:
    """The mark on an element, else that in its address."""
    mark = node.attributes.get(AT) or ""
    return int(mark) if re.fullmatch("[0-9]{1,9}", mark) else _mark(node.attributes.get("href") or "")


def _mark(text: str) -> int | None:
    match = _MARK.search(text)
    return int(match[1]) if match else None
