"""Whether something is what somebody looks for, by words of it."""

from __future__ import annotations

from collections.abc import Sequence

_BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")


def plain(text: str) -> str:
    """A text as it is looked for: whatever its letters' case and however the brackets of numbers are typed."""
    return text.lower().translate(_BRACKETS)


def words_of(sought: str) -> tuple[str, ...]:
    """The words that are looked for."""
    return tuple(map(plain, sought.split()))


def has_all(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each word stands in one of some plain texts."""
    return all(any(word in text for text in texts) for word in words)
