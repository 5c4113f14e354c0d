"""Records of every type as editors may have written them: valid for the most part, in every way of writing YAML."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from disclosure.editing.forms import Lookups, Referable
from disclosure.reading.put.writing import Setting, YamlForm, form_of, key_of
from disclosure.reading.yaml_tree import Data, read_tree
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.facts import Facts
from disclosure.records.files import record_types
from disclosure.records.kinds import Kind
from disclosure.records.shapes import FieldShape, Takes, ValueShape, choices_of, fields_of

_TEXTS = (
    "本办法规定补贴的条件", "12:30", "0201", "no", "null", "第1号 #附件", "a: b", "- 甲", "[未完", "{a: b}",
    "全角，逗号", "half, comma", "@账号", "'单引号'", '"双引号"', "第一行\n第二行", "第一段\n\n第二段\n",
    "  缩进\n两行", "很长的一段话" * 30, "？", "%a", "`a`", "|", ">", "以冒号结尾:", "😀", "</textarea><b>",
    "<script>", "&amp;", " 前后有空格 ", "---", "x\ty", "\n前面有空行", "2025-06-30", "123", "~", "=", "<<",
    "\\d", "\u3000全角空格", "\ufeffBOM", "a\u200bb",
)  # fmt: skip
_LINES = (
    "doc-2023-014",
    "12",
    "021-00000000",
    "https://www.example.gov.cn/",
    "2:10",
    "09:30",
    "2025-06",
    "第七条",
    "一\n二",
)
_ODD: tuple[Data, ...] = ("无", ["甲", "乙"], {"甲": "乙"}, "", [], {"absent": "不知道", "x": ["y"]}, [["甲"]])
_FACTS = {
    "facts": [
        {"key": "age", "title": "年龄", "kind": "age"},
        {"key": "hukou", "title": "户籍", "kind": "choice", "options": [
            {"key": "here", "title": "本街道户籍"}, {"key": "city", "title": "本市户籍"},
            {"key": "away", "title": "外地户籍"},
        ]},
        {"key": "lives_here", "title": "住在本街道", "kind": "yes-no"},
        {"key": "job", "title": "工作", "kind": "words"},
    ],
    "things": [{"key": "home", "title": "住房", "facts": [{"key": "floors", "title": "楼层", "kind": "number"}]}],
}  # fmt: skip
_CRITERIA: tuple[Data, ...] = (
    {"age": {"min": "65"}, "hukou": "city"}, {"lives_here": "yes", "hukou": ["here", "city"]},
    {"home": {"floors": {"min": "4"}}},
    {"spouse": {"age": {"min": "80", "under": "90"}}, "age": "70"}, {"any": [{"hukou": "city"}, {"age": "18"}]},
    {"甲": ["乙，丙", "丁: 戊"]}, {"lives_here": "maybe"}, {"job": "快递员\n外卖员"},
    "所有人", {"lives_here": "true", "age": []},
)  # fmt: skip
_DEEPEST = 4  # parts in parts that are filled in


def referable() -> Lookups:
    """What there is to be referred to: documents in number, few of all else."""
    kinds = list(Kind)
    papers = tuple(
        Referable(f"doc-2025-{n:03}", f"关于第 {n} 件事的{kinds[n % len(kinds)].label}", kinds[n % len(kinds)].value)
        for n in range(900)
    )
    others = {kind.record_type for kind in record_types()} | {"page"}
    few = {name: tuple(Referable(f"{name}-{n}", f"第 {n} 个") for n in range(9)) for name in sorted(others)}
    return Lookups({**few, "document": papers}, {"column-1": ("policy", "normative")}, Facts.model_validate(_FACTS))


class Writer:
    """Makes the texts of records; the same chance, the same texts. ``slips`` is how often there is one in a value."""

    def __init__(self, chance: random.Random, *, density: float = 0.5, slips: float = 0.02) -> None:
        self.chance, self.density, self.slips = chance, density, slips

    def text(self, model: type[Record]) -> str:
        """A record's file; that of a document has a body."""
        data = self._part(model, 0)
        if self.chance.random() < self.slips * 4:
            data["titel"] = self._text()
        data = data or {"id": "a-1"}
        yaml = "\n".join(self._lines(data, 0)) + "\n"
        tree, findings = read_tree(yaml, "")
        if tree is None or tree.data != data:
            raise AssertionError(f"{findings} {yaml}")
        return f"---\n{yaml}---\n{self._body()}" if model is Document else yaml

    # Values

    def _part(self, model: type[BaseModel], depth: int) -> dict[str, Data]:
        made: dict[str, Data] = {}
        for item in fields_of(model):
            if item.label and (item.required or self.chance.random() < self.density):
                value = self._value(item, item.shape, depth)
                if value is not None:
                    made[item.name] = value
        if self.chance.random() < 0.2:
            made = dict(self.chance.sample(list(made.items()), len(made)))
        return made

    def _value(self, item: FieldShape, shape: ValueShape, depth: int) -> Data | None:
        if self.chance.random() < self.slips:
            return self.chance.choice(_ODD)
        makers: dict[Takes, Callable[[], Data | None]] = {
            Takes.TEXT: self._text,
            Takes.LINE: lambda: item.example if item.example and "[" not in item.example else self._pick(_LINES),
            Takes.DAY: self._day,
            Takes.TRUTH: lambda: self._pick(("true", "false", "true", "是")),
            Takes.CHOICE: lambda: self._pick([*choices_of(shape.choice)])[self.chance.random() < 0.05],  # type: ignore[arg-type]
            Takes.REFERENCE: lambda: self._reference(shape),
            Takes.STEP: lambda: self._step(item),
            Takes.SLOT: lambda: self._slot(item, shape, depth),
            Takes.PART: lambda: self._deeper(shape, depth),
            Takes.LIST: lambda: self._list(item, shape, depth),
            Takes.PAIRS: lambda: {f"art-{n}": self._text() for n in range(self.chance.randint(1, 3))},
            Takes.CRITERIA: lambda: self.chance.sample(_CRITERIA, self._pick((1, 2, 3))),
            Takes.FREE: lambda: [{"age": {"min": "65"}, "hukou": "city"}, {"甲": ["乙，丙", "丁: 戊"]}],
        }
        return makers[shape.takes]()

    def _pick(self, choices: Any) -> Any:
        return self.chance.choice(choices)

    def _text(self) -> str:
        return str(self._pick(_TEXTS)) if self.chance.random() < 0.4 else f"第 {self.chance.randint(1, 999)} 项内容"

    def _day(self) -> str:
        if self.chance.random() < 0.05:
            return str(
                self._pick(("2025/5/6", "2025-02-30", "待定", "2025年5月6日", "0000-01-01", "2025-05-06\n2025-05-07"))
            )
        return str(date(2024, 1, 1) + timedelta(self.chance.randrange(700)))

    def _reference(self, shape: ValueShape) -> str:
        assert shape.expects is not None
        if self.chance.random() < 0.1:
            return str(self._pick(("没有这一个", "unknown-1", "第 3 个", "甲\n乙")))
        kind = shape.expects.record
        return (
            f"doc-2025-{self.chance.randrange(400):03}" if kind == "document" else f"{kind}-{self.chance.randrange(9)}"
        )

    def _step(self, item: FieldShape) -> str:
        odd = (
            "2025-06-16",
            "还没有",
            "2025-06-16  department-1  同意",
            "2025-06-16 第 3 个 同意",
            "国家秘密无",
            "2025-06-16\n部门",
        )
        return str(self._pick(odd)) if self.chance.random() < 0.15 else item.example

    def _slot(self, item: FieldShape, shape: ValueShape, depth: int) -> Data:
        if shape.expects is not None and self.chance.random() < 0.5:
            return self._reference(shape)
        return {"absent": "not-due", **self._part(shape.part, depth + 1)}  # type: ignore[arg-type]

    def _deeper(self, shape: ValueShape, depth: int) -> Data | None:
        assert shape.part is not None
        return (self._part(shape.part, depth + 1) or None) if depth < _DEEPEST else None

    def _list(self, item: FieldShape, shape: ValueShape, depth: int) -> Data | None:
        assert shape.item is not None
        made = (self._value(item, shape.item, depth) for _ in range(self._pick((1, 1, 2, 3))))
        return [value for value in made if value is not None] or None

    def _body(self) -> str:
        ends = self._pick(("", "\n", "\n\n"))
        return (
            str(
                self._pick(
                    ("", f"{self._pick(_TEXTS)}", f"\n## 一\n\n{self._pick(_TEXTS)}\n\n```\n  a\n```", "\n\n正文")
                )
            )
            + ends
        )

    # YAML

    def _lines(self, data: dict[str, Data], column: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            if self.chance.random() < 0.1:
                lines.append(" " * column + "# 说明")
            lines += self._entry(f"{' ' * column}{key_of(key)}:", value, column, item=False)
            if self.chance.random() < 0.05:
                lines.append("")
        return lines

    def _entry(self, head: str, value: Data, column: int, *, item: bool) -> list[str]:
        if isinstance(value, str) or not value or self.chance.random() < 0.2:
            form = self._form(value, column, item=item)
            comment = "  # 注" if not form.below and self.chance.random() < 0.1 and value != "" else ""
            return [f"{head}{' ' * bool(form.inline)}{form.inline}{comment}", *form.below]
        if isinstance(value, dict):
            inner = self._lines(value, column + 2)
            if item and not inner[0].lstrip().startswith("#"):
                return [f"{head} {inner[0].lstrip()}", *inner[1:]]
            return [head, *inner]
        return [
            head,
            *(line for each in value for line in self._entry(f"{' ' * (column + 2)}-", each, column + 2, item=True)),
        ]

    def _form(self, value: Data, column: int, *, item: bool) -> YamlForm:
        style = self._pick(("", "", "'", '"', "|", ">")) if isinstance(value, str) and value else ""
        if value == "":
            return YamlForm("")
        if isinstance(value, str) and style in ("'", '"') and "\n" not in value:
            return YamlForm(
                json.dumps(value, ensure_ascii=False) if style == '"' else "'" + value.replace("'", "''") + "'"
            )
        form = form_of(value, Setting(column, flow=not isinstance(value, str), style=style, item=item))
        assert form is not None
        return form
