"""The review before publication: who proposed which attribute, who agreed, what the secrecy review found, who signed.

Each step is one line of text, as it would stand on the paper form: the day, the department, and what it says. Every
line in a register of thousands of documents is read on every check; one value a step is a fifth of the work of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import Field, PlainValidator, WithJsonSchema

from disclosure.expressions import expression
from disclosure.records.base import Part, WordIs
from disclosure.records.values import ID_PATTERN, Choice, Day, Text, check_day, check_id, wrong

# What is not to be public, and what is to be given to whoever asks, in words of their own.
_KEPT_BACK = expression(
    "[不非未][予宜便对外主动]{0,4}(?:公开|公布|发布)|内部|保密|涉密|秘密|internal|private|confidential"
)
_ON_REQUEST = expression("申请|on.?request")


class Disclosure(Choice):
    """The disclosure attribute (公开属性, 条例 13 to 16)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on-request", "依申请公开"
    NONE = "none", "不予公开"

    @classmethod
    def named(cls, words: object) -> Disclosure | None:
        """The attribute that words name, in whatever words they say that something is not public."""
        known = next((member for member in cls if words in (member.value, member.label)), None)
        if known is not None or not isinstance(words, str):
            return known
        if _ON_REQUEST.search(words):
            return cls.ON_REQUEST
        return cls.NONE if _KEPT_BACK.search(words) else None

    @classmethod
    def _missing_(cls, value: object) -> Disclosure | None:
        """Whoever writes 不予公开 or 不公开 for the key is to be warned, not taught spelling."""
        return cls.named(value)


class Item(Choice):
    """What the secrecy review looks for, one by one (保密法实施条例 42: 逐项)."""

    STATE_SECRET = "state-secret", "国家秘密"
    WORK_SECRET = "work-secret", "工作秘密"
    TRADE_SECRET = "trade-secret", "商业秘密"
    PERSONAL = "personal", "个人信息"
    STABILITY = "stability", "安全稳定"
    ATTACHMENTS = "attachments", "附件"


class Result(Choice):
    """What the review found, and what became of it."""

    NONE = "none", "无"
    REMOVED = "removed", "已删除"
    MASKED = "masked", "已隐去"
    KEPT = "kept", "保留"
    LOOKED_THROUGH = "looked-through", "已查"


# A secret can only be taken out; what belongs to others may be masked, or kept once they were asked.
_SECRET = (Result.NONE, Result.REMOVED)
_OF_OTHERS = (Result.NONE, Result.REMOVED, Result.MASKED, Result.KEPT)
ALLOWED: dict[Item, tuple[Result, ...]] = {
    Item.STATE_SECRET: _SECRET,
    Item.WORK_SECRET: _SECRET,
    Item.TRADE_SECRET: _OF_OTHERS,
    Item.PERSONAL: _OF_OTHERS,
    Item.STABILITY: _SECRET,
    Item.ATTACHMENTS: (Result.NONE, Result.LOOKED_THROUGH),
}

_EXAMPLES = {
    "proposed": "2025-06-16 community-office 主动公开 711号令/20",
    "department": "2025-06-16 community-office 同意主动公开",
    "secrecy": "2025-06-17 general-office 国家秘密无 工作秘密无 商业秘密无 个人信息已隐去 安全稳定无 附件已查",
    "approved": "2025-06-17 办事处分管负责人",
}


class Proposal(NamedTuple):
    """The drafting unit's proposal, made while the document is drafted."""

    date: date
    by: str
    attribute: Disclosure
    basis: str


class View(NamedTuple):
    """The opinion of the department in charge."""

    date: date
    by: str
    opinion: str


class Results(NamedTuple):
    """What the reviewer wrote down item by item, and what follows from it."""

    found: dict[Item, Result]
    missing: tuple[Item, ...]
    kept: tuple[Item, ...]


class SecrecyReview(NamedTuple):
    """The review item by item."""

    date: date
    by: str
    results: Results


class SignOff(NamedTuple):
    """The head's word: the post, never a person's name."""

    date: date
    by: str


Step = Proposal | View | SecrecyReview | SignOff


def _proposal(value: str) -> Proposal:
    day, department, rest = _parts("proposed", value)
    word, *more = rest.split(maxsplit=1)
    attribute = _ATTRIBUTES.get(word)
    if attribute is None:
        raise _unreadable("proposed", f"里的公开属性“{word[:20]}”不认识")
    if not more:
        raise _unreadable("proposed", "的值没有写依据")
    return Proposal(day, department, attribute, more[0].strip())


_ATTRIBUTES = {choice.label: choice for choice in Disclosure}


def _view(value: str) -> View:
    return View(*_parts("department", value))


def _secrecy(value: str) -> SecrecyReview:
    day, department, words = _parts("secrecy", value)
    return SecrecyReview(day, department, _results(words))


def _sign_off(value: str) -> SignOff:
    words = value.split(maxsplit=1)
    if len(words) < 2:
        raise _unreadable("approved", "的值不完整")
    return SignOff(check_day(words[0]), words[1])


def _parts(step: str, value: str) -> tuple[date, str, str]:
    """The day, the department and the rest of a step."""
    words = value.split(maxsplit=2)
    if len(words) < 3:
        raise _unreadable(step, "的值不完整")
    return check_day(words[0]), check_id(words[1]), words[2]


