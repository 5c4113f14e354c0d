"""Plain Markdown straight to its tree: headings, paragraphs, lists, tables, links and bold type.

Most papers of an office hold nothing else, and on each line of them the parser tries some forty patterns. What is
made here is the tree that the parser would make, element for element; where a text has any sign that might mean more,
nothing is made and the parser is asked. The tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element, SubElement

from markdown.extensions.toc import unique
from markdown.serializers import RE_AMP

from disclosure.expressions import expression

# What might mean more wherever it stands: code, escapes, tags and quotations, entities, blanks that are no plain ones;
# struck and marked type, pictures, footnotes, definitions, notes, blanks at the end of a line.
_ODD = expression(r"[`\\<>&\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MORE = ("~~", "==", "![", "[^", "]:", "!!!", "???", " \n")
# The same at the beginning of a line: blanks, rules, terms.
_BEGINNINGS = expression(r"\n(?:[^\S\n]|[=:]|[-*_][-*_ ]*\n)")
_BLANK_LINES = expression(r"\n\n+")
_HEADING = expression(r"(#{1,6})([^#\n]+)\Z")
_ITEM = expression(r"(?:[*+-]|(\d+)\.)[ ]+(.*)")
_RULE = expression(r"[|:\- ]+\Z")
_MAY_BEGIN_A_BLOCK = expression(r"[#=:]|[-*_][-*_ ]*\Z")
_LINK = r"\[(?P<text>[^\[\]*\n]*)\]\((?P<href>[^\s()\[\]\"'*]*)\)"
_LINKS = expression(_LINK)
_MARKS = expression(rf"{_LINK}|(?<!\*)\*\*(?!\s)(?P<strong>[^*]+)(?<!\s)\*\*(?!\*)")
_MARKED = expression(r"[\[\]*_]|://")  # what is left in plain text must have none of these


class _NotPlain(Exception):
    """The text has something of which only the parser knows what it means."""


def tree_of(text: str, heading_id: Callable[[str, str], str]) -> Element | None:
    """The tree of a text as the parser leaves it, with the line ends between blocks; ``None`` if it is not plain.

    ``heading_id`` makes the id of a heading from its words and the sign that stands between them.
    """
    framed = f"\n{text}\n"
    if framed.isspace() or _ODD.search(text) or any(sign in framed for sign in _MORE) or _BEGINNINGS.search(framed):
        return None
    root = Element("div")
    try:
        for block in _BLANK_LINES.split(text.strip("\n")):
            _add(root, block)
    except _NotPlain:
        return None
    _settle_headings(root, heading_id)
    return root


def html_of(root: Element) -> str:
    """What stands in an element, as the parser's own serializer writes it, without blanks at its ends."""
    pieces: list[str] = []
    for child in root:
        _write(child, pieces.append)
    return "".join(pieces).strip()


def _add(root: Element, block: str) -> None:
    """Add the elements of one block, a piece of text without blank lines."""
    if block[0] == "#":
        _add_heading(root, block)
        return
    lines = block.split("\n")
    if len(lines) > 1 and _RULE.match(lines[1]):
        _add_table(root, lines)
    elif item := _ITEM.match(block):
        _add_list(root, lines, "ol" if item[1] else "ul", item[1])
    elif "\n#" in block:
        raise _NotPlain
    else:
        _fill(_block(root, "p"), block)


def _block(parent: Element, tag: str, text: str | None = None) -> Element:
    """A new block below another one."""
    made = SubElement(parent, tag)
    made.text, made.tail = text, "\n"
    return made


def _add_heading(root: Element, block: str) -> None:
    found = _HEADING.match(block)
    words = found[2].strip() if found else ""
    if not found or not words:
        raise _NotPlain
    _fill(_block(root, f"h{len(found[1])}"), words)


def _add_list(root: Element, lines: list[str], tag: str, number: str | None) -> None:
    """Add a list; one that follows on another of its kind goes on with that, and parts the two with paragraphs."""
    goes_on = len(root) > 0 and root[-1].tag == tag
    if goes_on:
        whole = root[-1]
        _loosen(whole[-1])
    else:
        whole = _block(root, tag, "\n")
        if number not in (None, "1"):
            whole.set("start", str(number))
    for place, line in enumerate(lines):
        found = _ITEM.match(line)
        if not found or (found[1] is None) != (tag == "ul"):
            raise _NotPlain
        words = found[2]
        if not words or _MAY_BEGIN_A_BLOCK.match(words) or _ITEM.match(words):
            raise _NotPlain
        item = _block(whole, "li")
        _fill(item, words.lstrip())
        if goes_on and not place:
            _loosen(item)


def _loosen(item: Element) -> None:
    """Put what stands in an item into a paragraph, unless it does."""
    if len(item) and item[0].tag == "p":
        return
    held = list(item)
    item[:] = []
    paragraph = _block(item, "p", item.text)
    paragraph.extend(held)
    item.text = "\n"


def _add_table(root: Element, lines: list[str]) -> None:
    head, rule, *rows = (_cells(line) for line in lines)
    if len(head) != len(rule) or len(head) < 2 or not rows:  # noqa: PLR2004 — a table of one column is told otherwise
        raise _NotPlain
    looks = [_alignment(cell.strip(" ")) for cell in rule]
    table = _block(root, "table", "\n")
    _add_row(_block(table, "thead", "\n"), "th", head, looks)
    body = _block(table, "tbody", "\n")
    for row in rows:
        _add_row(body, "td", row, looks)


def _cells(line: str) -> list[str]:
    if len(line) < 2 or line[0] != "|" or line[-1] != "|":  # noqa: PLR2004 — the one at each end
        raise _NotPlain
    return line[1:-1].split("|")


def _alignment(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def _add_row(part: Element, tag: str, cells: list[str], looks: list[str]) -> None:
    """Add a row with as many cells as the head has."""
    row = _block(part, "tr", "\n")
    for place, look in enumerate(looks):
        cell = _block(row, tag)
        if look:
            cell.set("align", look)
        _fill(cell, cells[place].strip(" ") if place < len(cells) else "")


def _fill(element: Element, words: str, marks: re.Pattern[str] = _MARKS) -> None:
    """Put running text into an element, its links and bold type as elements of their own."""
    if not _MARKED.search(words):
        element.text = words
        return
    past = 0
    last: Element | None = None
    for found in marks.finditer(words):
        _put(element, last, words[past : found.start()])
        past = found.end()
        if found["href"] is not None:
            last = SubElement(element, "a", {"href": found["href"]})
            last.text = found["text"]
        else:
            last = SubElement(element, "strong")
            _fill(last, found["strong"], _LINKS)
    _put(element, last, words[past:])


def _put(element: Element, last: Element | None, words: str) -> None:
    if _MARKED.search(words):
        raise _NotPlain
    if last is None:
        element.text = words
    else:
        last.tail = words


def _settle_headings(root: Element, heading_id: Callable[[str, str], str]) -> None:
    """Give headings their ids, and put them below the page's own."""
    headings = [element for element in root if element.tag[0] == "h"]
    lower = any(element.tag == "h1" for element in headings)
    used: set[str] = set()
    counters: dict[str, int] = {}
    for element in headings:
        words = " ".join("".join(element.itertext()).split())
        element.set("id", unique(heading_id(words, "-"), used, counters))  # type: ignore[call-arg]  # the stub is old
        if lower:
            element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    write(f"<{tag}")
    for name, value in sorted(element.items()):
        write(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"')
    write(">")
    if element.text:
        write(_escaped(element.text))
    for child in element:
        _write(child, write)
    if tag not in HTML_EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(_escaped(element.tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
