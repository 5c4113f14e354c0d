"""The days until which the public is asked, as the head and the text of a consultation name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.expressions import expression
from disclosure.reading.days import WrittenRange, as_shown, read_day, written_ranges
from disclosure.records.documents import Consultation, Document
from disclosure.records.kinds import Kind
from disclosure.rules.framework import Context, Fault, rule

# What says right before a range, or right behind it, that it is the time for the public's answers.
_LABEL = expression(
    "(?:征求意见|征集|征询|公示|反馈|提出意见)[^，。；\\n]{0,6}?(?:时间|期限|期|日期|截止)[^，。；\\n]{0,6}$"
)
_BEHIND = expression("[ \u3000]{0,2}(?:止)?[，,]?(?:向社会|公开|面向社会|向公众)?(?:公开)?(?:征求|征集|征询|听取|公示)")
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_ANSWERED = (
    r"(?:意见|建议)[^。；\n]{0,20}(?:反馈|提出|提交|发送|发至|寄|报)"
    r"|(?:反馈|提出|提交|反映|发表)[^。；\n]{0,12}(?:意见|建议)"
)
# 请于6月30日前将意见反馈至…, 意见征集截止日期为6月30日.
_LAST_DAY = expression(
    rf"(?:(?P<year>20\d\d)年)?(?P<day>{_NUMBER}月{_NUMBER}日)(?:[（(][^（）()\n]{{1,8}}[）)])?"
    rf"(?:\d{{1,2}}[:：时]\d{{0,2}})?(?:之|以)?前[^。；\n]{{0,30}}?(?:{_ANSWERED})"
    r"|(?:征求|征集|征询|反馈|意见|建议)[^，。；\n]{0,8}截止(?:日期|时间|日)?(?:为|是|至|到|[:：])?[ \u3000]?"
    rf"(?:(?P<closing_year>20\d\d)年)?(?P<closing_day>{_NUMBER}月{_NUMBER}日)"
)
_OF_A_MEETING = expression("报名|座谈|听证|论证|参会|会议")
_QUOTED = 40
_TITLED = expression("《[^《》\n]{0,80}》(?:（[^（）\n]{0,60}）)?")


@rule("HED-006", "征求意见的起止日期与正文一致", on=Document, basis=("713号令/15",))
def consultation_period_is_that_of_the_text(document: Document, context: Context) -> Iterator[Fault]:
    """The days between which the public is asked are those that the text and the summary name.

    Bad:  closes: 2025-06-06，正文写“征求意见时间为2025年5月6日至2025年6月16日”
    Good: closes: 2025-06-16
    """
    facts = document.consultation
    if facts is None or document.kind is not Kind.CONSULTATION:
        return
    said = []
    if other := _other_period(document.summary or "", facts):
        said.append(f"内容概述写的是“{other[0]}”（第 {document.place('summary').line} 行）")
    if other := _other_period(document.body.text, facts):
        said.append(f"正文写的是“{other[0]}”（第 {document.body.line_and_column(other[1])[0]} 行）")
    if said:
        message = f"起止日期是 {facts.opens} 至 {facts.closes}，{'，'.join(said)}。"
        yield document.place("consultation", "opens"), message, "请对照原件，把写错的一处改过来。"


def _other_period(text: str, facts: Consultation) -> tuple[str, int] | None:
    """The period in which a text says that the public is asked, and its offset, when it never names the right one."""
    text = _TITLED.sub(lambda match: " " * len(match[0]), text)
    said = [item for item in written_ranges(text) if _is_asked(text, item)]
    if not said:
        return _other_last_day(text, facts)
    if any((item.first, item.last) == (facts.opens, facts.closes) for item in said):
        return None
    return as_shown(text[said[0].start : said[0].end]), said[0].start


def _other_last_day(text: str, facts: Consultation) -> tuple[str, int] | None:
    """As above, of a text that names the last day alone."""
    said = [match for match in _LAST_DAY.finditer(text) if not _OF_A_MEETING.search(match[0])]
    # Before the first of July is until the last of June.
    right = (facts.closes, facts.closes + timedelta(days=1))
    days = [_last_day(match, facts) for match in said]
    if not said or any(day is None or day in right for day in days):
        return None
    return as_shown(said[0][0])[:_QUOTED], said[0].start()


def _last_day(match: re.Match[str], facts: Consultation) -> date | None:
    """Where no year is written, that in which the consultation closes is meant."""
    year = match["year"] or match["closing_year"] or facts.closes.year
    return read_day(f"{year}年{match['day'] or match['closing_day']}")


def _is_asked(text: str, item: WrittenRange) -> bool:
    ahead, behind = text[max(0, item.start - 30) : item.start], text[item.end : item.end + 16]
    return _LABEL.search(ahead) is not None or _BEHIND.match(behind) is not None
