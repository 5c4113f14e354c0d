"""What was taken down (data/withdrawn/<year>/<number>.yml): the page keeps its address and tells why it is empty.

A paper that was taken down is no document any more. What refers to it meets a stand-in of the same number and kind,
without a word of what it said, so that a decision keeps its stages and a question its policy. Lists, search and
tables do not know stand-ins (``Register.all``) unless they ask for them (``Register.stand_ins``).

A record of another type that had a page of its own (a decision, a question, an event …) is stood in for by a page of
no type at all (``disclosure.withdrawn.TakenPage``): whoever asks for a decision meets none. Of a single attachment the
paper stays; the file is known by its blob in git, which tells nothing of it and finds it wherever it is called what.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from disclosure.records.agency import AudienceId, DepartmentId, ThemeId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.life_events import LifeEventId
from disclosure.records.review import Disclosure
from disclosure.records.titles import taken_down
from disclosure.records.values import Choice, Day, Id, Moment, Text, wrong

ATTACHMENT = "附件"
_BLOB = "^[0-9a-f]{40}([0-9a-f]{24})?$"
_FIGURES = 8  # of a blob, in a file's name


def _blob(value: object) -> object:
    if isinstance(value, str) and re.match(_BLOB, value) is None:
        raise wrong("不是 git 里的指纹。", "请重新运行 disclosure withdraw，由它填写。")
    return value


Blob = Annotated[Text, BeforeValidator(_blob), WithJsonSchema({"type": "string", "pattern": _BLOB})]


class WithdrawalCode(Choice):
    """Why a page is taken down. A policy that is repealed or expired is not: it stays, and says so."""

    LEAK = "leak", "含有不应公开的内容"
    ERROR = "error", "发布有误"
    DUPLICATE = "duplicate", "重复发布"


class PageType(Choice):
    """Which records have a file and a page of their own, but for documents: they can be taken down by their number."""

    DECISION = "decision", "重大行政决策事项"
    QUESTION = "question", "政策留言"
    EVENT = "event", "政府开放活动"
    TOPIC = "topic", "集成公开"
    PROCESS = "process", "工作流程"
    MEDIA_ACCOUNT = "media-account", "政务新媒体"
    SELF_CHECK = "self-check", "自查自纠"
    STANDARD_FIELD = "standard-field", "标准目录领域"


class KeptFacts(Part):
    """What is still told of a paper: where it was filed and when, nothing of what it said."""

    column: Annotated[Id, RefTo("column")] = Field(title="栏目", description="原来在哪个栏目", examples=["notices"])
    issuer: Text = Field(title="公开主体", description="原来的公开主体")
    department: DepartmentId | None = Field(None, title="责任部门", description="原来的责任部门")
    made: Day = Field(title="生成日期", description="原来的生成日期")
    published: Moment = Field(title="发布日期", description="原来的发布日期")
    theme: ThemeId | None = Field(None, title="主题分类", description="原来的主题")
    audience: list[AudienceId] = Field(default_factory=list, title="适用人群", description="原来的适用人群，订阅要通知")
    life: list[LifeEventId] = Field(default_factory=list, title="要办的事", description="原来归在哪些事里，订阅要通知")
    interprets: Id | None = Field(None, title="解读的文件", description="原来解读哪份文件")


class Withdrawal(Record):
    """One paper, one other record with a page, or one attachment that was taken down."""

    record_type: ClassVar[str] = "withdrawal"
    type_label: ClassVar[str] = "撤下记录"
    files: ClassVar[str] = "data/withdrawn/{year}/{id}.yml"

    number: Id = Field(title="编号", description="撤下的内容的编号，与文件名相同", examples=["doc-2025-041"])
    kind: Kind | None = Field(None, title="文件种类", description="撤下的文件属于哪一类，程序填写")
    record: PageType | None = Field(None, title="内容种类", description="撤下的不是文件的，写是什么，程序填写")
    attachment: Blob | None = Field(
        None, title="附件的指纹", description="只撤下一个附件的，写它在 git 里的指纹，程序填写"
    )
    time: Moment = Field(title="撤下时间", description="什么时候撤下", examples=["2025-06-12 16:40"])
    code: WithdrawalCode = Field(title="原因类别", description="泄露写 leak，发布有误写 error，重复写 duplicate")
    reason: Text = Field(
        title="公开的理由", description="读者看到的一句话，不能复述撤下的内容", examples=["内容审查不完整"]
    )
    title_public: Text | None = Field(
        None, title="可以公开的标题", description="标题本身没有问题的才写；含有不应公开内容的一律不写"
    )
    successor: Annotated[Id, RefTo("page")] | None = Field(
        None, title="改正后的版本", description="代替它的文件编号；重复发布的必填，网址直接转过去"
    )
    contact: DepartmentId | None = Field(None, title="问询部门", description="读者问谁，不写就是公开工作机构")
    ordered_by: Text = Field(title="下令的职务", description="谁决定撤下，只写职务", examples=["办事处分管负责人"])
    effects: list[Id] = Field(default_factory=list, title="受影响的", description="引用过它的内容的编号，程序填写")
    papers: list[Id] = Field(
        default_factory=list, title="各环节的文件", description="撤下决策事项的，它各个环节的文件编号，程序填写"
    )
    kept: KeptFacts | None = Field(
        None, title="留下的事实", description="撤下的文件原来归在哪里、什么时候发布，程序填写"
    )

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        told = [value for value in (self.kind, self.record, self.attachment) if value is not None]
        if len(told) != 1 or (self.kind is None) is not (self.kept is None):
            raise wrong(
                "看不出撤下的是什么。",
                "撤下文件的写 kind 和 kept，撤下别的网页的只写 record，撤下附件的只写 attachment；"
                "它们由 disclosure withdraw 填写。",
            )
        return self

    @property
    def name(self) -> str:
        """What its file is called: the number, and of an attachment the beginning of its blob."""
        return name_of(self.number, self.attachment)

    @property
    def key(self) -> str:
        """By its file among withdrawals; the number itself belongs to the stand-in."""
        return f"withdrawal-{self.name}"

    @property
    def label(self) -> str:
        """What was taken down, in a word: 通知公告, 政策留言, 附件."""
        return label_of(self.kind, self.record)

    @property
    def day(self) -> date:
        """The day on which it was taken down."""
        return self.time.date()

    @property
    def is_secret(self) -> bool:
        """Whether not even the title may be told."""
        return self.code is WithdrawalCode.LEAK or self.title_public is None

    @property
    def words(self) -> str:
        """What stands in the place of the title: 一件通知（已撤下）."""
        return taken_down(self.label, None if self.is_secret else self.title_public)

    def paper(self, kept: KeptFacts) -> Document:
        """The document without its content, that those who refer to it meet."""
        made = Document.model_construct(
            id=self.number,
            title=self.words,
            kind=self.kind,
            column=kept.column,
            issuer=kept.issuer,
            department=kept.department,
            made=kept.made,
            published=kept.published,
            theme=kept.theme,
            audience=kept.audience,
            life=kept.life,
            interprets=kept.interprets,
            disclosure=Disclosure.ACTIVE,
        )
        return made.in_place_of(self)


def name_of(number: str, attachment: str | None) -> str:
    """What the file of a withdrawal is called."""
    return f"{number}-{attachment[:_FIGURES]}" if attachment else number


def label_of(kind: Kind | None, record: PageType | None) -> str:
    """What was taken down, in a word, given what is written of it."""
    return kind.label if kind is not None else record.label if record is not None else ATTACHMENT
