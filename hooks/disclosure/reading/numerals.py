"""Numbers in Chinese characters: read and written."""

from __future__ import annotations

ZERO = "零"
FIGURES = "一二三四五六七八九"  # from 1 on
_DIGITS = ZERO + FIGURES


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 in Chinese characters (GB/T 15835 style: 十、二十六、一百零三)."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def count_of(written: str) -> int:
    """A number below 100 in figures or Chinese characters: 8, 八, 十二, 三十一; ``ValueError`` for anything else."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.replace("两", "二").rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not (ten or ones) or any(char not in FIGURES for char in tens + ones):
        raise ValueError(written)
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def int_of(written: str) -> int | None:
    """A number up to 9999 in figures or Chinese characters (一千二百六十, 一百零三); ``None`` for anything else."""
    if written.isdigit():
        return int(written)
    total, rest = 0, written.replace("〇", "零").replace("两", "二")
    for unit, worth in (("千", 1000), ("百", 100)):
        ahead, sign, after = rest.rpartition(unit)
        if sign:
            if len(ahead) != 1 or ahead not in FIGURES:
                return None
            total, rest = total + _DIGITS.index(ahead) * worth, after.lstrip("零")
    try:
        return total + (count_of(rest) if rest else 0)
    except ValueError:
        return None
