"""Words that fill a field and say nothing: 无, 略, 待补充, 同上; and nothing of why: 收到, 晚了."""

from __future__ import annotations

import re

from disclosure.expressions import expression

_SIGNS = expression(r"[\W_]+")
_STOP_GAP = expression(
    "无|没有|暂无|略|不详|不适用|同上|待定|待写|待?补充|待?填写|请填写|见(?:原文|附件|原件)|测试|示例文字|[xX×]+|NA|none|undefined",
    re.IGNORECASE,
)
# What was done or that it was late, told once more where a reason is asked for.
_TOLD_AGAIN = expression(
    "(?:已经?|都|全部|当日|当天)?(?:收到|核对|核实|告知|办理|办结|答复|延期|延长|补正|同意|确认|录入|登记|通知|晚|迟|逾期|超期|超时|过期|补录)"
    "(?:了|过|录入|告知|补正|办理|答复|收到|登记|材料|申请|[0-9一二三四五六七八九十两]{1,3}个?(?:工作)?[日天])*"
    "|情况属实|属实|正常|按(?:规定|程序|流程)(?:办理)?|见(?:答复书?|告知书|卷宗|案卷)"
)


def says_nothing(text: str | None) -> bool:
    """Whether nothing is said: no words, or only one of those that stand for some."""
    words = bare_words(text)
    return not words or _STOP_GAP.fullmatch(words) is not None


def gives_no_reason(text: str | None) -> bool:
    """Whether nothing is said, or only again what was done and that it was late: 收到补正, 晚了两天."""
    return says_nothing(text) or _TOLD_AGAIN.fullmatch(bare_words(text)) is not None


def bare_words(text: str | None) -> str:
    """A text without blanks and signs."""
    return _SIGNS.sub("", text or "")
