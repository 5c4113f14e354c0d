"""What is not published: a register without content (data/withheld/<year>/<id>.yml), for the yearly review (条例18).

The register lies in the same repository as all that is public, so an entry says that a paper exists and why it is
withheld, never what is in it. No page shows it.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Former, Part, Record
from disclosure.records.kinds import Kind
from disclosure.records.review import Disclosure
from disclosure.records.values import Choice, Day, Id, Moment, Text
from disclosure.records.withdrawals import Blob, PageType, WithdrawalCode, label_of, name_of


class Ground(Choice):
    """Why the law lets or makes the office withhold a paper (条例14 to 16)."""

    STATE_SECRET = "state-secret", "国家秘密"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开"
    SECURITY = "security", "可能危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "trade-secret", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    INTERNAL = "internal", "内部事务信息"
    PROCESS = "process", "过程性信息"
    CASE_FILE = "case-file", "行政执法案卷信息"


class Reassessed(Choice):
    """What a yearly review came to."""

    KEEP = "keep", "继续不主动公开"
    RELEASE = "release", "可以主动公开"


class Reassessment(Part):
    """The last yearly review of an entry."""

    date: Day = Field(title="评估日期", description="最近一次评估的日期", examples=["2025-03-10"])
    result: Reassessed = Field(title="评估结果", description="继续不公开，或者可以公开", examples=["keep"])


class WithdrawnPaper(Part):
    """That the paper was public and was taken down; its post stands in ``decided_by``."""

    number: Id = Field(title="编号", description="撤下的内容的编号", examples=["doc-2025-041"])
    kind: Kind | None = Field(None, title="文件种类", description="撤下的文件属于哪一类")
    record: PageType | None = Field(None, title="内容种类", description="撤下的不是文件的，写是什么")
    attachment: Blob | None = Field(None, title="附件的指纹", description="只撤下一个附件的，写它在 git 里的指纹")
    time: Moment = Field(title="撤下时间", description="什么时候撤下", examples=["2025-06-12 16:40"])
    code: WithdrawalCode = Field(title="原因类别", description="因为什么撤下")

    @property
    def name(self) -> str:
        """What the file of its withdrawal is called."""
        return name_of(self.number, self.attachment)

    @property
    def label(self) -> str:
        """What was taken down, in a word."""
        return label_of(self.kind, self.record)


class Withheld(Record):
    """One paper that is not disclosed actively, without its content."""

    record_type: ClassVar[str] = "withheld"
    type_label: ClassVar[str] = "不主动公开的信息"
    files: ClassVar[str] = "data/withheld/{year}/{id}.yml"
    former: ClassVar[Former | None] = Former("data/withheld/{year}.yml", "entries")

    id: Id = Field(title="编号", description="永久不变的编号，不要带出内容", examples=["wh-2025-001"])
    department: DepartmentId = Field(title="制作部门", description="制作部门的编号", examples=["party-office"])
    made: Day = Field(title="生成日期", description="成文或形成的日期", examples=["2025-03-04"])
    attribute: Disclosure = Field(title="公开属性", description="依申请公开或不予公开", examples=["none"])
    article: Text | None = Field(None, title="依据条款", description="不予公开的必填", examples=["711号令/16"])
    ground: Ground | None = Field(None, title="理由类别", description="不予公开的必填", examples=["process"])
    decided_by: Text = Field(title="决定人职务", description="谁决定的，只写机构或职务", examples=["办事处分管负责人"])
    decided: Day = Field(title="决定日期", description="作出决定的日期", examples=["2025-03-05"])
    reviewed: Reassessment | None = Field(None, title="最近一次评估", description="每年评估一次")
    withdrawn: WithdrawnPaper | None = Field(
        None, title="公开以后撤下的", description="撤下时由程序登记；依据条款和理由类别在研究以后补写"
    )
    harmless_title: Text | None = Field(
        None, title="可以登记的标题", description="标题本身不泄露任何内容、经保密审查的才写；一般不写"
    )
