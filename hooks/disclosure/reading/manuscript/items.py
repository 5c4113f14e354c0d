"""The items of a list as they are typed, each with the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.reading.manuscript.lines import Line, are_wide
from disclosure.reading.manuscript.sentences import BLANKS, Border, border

# A longer number is a year.
ITEM = expression(rf"(?P<mark>[-*+]|(?P<number>\d{{1,3}})\.)(?P<gap>[{BLANKS}]+)(?=\S)")
_INNER = 2  # columns by which an item in another is set in at least; the parser itself asks for four
_DEPTH = 4


@dataclass
class ListItem:
    """One item: its mark, its first line without it, what else belongs to it, and the blank lines before it."""

    mark: str
    head: Line
    before: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines of the item, set in only against each other."""
        first = next((line for line in self.below if not line.is_blank and line.indent >= _INNER), None)
        depth = min(first.indent, _DEPTH) if first is not None else _DEPTH
        return [self.head, *(line.outdented(depth) for line in self.below)]


@dataclass
class ListItems:
    """The items of a list, and where it ends."""

    end: int
    items: list[ListItem] = field(default_factory=list)

    @property
    def is_literal(self) -> bool:
        """Whether the numbers do not run on, so that a list would show others; one of nothing but 1 counts itself."""
        numbers = [item.mark[:-1] for item in self.items]
        if numbers[0] == "" or set(numbers) == {"1"}:
            return False
        return numbers != [str(int(numbers[0]) + place) for place in range(len(numbers))]


def gathered(lines: list[Line], start: int, kind: Callable[[int], str]) -> ListItems:
    """The list that begins at a line; ``kind`` tells what begins at another."""
    base = lines[start].indent
    found = ListItems(start)
    place, blanks = start, list[Line]()
    while place < len(lines):
        line = lines[place]
        if line.is_blank:
            blanks.append(line.saying(""))
        elif (item := _item(line, base, found)) is not None:
            found.items.append(ListItem(item["mark"], line.bare().without(item.end()), blanks))
            blanks, found.end = [], place + 1
        elif found.items and _belongs(lines, place, base, bool(blanks), kind):
            found.items[-1].below += [*blanks, line.outdented(base)]
            blanks, found.end = [], place + 1
        else:
            break
        place += 1
    return found


def _item(line: Line, base: int, found: ListItems) -> re.Match[str] | None:
    """The beginning of the next item of the same list."""
    item = ITEM.match(line.text.lstrip(BLANKS))
    if item is None or line.indent >= base + _INNER:
        return None
    is_same = not found.items or (found.items[0].mark[-1] == ".") == (item["number"] is not None)
    return item if is_same else None


def _belongs(lines: list[Line], place: int, base: int, is_apart: bool, kind: Callable[[int], str]) -> bool:
    """Whether a line is a part of the item above it."""
    line = lines[place]
    if line.indent >= base + _INNER and (not are_wide(line.text) or ITEM.match(line.text.lstrip(BLANKS))):
        return True
    if is_apart or kind(place):
        return False
    return border(lines[place - 1].text, line.text) is Border.GOES_ON
