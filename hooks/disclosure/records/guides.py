"""The guide to disclosure: its nine elements, how an office takes requests, and what it may charge."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from disclosure.records.base import Part, Record
from disclosure.records.law import Grade
from disclosure.records.values import Count, Day, Text, wrong


class GuideElements(Part):
    """The nine elements of a disclosure guide (条例12条2款)."""

    classification: Text | None = Field(None, title="政府信息的分类", description="信息怎样分类")
    arrangement: Text | None = Field(None, title="编排体系", description="栏目和目录怎样编排")
    access: Text | None = Field(None, title="获取方式", description="怎样查阅和获取")
    body: Text | None = Field(None, title="工作机构名称", description="政府信息公开工作机构")
    address: Text | None = Field(None, title="办公地址", description="工作机构的地址")
    hours: Text | None = Field(None, title="办公时间", description="工作机构的办公时间")
    phone: Text | None = Field(None, title="联系电话", description="工作机构的电话")
    fax: Text | None = Field(None, title="传真号码", description="工作机构的传真")
    online: Text | None = Field(None, title="互联网联系方式", description="邮箱或网址")


class OfficeGuide(GuideElements):
    """What the page of requests says: the nine elements, and how this office takes requests, as far as it is special.

    What is not written stands there in general words, which hold for every office.
    """

    visit: Text | None = Field(
        None, title="当面提交", description="在哪里、什么时候可以当面提交；不写的用上面的地址和时间"
    )
    letter: Text | None = Field(
        None, title="邮寄", description="寄到哪里、写给谁、信封上注明什么；不写的用上面的机构和地址"
    )
    spoken: Text | None = Field(None, title="口头申请", description="书写有困难的，到哪里说、谁代为填写")
    helping: Text | None = Field(
        None, title="便民协助", description="阅读有困难、视听有障碍的人可以得到什么帮助，怎样找到帮助"
    )
    correcting: Text | None = Field(None, title="更正", description="与自己有关的记录不准确的，向谁提出更正")
    complaints: Text | None = Field(
        None, title="投诉举报", description="可以向哪个上一级机关、哪个主管部门投诉举报，写名称和电话"
    )


class FeeStep(Part):
    """The part of a count up to ``upto`` costs ``price`` yuan each; a step that grows dearer never ends."""

    upto: Count | None = Field(None, title="到", description="这一档到第几件、第几页；最后一档不写")
    price: Count = Field(title="单价", description="这一部分每件、每页多少元，不收的写 0")
    every: Count | None = Field(None, title="每增", description="每增加多少件再加一次价；不再加的不写")
    rise: Count | None = Field(None, title="加价", description="每次加价多少元")


class RequestFees(Record):
    """What requests beyond reason may cost (data/request-fees.yml): the official steps with their source."""

    record_type: ClassVar[str] = "request-fees"
    type_label: ClassVar[str] = "信息处理费标准"
    files: ClassVar[str] = "data/request-fees.yml"
    for_editors: ClassVar[bool] = False

    basis: Text = Field(title="依据", description="简称/条号", examples=["109号文/标准"])
    grade: Grade = Field(title="核对程度", description="有没有核对过原文")
    since: Day = Field(title="起", description="从哪天起适用")
    items: list[FeeStep] = Field(title="按件", description="同一申请人一个自然月的件数，逐档", min_length=1)
    pages: list[FeeStep] = Field(title="按量", description="页数，逐档", min_length=1)

    @model_validator(mode="after")
    def _steps_follow_each_other(self) -> Self:
        for name, steps in (("items", self.items), ("pages", self.pages)):
            ends = [int(step.upto) if step.upto is not None else None for step in steps]
            whole = [end for end in ends[:-1] if end is not None]
            if ends[-1] is not None or len(whole) < len(ends) - 1 or sorted(set(whole)) != whole:
                remedy = "请从低到高逐档写 upto，最后一档不写 upto。"
                raise wrong("的各档没有一档接一档。", remedy, below=(name,))
            if any((step.every is None) != (step.rise is None) or step.every == 0 for step in steps):
                raise wrong("里每增和加价要一起写。", "请同时写 every 和 rise，或者都不写。", below=(name,))
        return self
