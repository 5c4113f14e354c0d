"""Two versions of a page → which sentences were changed, taken out and put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from disclosure.reporting.story.reading import Sentence

_ALIKE = 0.45  # sentences that share less are two, one taken out and one put in
_MOST_PAIRS = 4_000_000  # of sentences of two versions; what is more is compared without regard to their order
_MOST_ALIKE = 2_500  # pairs in one place that are held against each other


class SentenceChange(NamedTuple):
    """One place that differs: the sentence that stood there and the one that stands there now, ``None`` for none."""

    before: Sentence | None
    after: Sentence | None

    @property
    def is_of_links(self) -> bool:
        """Whether only the target of a link is another one."""
        return self.before is not None and self.after is not None and self.before.text == self.after.text


def turns(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[SentenceChange]:
    """What two versions do not have in common, in the order of the page. What only moved is none."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = list(_compared(old, new) if len(old) * len(new) <= _MOST_PAIRS else _unordered(old, new))
    return _without_moves(found)


def _common(one: Sequence[Sentence], other: Sequence[Sentence]) -> int:
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _compared(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found = list(_paired(old[a:b], new[c:d]))
            alone = all(turn.before is None or turn.after is None for turn in found)
            yield from sorted(found, key=lambda turn: turn.before is None) if alone else found


def _paired(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    """Each new sentence beside the old one that it is most like, as far as the order allows."""
    past = 0
    may_pair = len(old) * len(new) <= _MOST_ALIKE
    for sentence in new:
        rest = range(past, len(old) if may_pair else 0)
        best = max(rest, key=lambda number: _likeness(old[number], sentence), default=None)
        if best is None or _likeness(old[best], sentence) < _ALIKE:
            yield SentenceChange(None, sentence)
            continue
        yield from (SentenceChange(gone, None) for gone in old[past:best])
        yield SentenceChange(old[best], sentence)
        past = best + 1
    yield from (SentenceChange(gone, None) for gone in old[past:])


def _likeness(one: Sentence, other: Sentence) -> float:
    return Indel.normalized_similarity(one.text, other.text)


def _unordered(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    yield from (SentenceChange(sentence, None) for sentence in gone.elements())
    yield from (SentenceChange(None, sentence) for sentence in come.elements())


def _without_moves(found: list[SentenceChange]) -> list[SentenceChange]:
    gone = Counter(turn.before for turn in found if turn.after is None)
    moved = gone & Counter(turn.after for turn in found if turn.before is None)
    left_out, left_in = Counter(moved), Counter(moved)
    kept = []
    for turn in found:
        side, alone = (left_out, turn.before) if turn.after is None else (left_in, turn.after)
        if (turn.before is None or turn.after is None) and side[alone]:
            side[alone] -= 1
            continue
        kept.append(turn)
    return kept
