"""The field tables of the editors' handbook, generated from the record types.

``python -m disclosure.records.handbook`` writes them into HANDBOOK.md between its two marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from disclosure.records.administration import Exclusion, Redirect, Waiver
from disclosure.records.agency import Agency
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision, DecisionCatalogue
from disclosure.records.documents import Document
from disclosure.records.withheld import Withheld

BEGIN, END = "<!-- 字段表：开始（由 make schema 生成，请勿手改） -->", "<!-- 字段表：结束 -->"

_TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("文件：docs/栏目/年份/编号.md 开头的信息栏", Document),
    ("重大行政决策目录：data/decisions/年份/catalogue.yml", DecisionCatalogue),
    ("决策事项：data/decisions/年份/编号.yml", Decision),
    ("栏目：data/columns.yml 里的每一项", Column),
    ("机关信息：data/agency.yml", Agency),
    ("不主动公开信息登记：data/withheld/年份/编号.yml", Withheld),
    ("豁免：data/waivers/名称.yml", Waiver),
    ("链接排除：data/exclusions/名称.yml", Exclusion),
    ("跳转：data/redirects/名称.yml", Redirect),
)


def field_tables() -> str:
    """All tables as Markdown."""
    return "\n".join(f"### {title}\n\n{''.join(_rows(model))}" for title, model in _TABLES)


def _rows(model: type[BaseModel], above: str = "") -> Iterator[str]:
    if not above:
        yield "| 项 | 名称 | 必填 | 说明 |\n| --- | --- | --- | --- |\n"
    for name, field in model.model_fields.items():
        needed = "是" if field.is_required() else ""
        text = f"{field.description or ''}{_choices(field.annotation)}{_example(field.examples)}"
        yield f"| `{above}{name}` | {field.title or ''} | {needed} | {text} |\n"
        part = _part(field.annotation)
        if part is not None and not above:
            yield from _rows(part, f"{name}.")


def _part(annotation: Any) -> type[BaseModel] | None:
    """The mapping that a field holds; records of their own have a table of their own, slots are explained in words."""
    for kind in _kinds(annotation):
        if issubclass(kind, BaseModel) and "id" not in kind.model_fields and kind.__name__ not in ("Slot", "Stages"):
            return kind
    return None


def _choices(annotation: Any) -> str:
    for kind in _kinds(annotation):
        if issubclass(kind, Enum):
            return "：" + "、".join(f"`{member.value}` {getattr(member, 'label', '')}" for member in kind)
    return ""


def _kinds(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _kinds(inner)


def _example(examples: list[Any] | None) -> str:
    return f"，例如 `{examples[0]}`" if examples else ""


def with_tables(handbook: str) -> str:
    """The handbook's text with fresh tables between the marks."""
    before, _, rest = handbook.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{field_tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    file = Path("HANDBOOK.md")
    file.write_text(with_tables(file.read_text("utf-8")), "utf-8")
