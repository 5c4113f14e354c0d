"""The columns in which nodes of requests leave for the city's platform, as the platform has them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from disclosure.records.base import Part, Record
from disclosure.records.requests import Titled
from disclosure.records.values import Text


class NodeField(Titled):
    """What may stand in a column: of the request, and of one of its nodes."""

    ID = "id", "编号"
    NUMBER = "number", "登记号"
    APPLICANT = "applicant", "申请人类别"
    SUBJECT = "subject", "申请内容"
    CHANNEL = "channel", "收到方式"
    UNIT = "unit", "承办部门"
    NODE = "node", "节点"
    DATE = "date", "节点日期"
    NODE_CHANNEL = "node-channel", "节点方式"
    NODE_UNIT = "node-unit", "节点部门"
    DOCUMENT = "document", "文书"
    REPLY = "reply", "答复类型"
    DUE = "due", "录入期限"
    ENTERED = "entered", "录入日期"
    STATE = "state", "录入情况"
    NOTE = "note", "备注"


class PlatformWord(Part):
    """A word of the ledger, and the one that the platform has for it."""

    ours: Text = Field(title="台账里的词", description="台账导出时的词", examples=["送达"])
    theirs: Text = Field(title="平台的词", description="平台里同样意思的词", examples=["邮寄"])


class PlatformColumn(Part):
    """One column: its head on the platform, what of the ledger stands in it, and in which words."""

    title: Text = Field(title="栏名", description="平台导入表里的栏名，一字不差", examples=["受理编号"])
    field: NodeField = Field(title="内容", description="填台账里的哪一项", examples=["number"])
    words: list[PlatformWord] = Field(
        default_factory=list, title="换词", description="平台用别的词的，写明哪个换成哪个"
    )


class RequestColumns(Record):
    """How the export for the city's platform looks (data/request-columns.yml); without it every column is there."""

    record_type: ClassVar[str] = "request-columns"
    type_label: ClassVar[str] = "台账导出的栏"
    files: ClassVar[str] = "data/request-columns.yml"

    columns: list[PlatformColumn] = Field(title="各栏", description="按平台导入表的顺序写", min_length=1)
