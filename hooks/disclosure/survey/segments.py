"""Lines that say one thing each in turn, as cards, list items or rows: where one ends and the next begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from disclosure.survey.page import SeenLine


def segments(lines: Sequence[SeenLine], is_key: Callable[[SeenLine], bool]) -> list[list[SeenLine]]:
    """The lines around each of those that are keys, of which every segment has one.

    A key's segment is the largest element around it in which no other key stands. Where that is the line alone, the
    segments follow each other: each begins as far before its key as the first one does, or at a heading.
    """
    keys = [number for number, line in enumerate(lines) if is_key(line)]
    around = Counter(step for number in keys for step in dict.fromkeys(lines[number].chain))
    found = []
    ahead = _lines_ahead(lines, keys)
    for place, number in enumerate(keys):
        own = next((step for step in lines[number].chain if around[step] == 1), None)
        members = [line for line in lines if own is not None and own in line.chain]
        if len(keys) == 1:
            members = list(lines)
        elif len(members) <= 1 and lines[number].tag not in ("li", "tr"):
            members = _in_turn(lines, keys, place, ahead)
        found.append(members or [lines[number]])
    return found


def _lines_ahead(lines: Sequence[SeenLine], keys: Sequence[int]) -> int:
    """How many lines a segment has before its key: the least number that stands between two keys, or before the first.

    Only lines that look like its own count: short ones with a colon.
    """
    if not keys:
        return 0
    number = keys[0]
    while number > 0 and lines[number - 1].level == 0 and _is_field(lines[number - 1]):
        number -= 1
    return keys[0] - number


def _in_turn(lines: Sequence[SeenLine], keys: Sequence[int], place: int, ahead: int) -> list[SeenLine]:
    def begins(at: int) -> int:
        key = keys[at]
        last = keys[at - 1] + 1 if at else 0
        heading = next((number for number in range(key - 1, last - 1, -1) if lines[number].level > 0), None)
        return heading if heading is not None else max(last, key - ahead)

    end = begins(place + 1) if place + 1 < len(keys) else len(lines)
    return list(lines[begins(place) : end])


def _is_field(line: SeenLine) -> bool:
    return len(line.text) <= 60 and any(sign in line.text for sign in "：:")
