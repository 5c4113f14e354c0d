"""How a document number is written: 机关代字〔年份〕序号号 (GB/T 9704-2012 7.2.5)."""

from __future__ import annotations

import re

from disclosure.expressions import expression
from disclosure.reading.han import HAN

# 机关代字 + 〔year〕 + number without leading zero + 号.
WELL_FORMED = expression(rf"[{HAN}]{{2,14}}〔(19|20)\d{{2}}〕[1-9]\d{{0,4}}号")

# Brackets that only document numbers bear, those that other text bears too, and what closes either.
STRONG, WEAK = "〔﹝❲〖", "[（(【［{｛「"
CLOSING = "〕﹞❳〗\\])）】］}｝」"
_BRACKETED_YEAR = expression(rf"[{STRONG}{re.escape(WEAK)}]((?:19|20)\d{{2}})年?[{CLOSING}]")


def mended_number(number: str, *, is_ours: bool = True) -> str:
    """A document number with the usual slips put right: brackets, blanks, and if it is ours also 第 and leading zeros.

    How another body numbers its papers is its own affair: 令〔2011〕第22号.
    """
    number = _BRACKETED_YEAR.sub(r"〔\1〕", re.sub(r"\s", "", number))
    return re.sub(r"〕第?0*([1-9])", r"〕\1", number) if is_ours else number
