"""Floods: one thing, again and again, and in the midst of it one fault that must not drown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from disclosure.screening import personal, secrecy, wording
from disclosure.screening.written import Hit, Known, Written
from screening.form_cases import document
from screening.personal_cases import identity


@dataclass(frozen=True)
class Topic:
    """What is screened for: ``units`` make the floods, ``planted`` is a fault that none of them holds.

    ``most`` is how many findings a flood may lead to, however long it is. In some floods the planted fault rightly is
    ``none`` of its own: it is one more of the unit's faults, or it stands in a block of code.
    """

    hits: Callable[[Written, Known], Iterable[Hit]]
    units: tuple[str, ...]
    planted: str
    most: int
    none: frozenset[str] = frozenset()


TOPICS = {
    "personal": Topic(
        personal.hits,
        (
            "1", "1 ", "138 ", "1*", " ", "|", "1|2\n", "a\tb\n", "a@a.", "患病", "1弄", "1岁", "住址一", "一三八零",
            "&#49;", "1\u200b", "<b>1</b>", "<table>", "<tr><td>1", "310112199001010011 ", "13800001234 ",
            "学生张三", "护照A", "1\n", "1 - ", "他患病。", "张伟。", "张伟患病，", "一 ", "您好，", "住在1号，",
            "（住1号）", "筛查对象：", "O", "今天上午召开会议，研究近期工作。\n",
        ),
        f"张三，身份证号码{identity()}",
        100,
        frozenset({"310112199001010011 "}),
    ),
    "marks": Topic(
        secrecy.hits,
        (
            "秘 ", "秘密", "秘密★", "密级：", "内部", "内部使用，", "“秘密★1年”，", "工作秘密", "不得外传，",
            "此件不予公开的", "（此件", "签发人：张", "（", "<", "&", "签发人：", "000012\n", "机密\n", "“",
            "今天上午召开会议，研究近期工作。\n",
        ),
        "绝密★30年",
        100,
        frozenset({"秘密★", "“秘密★1年”，"}),
    ),
    "form": Topic(
        wording.hits,
        (
            "《", "（", "一、", "。", "按排", "〔", "〔２０２３〕", "\n（一）", "“", "附件", "1.", "`", "<", "](",
            "甲,", "今天上午召开会议，研究近期工作。\n",
        ),
        "2025年2月30日",
        400,
        frozenset({"`"}),
    ),
}  # fmt: skip


def flooded(unit: str, planted: str, length: int, part: float) -> tuple[Written, int]:
    """A document of about ``length`` characters with the fault after a ``part`` of it, and where in it that is."""
    count = length // len(unit)
    before = round(count * part)
    text = document(f"{unit * before}\n\n{planted}\n\n{unit * (count - before)}\n")
    return Written("docs/notices/2025/doc-2025-099.md", text), text.index(planted)


def drowned(topic: Topic, unit: str, length: int, part: float, known: Known) -> list[str]:
    """What is wrong with how the screening takes one flood."""
    written, place = flooded(unit, topic.planted, length, part)
    found = list(topic.hits(written, known))
    wrong = [f"{len(found)} findings"] if len(found) > topic.most else []
    if unit not in topic.none and not any(place <= hit.start < place + len(topic.planted) for hit in found):
        wrong.append("the planted fault is not found")
    return [f"{unit!r} × {length // len(unit)}: {what}" for what in wrong]
