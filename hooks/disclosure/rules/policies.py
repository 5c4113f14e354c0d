"""Policies: whether they hold, until when, and what took their place; guides."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.records.documents import Document, Validity
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.rules.framework import Context, Fault, rule


@rule("VAL-001", "政策文件写明有效性和主题", on=Document, basis=("47号文/有效性标注",))
def policy_states_its_validity(document: Document, context: Context) -> Iterator[Fault]:
    """A policy says whether it holds and to which theme it belongs.

    Bad:  kind: policy，没有 validity
    Good: validity: valid
    """
    if document.kind not in POLICY_KINDS:
        return
    if document.validity is None:
        remedy = "请填写 validity: valid（有效）、amended（已修改）、expired（已失效）或 repealed（已废止）。"
        yield document.place("kind"), "政策文件没有写明有效性（validity）。", remedy
    if document.theme is None:
        yield (
            document.place("kind"),
            "政策文件没有写明主题分类（theme）。",
            "请从 data/agency.yml 的 themes 里选一个编号。",
        )


@rule("VAL-002", "失效、废止、修改的文件写明原因或替代文件", on=Document, basis=("47号文/有效性标注",))
def dead_policy_says_why(document: Document, context: Context) -> Iterator[Fault]:
    """A policy that no longer holds as it stands names its successor or the reason; one that holds has no successor.

    Bad:  validity: repealed，没有 replaced_by 和 validity_reason
    Good: validity: repealed，replaced_by: doc-2024-003
    """
    if document.validity is Validity.VALID and document.replaced_by:
        message = "文件标为“有效”，却写了替代文件（replaced_by）。"
        yield document.place("replaced_by"), message, "已被取代的请改为 repealed 或 amended，否则删除 replaced_by。"
    if document.validity in (None, Validity.VALID) or document.replaced_by or document.validity_reason:
        return
    state = document.validity.label if document.validity else ""
    message = f"文件标为“{state}”，却没有写明原因或替代文件。"
    yield document.place("validity"), message, "请填写 replaced_by（替代文件的编号）或 validity_reason（原因）。"


@rule("VAL-003", "规范性文件的编号和期限齐全", on=Document, basis=("33号函/题注", "47号文/有效性标注"))
def normative_document_is_marked(document: Document, context: Context) -> Iterator[Fault]:
    """A normative document has a number with 规, the day it takes effect and the day it expires; others have no 规.

    Bad:  kind: normative，doc_no: 某办发〔2024〕1号
    Good: kind: normative，doc_no: 某规〔2024〕1号
    """
    marked = "规〔" in (document.doc_no or "") or "规发〔" in (document.doc_no or "")
    if document.kind is not Kind.NORMATIVE:
        if marked:
            message = f"发文字号“{document.doc_no}”是规范性文件的编号，文件种类却是“{document.kind.label}”。"
            yield document.place("kind"), message, "请把 kind 改成 normative，或者核对文号。"
        return
    if not marked:
        number = document.doc_no or "（没有）"
        yield document.place("doc_no"), f"规范性文件的发文字号“{number}”里没有“规”字。", "请核对文号或文件种类。"
    for name, label in (("effective", "施行日期"), ("expires", "有效期至")):
        if getattr(document, name) is None:
            yield document.place("kind"), f"规范性文件没有写明{label}（{name}）。", f"请填写 {name}。"


@rule(
    "VAL-004",
    "有效期届满的文件及时标注",
    on=Document,
    basis=("47号文/有效性标注",),
    severity=Severity.NOTICE,
    by_time=True,
)
def validity_matches_the_calendar(document: Document, context: Context) -> Iterator[Fault]:
    """A policy whose last day has passed is not called valid. Time alone breaks this, so it never blocks.

    Bad:  expires: 2023-12-31，今天是 2024-05-01，validity: valid
    Good: validity: expired
    """
    if document.validity is Validity.VALID and document.has_lapsed(context.today):
        message = f"有效期已于 {document.expires} 届满，仍标为“有效”。"
        yield document.place("validity"), message, "请评估后改为 expired，或者更新有效期并写修改记录。"


@rule("VAL-005", "日期先后合理", on=Document, basis=("33号函/题注",))
def validity_dates_are_in_order(document: Document, context: Context) -> Iterator[Fault]:
    """A document expires after it takes effect.

    Bad:  effective: 2024-06-01，expires: 2024-01-01
    Good: effective: 2024-06-01，expires: 2029-05-31
    """
    if document.effective is not None and document.expires is not None and document.expires < document.effective:
        message = f"有效期至 {document.expires} 早于施行日期 {document.effective}。"
        yield document.place("expires"), message, "请核对这两个日期。"


@rule("GUI-001", "公开指南九要素齐全", on=Document, basis=("711号令/12",))
def guide_has_its_nine_elements(document: Document, context: Context) -> Iterator[Fault]:
    """A disclosure guide states all nine elements.

    Bad:  guide 里没有 fax
    Good: guide 里九项都有
    """
    if document.kind is not Kind.GUIDE:
        return
    if document.guide is None:
        yield document.place("kind"), "公开指南没有填写九项要素（guide）。", "请在 guide 下逐项填写。"
        return
    for name, info in GuideElements.model_fields.items():
        if getattr(document.guide, name) is None:
            message = f"公开指南缺少“{info.title}”（{name}）。"
            yield document.place("guide"), message, f"请在 guide 下填写 {name}：{info.description}。"
