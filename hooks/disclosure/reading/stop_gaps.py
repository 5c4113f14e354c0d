"""Words that fill a field and say nothing: 无, 略, 待补充, 同上."""

from __future__ import annotations

import re

from disclosure.expressions import expression

_SIGNS = expression(r"[\W_]+")
_STOP_GAP = expression(
    "无|没有|暂无|略|不详|不适用|同上|待定|待写|待?补充|待?填写|请填写|见(?:原文|附件|原件)|测试|示例文字|[xX×]+|NA|none|undefined",
    re.IGNORECASE,
)


def says_nothing(text: str | None) -> bool:
    """Whether nothing is said: no words, or only one of those that stand for some."""
    words = bare_words(text)
    return not words or _STOP_GAP.fullmatch(words) is not None


def bare_words(text: str | None) -> str:
    """A text without blanks and signs."""
    return _SIGNS.sub("", text or "")
