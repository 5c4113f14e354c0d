"""A stretch of text that is searched, with what stands around it and decides what a number in it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.expressions import expression

# Spaces, hyphens, dots and strokes, by which people set the digits of one number apart.
GAPS = r" \t\u00a0\u2000-\u200a\u202f\u3000\-‐‑‒–—−－.．·•・_/"
TENS = "\u2169\u2179\u0425\u0445\u03a7\u03c7"  # what looks like the X at the end of a number: Roman, Cyrillic, Greek
GAP = f"[{GAPS}]{{0,3}}"

# A unit is no unit when it begins a word: 元旦值班, 户主, 个人电话, 家属, 台账.
_UNIT = expression(
    r"\s{0,2}(?:[万亿]?(?:元(?![旦宵月])|吨|人(?![员事民才])|件|次|户(?![主名籍口号])|个(?![人体])|份|平[方米]|立方|千[瓦克米]|亩|米|"
    r"台(?![账湾胞风])|辆|套|株|项(?!目)|批(?![准复])|家(?![属长庭住里中人访委])|度(?!假))|[万亿]|%|％|美元|公[里顷斤]|字节)"
)
# 13.8亿—13.9亿元: the unit stands behind the second.
_RANGE = expression(r"^\s?[—–\-~～至到]{1,2}\s?[0-9.,，]+")
_AFTER = 30  # characters behind a number
_IN_MONEY = expression(r"[（(](?:单位[：:]?)?[千万百亿]{0,2}元[)）]|[，。；]?单位[：:][千万百亿]{0,2}元")
_AMOUNT_HEADING = expression(r"[^ ]{0,16}(?:金额|数值|[（(][万亿]?元[)）]|科目编[码号])")
_MONEY = expression(r"(?:[￥¥$]\s?|[0-9][.,])$")
_LISTED = expression(r"(?:^|\n)[ \t>]*[1-9][0-9]?[.]$")
_DECIMALS = expression(r"\.[0-9]|,(?!1[3-9])[0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; in a table one cell, with the heading and the cell to the left as label, and the whole row.

    ``public`` are the numbers, digits only, that the office itself gives to everyone.
    """

    text: str
    label: str = ""
    row: str = ""
    public: frozenset[str] = frozenset()

    def before(self, start: int, length: int = 24) -> str:
        """What stands in front of an offset, in the same paragraph."""
        near = self.text[max(0, start - length) : start].rpartition("\n\n")[2]
        return f"{self.label} {near}"

    def around(self, start: int, end: int) -> str:
        """The paragraph around a number, as far as it matters."""
        before = self.text[max(0, start - 90) : start].rpartition("\n\n")[2]
        return f"{self.label} {self.row} {before}{self.text[end : end + 60].partition(chr(10) * 2)[0]}"

    def is_amount(self, start: int, end: int) -> bool:
        """Whether a number counts or measures something, or is part of a longer one."""
        after = _RANGE.sub("", self.text[end : end + _AFTER])
        before = self.text[max(0, start - 5) : start]
        if before.endswith("$") and after.startswith("$"):  # mathematical notation
            return False
        return not _LISTED.search(before) and bool(
            _UNIT.match(after)
            or _IN_MONEY.search(f"{self.label} {self.text[max(0, start - 24) : start]}")
            or _IN_MONEY.search(re.split("[。；;\n]", after)[0])
            or _DECIMALS.match(after)
            or _MONEY.search(before)
            or _AMOUNT_HEADING.match(self.label)
        )

    def is_in_address(self, start: int) -> bool:
        """Whether an offset lies in a web address."""
        near = self.text[max(0, start - 200) : start]
        return "//" in re.split(r"[\s（(<\"'“，。；]", near)[-1]


def bare(number: str) -> str:
    """A number without what sets its characters apart."""
    return re.sub(f"[{GAPS}\\s>]", "", number).translate({**dict.fromkeys(map(ord, TENS), "X"), ord("x"): "X"})
