"""YAML as most of it is written: one key or item a line, each value whole in its line and without any sign of YAML.

Such a text means what its lines say, so it is read line by line, five times as fast as by the parser's events. Whatever
is written in another way (quotes, braces, comments, blank lines, values of several lines, and every fault) is left to
the parser: then there is no answer here, and nothing is guessed.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any, TypeVar, cast

from disclosure.expressions import expression

Location = tuple[str | int, ...]
Shared = TypeVar("Shared", Location, int)

COLUMN_BITS = 21  # of the number that tells a place: the longest text is one line of a million characters
_DEEPEST = 10
_LONGEST = 5_000  # lines
_UNPLAIN = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
# A value of one line: no sign of YAML at its beginning, no comment, no second key, no blank at its end.
_VALUE = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_UNPLAIN}][^:#{_UNPLAIN}]*(?::(?![ \n])[^:#{_UNPLAIN}]*)*(?<!\s)"
# An item of a list in brackets: besides no bracket, and nothing that is meant for the comma between two items.
_ITEM = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`，、；{_UNPLAIN}][^:#,\[\]{{}}，、；{_UNPLAIN}]*(?<!\s)"
_KEY = rf"([a-z][a-z0-9_]{{0,40}}):(?: (?:({_VALUE})|\[({_ITEM}(?:, {_ITEM})*)\]))?"
_MET: dict[Any, Any] = {}
_MOST_MET = 1 << 16
_LINES = expression(rf"^( *)(?:{_KEY}|- ({_VALUE}))$", re.MULTILINE)


def plainly_written(text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Location, int]] | None:
    """What a text says that is written in the plain way, and where each part stands; ``None`` for any other text.

    A place is one number: the line, counted from ``first_line``, above ``COLUMN_BITS`` bits of the column.
    """
    lines = _LINES.findall(text) if text.endswith("\n") else []
    if not lines or len(lines) != text.count("\n") or len(lines) > _LONGEST or lines[0][0] or not lines[0][1]:
        return None
    reading = _PlainReading(first_line)
    return (reading.data, reading.spots) if all(map(reading.take, lines)) and reading.waiting is None else None


def once(value: Shared) -> Shared:
    """The value that is equal to this one and was met before: the files of a site have the same keys in the same lines.

    Only so many are kept, however many different ones somebody writes.
    """
    known = _MET.get(value)
    if known is not None:
        return cast(Shared, known)
    if len(_MET) < _MOST_MET:
        _MET[value] = value
    return value


class _PlainReading:
    """What is read so far, and the mappings and lists that are open."""

    def __init__(self, first_line: int) -> None:
        self.data: dict[str, Any] = {}
        self.spots: dict[Location, int] = {(): (first_line << COLUMN_BITS) + 1}
        self.waiting: str | None = None  # a key whose value begins on the next line
        self._line = first_line << COLUMN_BITS
        self._indents: list[int] = [0]
        self._open: list[Any] = [self.data]
        self._locations: list[Location] = [()]

    def take(self, line: tuple[str, str, str, str, str]) -> bool:
        """Add a line; ``False`` where it does not fit, so that the text means something else, or nothing."""
        space, key, value, items, item = line
        indent, at = len(space), self._line + 1
        self._line += 1 << COLUMN_BITS
        if not (self._opened(indent, is_list=not key) if self.waiting is not None else self._closed(indent, key)):
            return False
        holder, location = self._open[-1], self._locations[-1]
        if not key:
            self.spots[once((*location, len(holder)))] = once(at + indent + 2)
            holder.append(item)
            return True
        if key in holder:
            return False
        key = intern(key)
        self.spots[once((*location, key))] = once(at + indent)
        holder[key] = value
        if items:
            holder[key] = self._in_brackets(items, (*location, key), at + indent + len(key) + len(": ["))
        elif not value:
            self.waiting = key
        return True

    def _in_brackets(self, items: str, location: Location, at: int) -> list[str]:
        made = items.split(", ")
        for number, item in enumerate(made):
            self.spots[once((*location, number))] = once(at)
            at += len(item) + len(", ")
        return made

    def _opened(self, indent: int, *, is_list: bool) -> bool:
        """Begin the value of the key that waits; a list may stand right below its key, a mapping stands further in."""
        if indent < self._indents[-1] + (not is_list) or len(self._open) > _DEEPEST:
            return False
        begun: Any = [] if is_list else {}
        self._open[-1][self.waiting] = begun
        self._locations.append((*self._locations[-1], self.waiting or ""))
        self._open.append(begun)
        self._indents.append(indent)
        self.waiting = None
        return True

    def _closed(self, indent: int, key: str) -> bool:
        """End what a line further out ends; whether it then goes on with what is open there."""
        while indent < self._indents[-1] or key and indent == self._indents[-1] and type(self._open[-1]) is list:
            if len(self._open) == 1:
                return False
            for kept in (self._open, self._indents, self._locations):
                kept.pop()
        return indent == self._indents[-1] and (type(self._open[-1]) is dict) == bool(key)
