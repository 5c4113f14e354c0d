"""Questions on policies and the office's answers: what a reader asked, by when it is to be answered, what holds."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from disclosure.expressions import expression
from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.delays import Delay
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.values import Choice, Day, Id, Text, Truth, check_id, wrong

_CITED = expression(r"(?P<policy>[a-z0-9][a-z0-9-]*)(?:#| +)?(?P<clause>.*)", re.DOTALL)
# What readers ask about: what holds, and what is to hold.
ASKED_ABOUT = POLICY_KINDS | {Kind.DRAFT, Kind.CONSULTATION, Kind.DECISION}
PolicyId = Annotated[Id, RefTo("document", "", frozenset(ASKED_ABOUT))]


class AskedBy(Choice):
    """The ways by which questions come."""

    ONLINE = "online", "网上"
    HOTLINE = "hotline", "12345 热线"
    PHONE = "phone", "电话"
    EMAIL = "email", "邮件"
    LETTER = "letter", "来信"
    VISIT = "visit", "当面"


class Satisfaction(Choice):
    """What the person who asked thinks of the answer."""

    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Cited(Part):
    """A clause on which an answer rests, written as ``doc-2025-050 第七条``; the policy alone will do."""

    policy: PolicyId = Field(title="政策文件", description="文件编号", examples=["doc-2025-050"])
    clause: Text | None = Field(None, title="条款", description="第几条，或者条款的编号", examples=["第七条"])

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _CITED.fullmatch(value.strip())
        if found is None:
            raise wrong(f"的值“{value[:40]}”不是依据。", "请写文件编号和条款，例如 doc-2025-050 第七条。")
        return {"policy": check_id(found["policy"]), "clause": found["clause"].strip() or None}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        in_parts = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"type": "string", "minLength": 1}, in_parts]}


class Question(Record):
    """A question on a policy with its answer (data/questions/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "question"
    type_label: ClassVar[str] = "政策留言"
    files: ClassVar[str] = "data/questions/{year}/{id}.yml"
    page_folder: ClassVar[str] = "questions"

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["q-2025-001"])
    policy: PolicyId | None = Field(
        None, title="问的政策", description="政策或者征求意见稿的编号；不是问哪一份的不写", examples=["doc-2025-050"]
    )
    clauses: list[Text] = Field(default_factory=list, title="问的条款", description="问到的条款", examples=["第七条"])
    received: Day = Field(title="收到日期", description="收到留言的日期，答复期限从第二个工作日数起")
    channel: AskedBy = Field(title="收到方式", description="从哪里收到")
    unit: DepartmentId = Field(title="答复部门", description="负责答复的部门编号")
    question: Text | None = Field(None, title="问题", description="用提问人的话写一句，去掉个人信息；单独答复的不写")
    answered: Day | None = Field(None, title="答复日期", description="答复的日期；没有答复的不写")
    answer: Text | None = Field(None, title="答复", description="直接回答能不能、怎么办；没有答复的不写")
    cites: list[Cited] = Field(
        default_factory=list, title="依据", description="答复依据的文件和条款", examples=["doc-2025-050 第七条"]
    )
    satisfaction: Satisfaction | None = Field(None, title="提问人评价", description="提问的渠道告诉了才写")
    same_as: Annotated[Id, RefTo("question")] | None = Field(
        None, title="同样的问题", description="和哪一条问的一样，写那一条的编号，两条并在一起显示"
    )
    delay: Delay | None = Field(None, title="逾期说明", description="没有按时答复的写原因，还没有答复的再写新的日期")
    private: Truth = Field(
        False, title="单独答复", description="内容涉及个人情况、已经单独答复的写 true：只计数，不登出内容"
    )

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.question or "单独答复的留言"

    @property
    def is_answered(self) -> bool:
        """Whether the person who asked has an answer."""
        return self.answered is not None
