"""Proves of an expression that no match is without one of some words, by the tree that Python's own parser makes of it.

From each place of the expression all that can stand there is written out, sign by sign, until a word is in it; the
expression needs the words if none of it gets by without. A branch needs them if every way does. What is not seen to
need them counts as not needing them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_ANYTHING = "\U0010ffff"  # some character or other; stands in no word
_LONGEST = 12  # signs that are written out
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def needs(pattern: re.Pattern[str], words: Collection[str]) -> bool:
    """Whether the expression cannot match without one of the words in the text."""
    assert not pattern.flags & re.IGNORECASE
    return _Proof(words).of_sequence(list(_parser.parse(pattern.pattern, pattern.flags)))


class _Proof:
    """What has been seen of the parts of one expression: whether a word comes up in all that can stand for them."""

    def __init__(self, words: Collection[str]) -> None:
        self._words: dict[str, list[str]] = {}  # by their last character
        for word in words:
            self._words.setdefault(word[-1], []).append(word)
        self._reach = max(map(len, words))
        self._letters = sorted(set("".join(words)))
        self._seen: dict[tuple[Any, ...], bool] = {}
        self._repeats: dict[tuple[Any, ...], Any] = {}

    def of_sequence(self, items: Sequence[Any]) -> bool:
        """Whether one of the words stands in any part for certain, or where any part begins."""
        items = list(_without_groups(items))
        places = reversed(range(len(items)))  # what stands last is mostly what tells
        return any(self._from(items, place) or self._of_part(*items[place]) for place in places)

    def _of_part(self, kind: Any, value: Any) -> bool:
        if kind is op.BRANCH:
            return all(self.of_sequence(list(way)) for way in value[1])
        if kind in _REPEATS:
            return value[0] > 0 and self.of_sequence(list(value[2]))
        inner = {op.SUBPATTERN: 3, op.ASSERT: 1}.get(kind)
        return inner is not None and self.of_sequence(list(value[inner]))

    def _from(self, items: Sequence[Any], place: int) -> bool:
        """Whether a word stands in all that can begin at a place, what must stand ahead of it taken along."""
        kind, value = items[place]
        if kind is op.ASSERT and value[0] < 0:
            return self._comes_up((*value[1], *items[place + 1 :]))
        behind = items[place + 1] if place + 1 < len(items) else (None, None)
        if kind is op.IN and behind[0] is op.ASSERT and behind[1][0] < 0 and len(behind[1][1]) > 1:
            # What is looked back at ends with the character itself.
            return self._comes_up((*list(behind[1][1])[:-1], items[place], *items[place + 2 :]))
        return self._comes_up(tuple(items[place:]))

    def _comes_up(self, items: tuple[Any, ...], text: str = "", length: int = 0) -> bool:
        key = (*map(id, items), text, length)
        if key not in self._seen:
            self._seen[key] = self._is_met(items, text, length)
        return self._seen[key]

    def _is_met(self, items: tuple[Any, ...], text: str, length: int) -> bool:
        """Whether a word comes up in all that can stand for some parts, within the next signs."""
        if text and any(text.endswith(word) for word in self._words.get(text[-1], ())):
            return True
        if not items or length > _LONGEST:
            return False
        (kind, value), rest = items[0], items[1:]
        if kind is op.BRANCH:
            return all(self._comes_up((*way, *rest), text, length) for way in value[1])
        if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            return self._comes_up((*(value[3] if kind is op.SUBPATTERN else value), *rest), text, length)
        if kind in _REPEATS:
            once_more = (*value[2], self._less(kind, *value), *rest)
            is_met = value[0] > 0 or self._comes_up(rest, text, length)
            return is_met and (not value[1] or self._comes_up(once_more, text, length))
        if kind is op.ASSERT and value[0] > 0 and not rest:
            return self._comes_up(tuple(value[1]), text, length)
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return self._comes_up(rest, text, length)
        return all(
            self._comes_up(rest, (text + sign)[-self._reach :], length + 1)
            for sign in _signs(kind, value, self._letters)
        )

    def _less(self, kind: Any, least: int, most: Any, inner: Any) -> Any:
        """A repeat of which one turn is over, the same object each time."""
        left = (max(0, least - 1), most if most is op.MAXREPEAT else most - 1)
        return self._repeats.setdefault((kind, *left, id(inner)), (kind, (*left, inner)))


def _without_groups(items: Sequence[Any]) -> Iterator[Any]:
    """The parts of a sequence, those of its groups among them."""
    for item in items:
        if item[0] is op.SUBPATTERN:
            yield from _without_groups(list(item[1][3]))
        else:
            yield item


def _signs(kind: Any, value: Any, letters: Collection[str]) -> Iterator[str]:
    """The characters that can stand for one; all that are in no word are one and the same."""
    if kind is op.LITERAL:
        yield chr(value)
    elif kind is op.IN and value[0][0] is not op.NEGATE:
        for inner, what in value:
            if inner is op.LITERAL:
                yield chr(what)
                continue
            inside = [sign for sign in letters if inner is op.RANGE and what[0] <= ord(sign) <= what[1]]
            yield from inside
            if inner is not op.RANGE or len(inside) <= what[1] - what[0]:
                yield _ANYTHING
    else:
        yield _ANYTHING
