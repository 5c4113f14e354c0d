"""The one vocabulary of states: every word by which a page says how something stands, and how the word is drawn.

A state is a word first; its tone only repeats it by fill, border and colour. A page that needs another word gets it
here, and no page says the same in two ways.
"""

from __future__ import annotations

from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from disclosure.life import standing, unsettled
from disclosure.records.base import AbsenceReason, Record
from disclosure.records.documents import Document
from disclosure.register import Register

if TYPE_CHECKING:
    from disclosure.pages.site import Site


class Tone(StrEnum):
    """How a state is drawn; the value is the ending of its classes in the stylesheet."""

    FULL = "full"  # filled: it is there
    NOW = "now"  # a thick frame: something is going on
    LATE = "late"  # a thick frame and a bar across: it should be there
    OPEN = "open"  # a thin frame, empty: its time has not come
    NONE = "none"  # a dotted line: there will be nothing
    HELD = "held"  # half filled: it is there and not shown
    PAST = "past"  # a broken frame: it no longer counts
    OVER = "over"  # a thin frame with a foot: it came to its end as it should


class Status(Enum):
    """A word and its tone. The words of records' own values are those of their labels."""

    # what holds
    VALID = "有效", Tone.FULL
    AMENDED = "已修改", Tone.NOW
    LAPSING = "将到期", Tone.LATE
    REPEALED = "已废止", Tone.PAST
    EXPIRED = "已失效", Tone.PAST
    COMING = "尚未施行", Tone.OPEN
    WITHDRAWN = "已撤下", Tone.PAST
    # what is asked and answered
    IN_HAND = "正在办", Tone.NOW
    LATE = "逾期", Tone.LATE
    ANSWERED = "已答复", Tone.FULL
    UNFOUNDED = "依据已变", Tone.PAST
    ANSWERED_ALONE = "单独答复", Tone.HELD
    # what is published
    PUBLISHED = "已公开", Tone.FULL
    ON_TIME = "按期", Tone.FULL
    AWAITED = "待公开", Tone.NOW
    NOT_APPLICABLE = "不适用", Tone.NONE
    NOT_DUE = "未到期", Tone.OPEN
    WITHHELD = "依法不公开", Tone.HELD
    NONE_RECEIVED = "未收到意见", Tone.NONE
    # what is under way
    ACHIEVED = "达成", Tone.FULL
    UP_TO_STANDARD = "达标", Tone.FULL
    UNDER_WAY = "进行中", Tone.NOW
    DONE = "已完成", Tone.FULL
    PLANNED = "未开始", Tone.OPEN
    # what is looked after
    CLEAN = "没有发现", Tone.FULL
    FOUND = "有发现", Tone.NOW
    NOT_LOOKED_AT = "没有巡查", Tone.NONE
    OUT_OF_USE = "已停用", Tone.PAST
    # consultations and decisions
    CALLING = "征集中", Tone.NOW
    CLOSED = "已结束", Tone.OVER
    ACCOUNTED = "已反馈", Tone.FULL
    DECIDED = "已决定", Tone.FULL
    CARRIED_OUT = "已决定，正在执行", Tone.FULL
    EVALUATED = "已决定，已评估", Tone.FULL
    DROPPED = "已移出目录", Tone.PAST

    # events, and what was suggested there
    SIGN_UP_AHEAD = "未开始报名", Tone.OPEN
    SIGN_UP_OPEN = "正在报名", Tone.NOW
    SIGN_UP_OVER = "报名已截止", Tone.OVER
    NO_SIGN_UP = "不用报名", Tone.NOW
    NO_PLACES_LEFT = "名额已满", Tone.OVER
    TODAY = "今天举行", Tone.NOW
    MOVED = "已改期", Tone.LATE
    CANCELLED = "已取消", Tone.PAST
    HELD = "已举行", Tone.FULL
    BROUGHT_ABOUT = "办成", Tone.FULL
    NOT_TAKEN_UP = "没有采纳", Tone.PAST

    @property
    def word(self) -> str:
        """What readers read."""
        return self.value[0]

    @property
    def tone(self) -> Tone:
        """How it is drawn."""
        return self.value[1]


def by_word(word: str) -> Status:
    """The state that is called so. ``KeyError`` where the vocabulary has no such word."""
    return _BY_WORD[word]


def of_absence(reason: AbsenceReason, due: date | None, today: date) -> Status:
    """Why a paper is not there: what was due on a day that has passed is late, whatever was promised for it."""
    if reason is AbsenceReason.NOT_DUE and due is not None and due < today:
        return Status.LATE
    return by_word(reason.label)


def of_document(document: Document, site: Site) -> Status | None:
    """Whether a policy holds; ``None`` for what has no validity."""
    item = site.standing(document)
    return by_word(item.state.label) if item is not None else None


def standing_word(record: Record, site: Site) -> str:
    """What stands behind a link to a record that its reader should not take as it is: 已废止, 依据已变; else ""."""
    return site.told(_standing_word, record)


def _standing_word(record: Record, register: Register, today: date) -> str:
    if record.withdrawal is not None:
        return ""  # what stands in the place of its title says so
    item = standing(record, register, today) if isinstance(record, Document) else None
    if item is not None and item.is_unsettled:
        return item.state.label
    return Status.UNFOUNDED.word if any(found.is_dead for found in unsettled(record, register, today)) else ""


_BY_WORD = {state.word: state for state in Status}
