"""The office's accounts on other platforms (政务新媒体), and who answers for what stands on the net (网络意识形态).

Posts are named, never persons: both are published.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.values import Choice, Day, Id, Text, Url, Year


class MediaPlatform(Choice):
    """Where an account is kept."""

    WECHAT = "wechat", "微信公众号"
    CHANNELS = "wechat-channels", "微信视频号"
    WEIBO = "weibo", "微博"
    DOUYIN = "douyin", "抖音"
    TOUTIAO = "toutiao", "今日头条"
    APP = "app", "移动客户端"
    OTHER = "other", "其他平台"


class MediaCheck(Part):
    """One look at an account by the office itself."""

    date: Day = Field(title="巡查日期", description="哪天巡查的", examples=["2025-06-03"])
    result: Text = Field(
        title="巡查结果", description="看了什么、发现什么、怎样处理", examples=["更新及时，没有发现问题"]
    )


class AccountClosed(Part):
    """An account that is kept no longer."""

    date: Day = Field(title="停用日期", description="从哪天起停用、注销")
    reason: Text = Field(title="停用原因", description="为什么停用，读者会看到")


class MediaAccount(Record):
    """One account (data/media/<id>.yml)."""

    record_type: ClassVar[str] = "media-account"
    type_label: ClassVar[str] = "政务新媒体"
    files: ClassVar[str] = "data/media/{id}.yml"
    page_folder: ClassVar[str] = "media"
    tells_back: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["wechat"])
    title: Text = Field(title="账号名称", description="读者在平台上看到的名称")
    platform: MediaPlatform = Field(title="平台", description="开在哪个平台", examples=["wechat"])
    unit: DepartmentId = Field(title="主办部门", description="哪个部门主办", examples=["party-office"])
    purpose: Text = Field(title="用途", description="发布什么、给谁看，一两句话")
    keeper: Text = Field(title="管理岗位", description="哪个岗位管理，写职务不写姓名", examples=["政务公开专岗"])
    deputy: Text | None = Field(
        None, title="备用岗位", description="管理的人不在时由哪个岗位管理，写职务不写姓名", examples=["综合岗"]
    )
    interaction: Text | None = Field(
        None, title="互动功能", description="读者怎样留言、多久回复", examples=["后台留言，两个工作日内回复"]
    )
    opened: Day = Field(title="开通日期", description="账号哪天开通", examples=["2019-03-01"])
    password_changed: Day = Field(
        title="最近一次换密码", description="交接时一定要换；只写日期，不写密码", examples=["2025-03-03"]
    )
    handed_over: Day | None = Field(
        None, title="最近一次交接", description="管理的人最近一次变动，没有变动过的不写", examples=["2025-03-03"]
    )
    last_issue: Day | None = Field(
        None, title="最近一次发布", description="最近哪天发布过内容；文件里写了 also_at 的会自动算上"
    )
    checks: list[MediaCheck] = Field(default_factory=list, title="巡查记录", description="每月看一次，旧的在前")
    url: Url | None = Field(None, title="网址", description="有网址的写网址")
    closed: AccountClosed | None = Field(None, title="停用", description="已经停用的写明哪天、为什么")


class YearlyStatement(Part):
    """What the post has stated for a year."""

    year: Year = Field(title="年份", description="哪一年的", examples=["2024"])
    date: Day = Field(title="提交日期", description="哪天提交的", examples=["2024-12-20"])
    paper: Annotated[Id, RefTo("document", "责任落实情况")] | None = Field(
        None, title="文件", description="公开的情况说明的编号，没有公开的不写"
    )
    kept: Text | None = Field(None, title="存放", description="没有公开的，存在哪里", examples=["党政办公室存档"])


class Responsibility(Record):
    """Who answers for what is said on the net, and what was stated year by year (data/responsibilities/<id>.yml)."""

    record_type: ClassVar[str] = "responsibility"
    type_label: ClassVar[str] = "网络意识形态责任"
    files: ClassVar[str] = "data/responsibilities/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["online-content"])
    title: Text = Field(title="名称", description="责任的名称", examples=["网络意识形态工作责任制"])
    covers: Text = Field(title="管什么", description="包括哪些网站、账号和内容")
    unit: DepartmentId = Field(title="责任部门", description="部门的编号", examples=["party-office"])
    post: Text = Field(title="责任岗位", description="哪个岗位负责，写职务不写姓名", examples=["党政办公室主任"])
    since: Day = Field(title="从何时起", description="从哪天起由这个岗位负责", examples=["2023-01-01"])
    statements: list[YearlyStatement] = Field(
        default_factory=list, title="年度说明", description="每年说明一次责任落实情况，旧的在前"
    )
