"""The field tables of the editors' handbook, generated from the record types.

``python -m disclosure.records.handbook`` writes them into HANDBOOK.md between its two marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from disclosure.records.base import Record
from disclosure.records.decisions import Stages
from disclosure.records.files import data_files, labelled, record_types
from disclosure.records.shapes import Takes, ValueShape, choices_of, fields_of

BEGIN, END = "<!-- 字段表：开始（由 make schema 生成，请勿手改） -->", "<!-- 字段表：结束 -->"


def field_tables() -> str:
    """All tables as Markdown."""
    kinds = [kind for kind in record_types() if kind.for_editors and set(kind.model_fields) - set(_lists(kind))]
    kinds.sort(key=lambda kind: (not kind.files.startswith("docs/"), not kind.page_folder, kind.record_type))
    return "\n".join(f"### {kind.type_label}：{_where(kind)}\n\n{''.join(_rows(kind))}" for kind in kinds)


def _lists(kind: type[Record]) -> dict[str, type[Record]]:
    return next((file.members for file in data_files() if file.model is kind), {})


def _where(kind: type[Record]) -> str:
    """The files in which records of a type are written, in words for editors."""
    if kind.files.startswith("docs/"):
        return f"{labelled(kind.files, '编号')} 开头的信息栏"
    for file in data_files():
        for name, member in file.members.items():
            if member is kind:
                return f"{file.label} 里 {name} 的每一项"
    return next(file.label for file in data_files() if file.model is kind)


def _rows(model: type[BaseModel], above: str = "") -> Iterator[str]:
    if not above:
        yield "| 项 | 名称 | 必填 | 说明 |\n| --- | --- | --- | --- |\n"
    for field in fields_of(model):
        needed = "是" if field.required else ""
        example = f"，例如 `{field.example}`" if field.example else ""
        text = f"{field.description}{_choices(field.shape)}{example}"
        yield f"| `{above}{field.name}` | {field.label} | {needed} | {text} |\n"
        part = _part(field.shape)
        if part is not None and not above:
            yield from _rows(part, f"{field.name}.")


def _part(shape: ValueShape) -> type[BaseModel] | None:
    """The mapping that a field holds; records of their own have a table of their own, slots are explained in words."""
    inner = shape.item or shape
    explained = inner.takes is Takes.PART and inner.part is not Stages
    return inner.part if explained and inner.part is not None and "id" not in inner.part.model_fields else None


def _choices(shape: ValueShape) -> str:
    choice = (shape.item or shape).choice
    return "" if choice is None else "：" + "、".join(f"`{key}` {label}" for key, label in choices_of(choice))


def with_tables(handbook: str) -> str:
    """The handbook's text with fresh tables between the marks."""
    before, _, rest = handbook.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{field_tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    file = Path("HANDBOOK.md")
    file.write_text(with_tables(file.read_text("utf-8")), "utf-8")
