"""What a cell of a report says: a number in any writing, nothing, a sign for nothing, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.reading.numerals import int_of

_ASIDE = expression(r"(?<=\d)\s*\([^()]*\)$")  # 22（其中修订 16 件）
_UNIT = expression(r"(?:万元|件次?|条|个|份|宗|起|项|元)$")
_MARKS = expression("[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793]")  # of notes: 12①, 12²
_NUMBER = expression(r"-?(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?", re.ASCII)
_CHINESE = expression("[零〇○一二两三四五六七八九十百千]{1,9}")
_SIGNS = {"", "-", "--", "---", "/", "//", "\\", "—", "——", "–", "－", "_", "*", "无", "没有", "空"}
_NOT_APPLICABLE = {"不适用", "不涉及", "无此项", "N/A", "n/a", "NA"}
_MINUS = str.maketrans({"−": "-", "﹣": "-", "‐": "-", "‑": "-", "，": ",", "．": "."})


class CellSays(Enum):
    """What is in a cell."""

    NUMBER = "number"
    BLANK = "blank"
    SIGN = "sign for nothing"
    UNCLEAR = "digits that are no number"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class CellSaid:
    """A cell as it was understood; ``number`` where it is one."""

    says: CellSays
    text: str
    number: Decimal = Decimal()

    @property
    def is_figure(self) -> bool:
        """Whether it can stand where a figure belongs."""
        return self.says is not CellSays.WORDS


def said(text: str, fault: str = "") -> CellSaid:
    """Understand a cell; ``fault`` is why it has no value."""
    plain = normalize("NFKC", _MARKS.sub("", text)).translate(_MINUS).strip()
    if fault:
        return CellSaid(CellSays.UNCLEAR, fault)
    if plain in _SIGNS or plain in _NOT_APPLICABLE or not plain.strip("\u200b\ufeff"):
        return CellSaid(CellSays.SIGN if plain.strip("\u200b\ufeff") else CellSays.BLANK, plain)
    number = number_in(_UNIT.sub("", _ASIDE.sub("", plain)).strip())
    if number is not None:
        return CellSaid(CellSays.NUMBER, plain, number)
    return CellSaid(CellSays.UNCLEAR if _looks_like_figures(plain) else CellSays.WORDS, plain)


def number_in(plain: str) -> Decimal | None:
    """A number in figures or in Chinese characters; ``None`` for anything else."""
    if _NUMBER.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if _CHINESE.fullmatch(plain):
        digits = plain.replace("○", "零").replace("〇", "零")
        whole = 0 if digits == "零" else int_of(digits)
        return Decimal(whole) if whole is not None else None
    return None


def _looks_like_figures(plain: str) -> bool:
    """Whether there are digits in it and no words but units: 1 2, 12?, 1/2, 3（件."""
    return bool(re.search(r"\d", plain)) and not re.search(
        r"[^\W\d_]", re.sub("[件次条个份宗起项万元约余多]", "", plain)
    )
