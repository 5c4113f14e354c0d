"""The lines of a text followed on its page: where each of them stands there, and what of it does not.

Both are gone through once, side by side. Where they part, a few signs on decide whether the page has more (which is
the site's own) or less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from disclosure.screening.fidelity.source import Said

_KEY = 6  # signs by which a place is known again
_AHEAD = 400  # signs that the page may have in between
_MOST = 60  # places at which the two may part


@dataclass(slots=True)
class Followed:
    """One line on its page: from where to where among the page's substance, and the parts of its own that are lost."""

    line: Said
    start: int
    end: int
    lost: list[tuple[int, int]] = field(default_factory=list)


def followed(lines: Sequence[Said], page: str) -> list[Followed]:
    """Every line that has substance, followed on the page."""
    made: list[Followed] = []
    cursor = partings = 0
    kept = [line for line in lines if line.substance]
    for line, below in zip_longest(kept, kept[1:]):
        words = line.substance
        if page.startswith(words, cursor):
            made.append(Followed(line, cursor, cursor + len(words)))
        else:
            partings += 1
            following = below.substance[:_KEY] if below is not None else ""
            made.append(_parted(line, page, cursor, following) if partings <= _MOST else Followed(line, cursor, cursor))
        cursor = made[-1].end
    return made


def _parted(line: Said, page: str, cursor: int, following: str) -> Followed:
    """A line that does not stand on the page as it is; ``following`` is how the next one begins."""
    words = line.substance
    elsewhere = page.find(words, cursor, cursor + _AHEAD + len(words)) if len(words) >= _KEY else -1
    if elsewhere >= 0:
        return Followed(line, elsewhere, elsewhere + len(words))
    made = Followed(line, cursor, cursor)
    place = 0
    for _ in range(_MOST):
        same = _alike(words, place, page, made.end)
        place, made.end = place + same, made.end + same
        if place == len(words):
            break
        key = words[place : place + _KEY]
        ahead = page.find(key, made.end, made.end + (_AHEAD if len(key) == _KEY else 4 * len(key)))
        if ahead >= 0 and not (following and page.startswith(following, made.end)):
            made.end = ahead
            continue
        past = next(_known_again(words, place, page, made.end), len(words))
        made.lost.append((place, past))
        place = past
    if made.lost == [(0, len(words))] and len(words) > 1 and words in page:
        made.lost = []  # it stands at another place
    return made


def _alike(words: str, place: int, page: str, cursor: int) -> int:
    """How many signs are the same from two places on."""
    length = 0
    step = 64
    while words[place + length : place + length + step] == page[cursor + length : cursor + length + step]:
        if place + length >= len(words):
            return len(words) - place
        length += step
    while words[place + length : place + length + 1] == page[cursor + length : cursor + length + 1] != "":
        length += 1
    return length


def _known_again(words: str, place: int, page: str, cursor: int) -> Iterator[int]:
    """The places in a line, behind what is lost, at which the page goes on."""
    for past in range(place + 1, min(len(words), place + _AHEAD)):
        key = words[past : past + _KEY]
        if page.startswith(key, cursor) and (len(key) == _KEY or past + len(key) == len(words)):
            yield past
