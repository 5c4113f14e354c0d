"""The numbers of an annual report's official tables (data/annual-reports/<year>.yml), as the report's text shows them.

Which rows and columns there are, and how they are grouped, says ``report_tables``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema, field_validator, model_validator
from pydantic_core import CoreSchema

from disclosure.expressions import expression
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.kinds import Kind
from disclosure.records.values import Id, Text, wrong

NOT_APPLICABLE = "不适用"
TableFigure = int | Decimal | str | None  # a number, 不适用, or nothing
_ORIGIN = ("unit", "source")  # fields of a row that tell where its numbers come from
_NUMBER = expression(r"\d{1,9}", re.ASCII)
_AMOUNT = expression(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)


def _figure(value: Any) -> Any:
    if not isinstance(value, str) or value == NOT_APPLICABLE:
        return value
    if not _NUMBER.fullmatch(value):
        raise wrong(
            f"的值“{value[:40]}”不是件数。", f"没有的写 0；本机关不涉及的写 {NOT_APPLICABLE}；还不知道的整项不写。"
        )
    return int(value)


def _amount(value: Any) -> Any:
    if not isinstance(value, str) or value == NOT_APPLICABLE:
        return value
    if not _AMOUNT.fullmatch(value):
        remedy = f"请以万元为单位写数字，例如 0 或 1.25；不涉及的写 {NOT_APPLICABLE}。"
        raise wrong(f"的值“{value[:40]}”不是金额。", remedy)
    return Decimal(value)


def _schema(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": kind, "minimum": 0}, {"const": NOT_APPLICABLE}]})


Figure = Annotated[int | Literal["不适用"], BeforeValidator(_figure), _schema("integer")]
Amount = Annotated[Decimal | Literal["不适用"], BeforeValidator(_amount), _schema("number")]


def figure_in(whole: Part, *steps: str) -> TableFigure:
    """What stands in a cell of some tables, by table, row and column; ``None`` if nothing does."""
    found: Any = whole
    for step in steps:
        found = getattr(found, step, None)
    known: TableFigure = found
    return known


def _cell(title: str) -> Any:
    return Field(None, title=title, description=f"{title}的数；没有写 0，本机关不涉及写 {NOT_APPLICABLE}")


class FigureRow(Part):
    """A row of a table. One number, where all columns have the same, is written without the columns."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The fields that hold a number."""
        return tuple(name for name in cls.model_fields if name not in _ORIGIN)

    @model_validator(mode="before")
    @classmethod
    def _one_for_all(cls, value: Any) -> Any:
        return dict.fromkeys(cls.columns(), value) if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The columns, or one value for all of them."""
        columns = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [dict(columns), {"type": "number", "minimum": 0}, {"const": NOT_APPLICABLE}]}


class SourcedRow(FigureRow):
    """A row whose numbers no register of the office holds: what they count, and who has told them from what."""

    measure: ClassVar[str] = "件"

    unit: Text | None = Field(None, title="计量单位", description="件数写 件，金额写 万元", examples=["件"])
    source: Text | None = Field(
        None,
        title="数据来源",
        description="哪个部门、从哪个系统或者台账得来",
        examples=["城市运行管理中心，案件管理系统"],
    )

    @field_validator("unit")
    @classmethod
    def _is_ours(cls, value: str | None) -> str | None:
        if value is not None and value != cls.measure:
            raise wrong(f"的值“{value[:20]}”和表格不同。", f"表格按“{cls.measure}”填，请把数换算好，写 {cls.measure}。")
        return value


class Issued(SourcedRow):
    """How many papers of a kind were made, repealed, and hold."""

    made: Figure | None = _cell("本年制发件数")
    repealed: Figure | None = _cell("本年废止件数")
    in_force: Figure | None = _cell("现行有效件数")


class Decided(SourcedRow):
    """How many decisions were taken."""

    decided: Figure | None = _cell("本年处理决定数量")


class Charged(SourcedRow):
    """What was charged, in ten thousand yuan."""

    measure: ClassVar[str] = "万元"

    charged: Amount | None = _cell("本年收费金额（单位：万元）")


class ByApplicant(FigureRow):
    """A number of requests by who has made them."""

    natural: Figure | None = _cell("自然人")
    business: Figure | None = _cell("商业企业")
    research: Figure | None = _cell("科研机构")
    welfare: Figure | None = _cell("社会公益组织")
    legal: Figure | None = _cell("法律服务机构")
    other: Figure | None = _cell("其他")
    total: Figure | None = _cell("总计")


class ByOutcome(FigureRow):
    """A number of reviews or suits by how they ended."""

    upheld: Figure | None = _cell("结果维持")
    corrected: Figure | None = _cell("结果纠正")
    other: Figure | None = _cell("其他结果")
    pending: Figure | None = _cell("尚未审结")
    total: Figure | None = _cell("总计")


def _row(title: str) -> Any:
    return Field(None, title=title, description="一栏一个数；各栏相同的只写一个，例如 0")


class DisclosedFigures(Part):
    """Table two: what was disclosed unasked (条例20)."""

    rules: Issued | None = _row("规章")
    normative: Issued | None = _row("行政规范性文件")
    permits: Decided | None = _row("行政许可")
    penalties: Decided | None = _row("行政处罚")
    compulsion: Decided | None = _row("行政强制")
    fees: Charged | None = _row("行政事业性收费")


class RequestFigures(Part):
    """Table three: requests, and what became of them."""

    received: ByApplicant | None = _row("一、本年新收政府信息公开申请数量")
    carried_in: ByApplicant | None = _row("二、上年结转政府信息公开申请数量")
    granted: ByApplicant | None = _row("（一）予以公开")
    partly: ByApplicant | None = _row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    state_secret: ByApplicant | None = _row("1.属于国家秘密")
    forbidden: ByApplicant | None = _row("2.其他法律行政法规禁止公开")
    safety: ByApplicant | None = _row("3.危及“三安全一稳定”")
    third_party: ByApplicant | None = _row("4.保护第三方合法权益")
    internal: ByApplicant | None = _row("5.属于三类内部事务信息")
    in_process: ByApplicant | None = _row("6.属于四类过程性信息")
    enforcement_file: ByApplicant | None = _row("7.属于行政执法案卷")
    enquiry: ByApplicant | None = _row("8.属于行政查询事项")
    not_held: ByApplicant | None = _row("1.本机关不掌握相关政府信息")
    to_be_made: ByApplicant | None = _row("2.没有现成信息需要另行制作")
    unclear: ByApplicant | None = _row("3.补正后申请内容仍不明确")
    complaint: ByApplicant | None = _row("1.信访举报投诉类申请")
    repeated: ByApplicant | None = _row("2.重复申请")
    publication: ByApplicant | None = _row("3.要求提供公开出版物")
    excessive: ByApplicant | None = _row("4.无正当理由大量反复申请")
    confirmation: ByApplicant | None = _row("5.要求行政机关确认或重新出具已获取信息")
    not_corrected: ByApplicant | None = _row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
    not_paid: ByApplicant | None = _row("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
    otherwise: ByApplicant | None = _row("3.其他")
    total: ByApplicant | None = _row("（七）总计")
    carried_out: ByApplicant | None = _row("四、结转下年度继续办理")


class AppealFigures(Part):
    """Table four: reviews and suits."""

    reviews: ByOutcome | None = _row("行政复议")
    direct: ByOutcome | None = _row("未经复议直接起诉")
    after_review: ByOutcome | None = _row("复议后起诉")


class AnnualFigures(Record):
    """The numbers of one annual report. What is not written is not known, which is something else than none."""

    record_type: ClassVar[str] = "annual-figures"
    type_label: ClassVar[str] = "年度报告的数据"
    files: ClassVar[str] = "data/annual-reports/{year}.yml"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["annual-figures-2025"])
    report: Annotated[Id, RefTo("document", "", frozenset({Kind.REPORT}))] = Field(
        title="年度报告", description="用这些数据的年度报告的编号", examples=["doc-2026-015"]
    )
    disclosed: DisclosedFigures = Field(
        default_factory=DisclosedFigures, title="主动公开", description="主动公开政府信息情况表的数"
    )
    requests: RequestFigures = Field(
        default_factory=RequestFigures, title="申请", description="收到和处理政府信息公开申请情况表的数"
    )
    appeals: AppealFigures = Field(
        default_factory=AppealFigures, title="复议诉讼", description="行政复议、行政诉讼情况表的数"
    )

    def figure(self, *steps: str) -> TableFigure:
        """What stands in a cell, by table, row and column; ``None`` if nothing is written."""
        return figure_in(self, *steps)
