"""The JSON Schema of every JSON file that is given to others (draft 2020-12), from the fields of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from disclosure.exports.datasets import datasets
from disclosure.exports.event_rows import EventRow, EventSuggestionRow
from disclosure.exports.packages import PickPackage
from disclosure.exports.planned import PlanItemRow
from disclosure.exports.policies import PolicyText
from disclosure.exports.rows import (
    CleanupRow,
    ConsultationRow,
    DataRow,
    DecisionRow,
    DirectLineRow,
    DocumentRow,
    FigureDataRow,
    OpinionRow,
    PatrolRow,
    PolicyRow,
    QuestionMonthRow,
    QuestionRow,
    RequestYearRow,
    ResponseRow,
    StandardItemRow,
    StandardRoundRow,
)
from disclosure.exports.whole_record import DecisionRecord
from disclosure.exports.working import OpenWorkRow
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.schema import without_null

ROWS: dict[str, type[DataRow]] = {
    row.schema_name: row
    for row in (
        DocumentRow,
        PolicyRow,
        ConsultationRow,
        DecisionRow,
        OpinionRow,
        QuestionRow,
        QuestionMonthRow,
        FigureDataRow,
        ResponseRow,
        DirectLineRow,
        RequestYearRow,
        EventRow,
        EventSuggestionRow,
        CleanupRow,
        StandardItemRow,
        StandardRoundRow,
        PatrolRow,
        PlanItemRow,
        OpenWorkRow,
    )
}
WORDS = {
    "documents": "一个栏目的文件",
    "policies": "政策文件库",
    "consultations": "征求意见栏目的文件",
    "decisions": "重大行政决策事项",
    "opinions": "公众意见和采纳情况",
    "questions": "政策留言和答复",
    "questions-by-month": "政策留言每月的数",
    "plan-items": "年度工作要点的事项",
    "open-work": "公开工作要办的事",
    "service-figures": "好差评和热线每月的数",
    "service-responses": "整改回应",
    "direct-line": "直通车事项",
    "request-statistics": "依申请公开的历年数字",
    "events": "政府开放活动",
    "event-suggestions": "开放活动上的建议",
    "cleanups": "政策文件清理结果",
    "standard-catalogue": "标准目录的事项",
    "standard-catalogue-rounds": "标准目录每次到期和公开的日期",
    "patrols": "网站每夜巡查的结果",
    "policy": "一份政策文件的全文",
    "decision": "一个决策事项的全过程",
    "for-me": "一类人群、一件要办的事能得到的全部政策",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_HEAD = {
    "$schema": {"type": "string", "format": "uri", "title": "数据格式"},
    "title": {"type": "string", "title": "名称"},
    "publisher": {"type": "string", "title": "发布机关"},
    "page": {"type": "string", "format": "uri", "title": "来源网页"},
    "modified": {"type": "string", "format": "date", "title": "更新日期"},
    "terms": {"type": "string", "title": "使用条件"},
}


@site_assets
def schemas(site: Site) -> Iterator[Asset]:
    """A schema for each kind of JSON that there is."""
    for name in schema_names(site):
        yield Asset(addresses.schema_address(name), partial(_text, name, site))


def schema_names(site: Site) -> list[str]:
    """The kinds of JSON that there are; of tables, those that the site has."""
    given = {dataset.row.schema_name for dataset in site.once(datasets)}
    return [name for name in WORDS if name not in ROWS or name in given]


def _text(name: str, site: Site) -> str:
    made = {"$schema": _DRAFT, "$id": site.url(addresses.schema_address(name)), "title": WORDS[name]}
    return json.dumps({**made, **schema(name)}, ensure_ascii=False, indent=1) + "\n"


def schema(name: str) -> dict[str, Any]:
    """What a kind of JSON must look like."""
    if name == DecisionRecord.schema_name:
        return _below_head("decision", _fields(DecisionRecord))
    if name == PolicyText.schema_name:
        return _below_head("policy", _fields(PolicyText))
    if name == PickPackage.schema_name:
        return _below_head("package", _fields(PickPackage))
    made = _below_head("rows", {"type": "array", "items": {"$ref": "#/$defs/row"}})
    return {**made, "$defs": {"row": _fields(ROWS[name])}}


def _below_head(name: str, content: dict[str, Any]) -> dict[str, Any]:
    defined = content.pop("$defs", None)
    made = {
        "type": "object",
        "properties": {**_HEAD, name: content},
        "required": [*_HEAD, name],
        "additionalProperties": False,
    }
    return {**made, "$defs": defined} if defined else made


def _fields(model: type[DataRow]) -> dict[str, Any]:
    cleaned = _cleaned(model.model_json_schema())
    assert isinstance(cleaned, dict)
    return cleaned


def _cleaned(node: Any) -> Any:
    """A schema without ``null``: a field that says nothing is not there. Names of types are for developers."""
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _cleaned(value) for key, value in node.items() if key != "default"}
    if "properties" in made:
        made = {key: value for key, value in made.items() if key not in ("title", "description")}
    return without_null(made) if isinstance(made.get("anyOf"), list) else made