@lru_cache(maxsize=1 << 12)
def _results(text: str) -> Results:
    """Words such as 个人信息已隐去; the same few texts come again and again."""
    found: dict[Item, Result] = {}
    for word in re.split("[、，；\\s]+", text.strip("、，； ")):
        item = next((item for item in Item if word.startswith(item.label)), None)
        if item is None:
            raise _unreadable("secrecy", f"里的“{word[:20]}”不认识")
        result = next((result for result in ALLOWED[item] if word == item.label + result.label), None)
        if result is None:
            choices = "、".join(item.label + result.label for result in ALLOWED[item])
            raise wrong(f"里的“{word[:20]}”不能这样写。", f"这一项可以写：{choices}。")
        found[item] = result
    missing = tuple(item for item in Item if item is not Item.ATTACHMENTS and item not in found)
    return Results(found, missing, tuple(item for item, result in found.items() if result is Result.KEPT))


def _unreadable(step: str, what: str) -> Exception:
    return wrong(f"{what}。", f"请写成一行，各部分用空格隔开，例如 {step}: {_EXAMPLES[step]}。")


def _written_as(step: str, read: Callable[[str], Step], pattern: str) -> tuple[PlainValidator, WithJsonSchema]:
    """A step that stands in the file as one line of text."""

    def line(value: Any) -> Step:
        if not isinstance(value, str):
            raise _unreadable(step, "的值写成了几项")
        return read(value.strip())

    return PlainValidator(line), WithJsonSchema({"type": "string", "pattern": pattern})


_DAY = r"^\d{4}-\d{2}-\d{2} +"
_BY = _DAY + ID_PATTERN.strip("^$") + " +"
_LABELS = "|".join(choice.label for choice in Disclosure)
_ITEMS = "|".join(f"{item.label}({'|'.join(result.label for result in ALLOWED[item])})" for item in Item)


class Urgent(Part):
    """Publication before the review is complete, ordered in an emergency."""

    reason: Text = Field(title="紧急原因", description="为什么来不及审查")
    approved_by: Text = Field(title="批准人职务", description="谁同意先发布，只写职务", examples=["办事处主任"])
    review_by: Day = Field(title="补办期限", description="哪天以前补齐审查", examples=["2025-06-25"])


class Reply(Choice):
    """What a third party said when asked."""

    CONSENTED = "consented", "同意公开"
    REFUSED = "refused", "不同意公开"
    NO_ANSWER = "none", "没有答复"


class ThirdParties(Part):
    """Whether those were asked whose trade secrets or personal data stay in the text (条例15)."""

    asked: Day = Field(title="征求意见日期", description="书面征求意见的日期")
    replied: Day | None = Field(None, title="答复日期", description="对方答复的日期，没有答复就不写")
    reply: Reply = Field(title="答复", description="对方的意见", examples=["consented"])
    public_interest: Text | None = Field(
        None, title="公共利益理由", description="没有同意仍公开的，写明不公开对公共利益的重大影响"
    )


class Review(Part):
    """The whole record of one review (条例17, 保密法35): four steps, and what special cases add."""

    proposed: (
        Annotated[Proposal, WordIs("department", 1), *_written_as("proposed", _proposal, f"{_BY}({_LABELS}) +\\S")]
        | None
    ) = Field(
        None,
        title="拟稿部门提出",
        description="日期、拟稿部门编号、公开属性、依据",
        examples=[_EXAMPLES["proposed"]],
    )
    department: Annotated[View, WordIs("department", 1), *_written_as("department", _view, f"{_BY}\\S")] | None = Field(
        None, title="部门意见", description="日期、部门编号、意见", examples=[_EXAMPLES["department"]]
    )
    secrecy: (
        Annotated[
            SecrecyReview, WordIs("department", 1), *_written_as("secrecy", _secrecy, f"{_BY}(({_ITEMS})[ 、，；]*)+$")
        ]
        | None
    ) = Field(
        None,
        title="保密审查",
        description="日期、审查部门编号、逐项结果",
        examples=[_EXAMPLES["secrecy"]],
    )
    approved: Annotated[SignOff, *_written_as("approved", _sign_off, f"{_DAY}\\S")] | None = Field(
        None, title="领导审签", description="日期、职务，不写个人姓名", examples=[_EXAMPLES["approved"]]
    )
    third_parties: ThirdParties | None = Field(None, title="征求第三方意见", description="保留商业秘密或个人信息的必填")
    urgent: Urgent | None = Field(None, title="先行发布", description="紧急情况先发布、后补审查的才写")

    def steps(self) -> tuple[tuple[str, Step | None], ...]:
        """The four steps in the order in which they are taken."""
        return (
            ("proposed", self.proposed),
            ("department", self.department),
            ("secrecy", self.secrecy),
            ("approved", self.approved),
        )

    @property
    def is_complete(self) -> bool:
        """Whether all four steps are written."""
        return not any(step is None for _, step in self.steps())

    @property
    def is_pending(self) -> bool:
        """Whether the document was published first and its review is still to come."""
        return self.urgent is not None and not self.is_complete


def example_of(step: str) -> str:
    """A line as an editor would paste it."""
    return f"{step}: {_EXAMPLES[step]}"
