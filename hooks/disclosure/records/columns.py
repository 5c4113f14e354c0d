"""Columns (栏目): the tree in which documents are published, and which kinds each column takes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.kinds import Kind
from disclosure.records.values import Choice, Count, Day, Id, Text, at_most


class ColumnType(Choice):
    """Values of the meta tag ColumnType (国办发〔2017〕47号 附件, 网页标签)."""

    OVERVIEW = "overview", "概况信息"
    INSTITUTION = "institution", "机构职能"
    NEWS = "news", "工作动态"
    POLICY = "policy", "政策文件"
    GUIDE = "guide", "信息公开指南"
    CATALOGUE = "catalogue", "信息公开目录"
    REPORT = "report", "信息公开年报"
    REQUEST = "request", "依申请公开"
    DATA = "data", "数据发布"
    INTERPRETATION = "interpretation", "政策解读"
    RESPONSE = "response", "回应关切"
    SERVICE = "service", "办事服务"
    SURVEY = "survey", "征集调查"


class Layout(Choice):
    """How a column's own page is laid out."""

    LIST = "list", "文件列表"
    ENTRANCE = "entrance", "下级栏目入口"
    POLICIES = "policies", "政策文件库"
    DECISIONS = "decisions", "重大行政决策目录"
    REQUESTS = "requests", "依申请公开入口"


class Renewal(Choice):
    """How often there must be something new in a column (19号函, 栏目不更新, and the office's own rules)."""

    FORTNIGHT = "fortnight", "两周"
    MONTH = "month", "一个月"
    QUARTER = "quarter", "三个月"
    HALF_YEAR = "half-year", "六个月"
    YEAR = "year", "一年"
    ON_EVENT = "on-event", "有变化时"
    STANDING = "standing", "长期不变"


class Emptiness(Part):
    """Why a column has nothing to show for now."""

    reason: Text = Field(title="说明", description="向公众说明为什么暂时没有内容")
    basis: Text = Field(title="依据", description="依据或情况来源")
    until: Day | None = Field(None, title="预计时间", description="预计什么时候有内容")


class Column(Record):
    """One column of the site (an entry of data/columns.yml)."""

    record_type: ClassVar[str] = "column"
    type_label: ClassVar[str] = "栏目"
    page_folder: ClassVar[str] = "columns"  # it lists its own papers, not who speaks of it

    id: Id = Field(title="编号", description="永久不变的编号，也是网址的一部分", examples=["policies"])
    title: Text = Field(title="栏目名称", description="读者看到的名称", examples=["政策文件"])
    short: Annotated[Text, at_most(8)] | None = Field(
        None, title="短名称", description="导航里用的短名称，两到四个字；不写的用栏目名称", examples=["信息公开"]
    )
    description: Text = Field(title="栏目说明", description="设置目的和主要内容")
    keywords: list[Text] = Field(title="栏目关键词", description="反映内容特点的词语", min_length=1)
    type: ColumnType = Field(title="栏目类别", description="网页标签 ColumnType 的值")
    layout: Layout = Field(Layout.LIST, title="版式", description="栏目页的版式")
    parent: Annotated[Id, RefTo("column")] | None = Field(None, title="上级栏目", description="上级栏目的编号")
    kinds: list[Kind] = Field(default_factory=list, title="收录的文件种类", description="只收这些种类的文件")
    department: DepartmentId | None = Field(
        None, title="责任部门", description="维护这个栏目的部门编号，它的账号参与审核"
    )
    renewal: Renewal | None = Field(
        None, title="更新责任", description="最长多久应有更新；有变化才更新的写 on-event，内容长期不变的写 standing"
    )
    renewal_event: Text | None = Field(
        None, title="什么变化", description="写 on-event 的，写明发生什么时更新", examples=["内设机构、办公地址变动时"]
    )
    update_days: Count | None = Field(
        None, title="更新周期", description="上面没有合适的，写最长多少天应有更新；写了 renewal 的不写"
    )
    basis: Text | None = Field(None, title="依据", description="设置这个栏目的依据")
    empty: Emptiness | None = Field(None, title="暂无内容的说明", description="栏目暂时没有文件时必须说明")


class Columns(Record):
    """The tree of columns (data/columns.yml)."""

    record_type: ClassVar[str] = "columns"
    type_label: ClassVar[str] = "栏目表"
    files: ClassVar[str] = "data/columns.yml"
    required: ClassVar[bool] = True

    columns: list[Column] = Field(title="栏目", description="全部栏目，按显示顺序")
