"""How Chinese characters sound, without their tones: what is typed by sound is mistyped by sound."""

from __future__ import annotations


def sounds_alike(one: str, other: str) -> bool:
    """Whether two texts of the same length sound the same, each character by one of its readings."""
    return len(one) == len(other) and all(
        a == b or not _readings(a).isdisjoint(_readings(b)) for a, b in zip(one, other, strict=True)
    )


def _readings(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # here, since reading its tables takes longer than a whole check

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])
