"""The ways in which editors write a link into a document: each gives its lines, and says which one is at fault."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

# The lines of a block; True where the line holds the wrong address.
Lines = list[tuple[str, bool]]

ANYWHERE = (
    "段落", "表格", "列表", "定义", "嵌入标签", "续行", "引用块", "整块标签", "编号列表", "两处", "段尾", "单引号标签",
)  # fmt: skip
MARKDOWN_ONLY = ("段落", "表格", "列表", "定义", "续行", "引用块", "编号列表", "两处", "段尾")
INLINE = ("段落", "表格", "列表", "续行", "引用块", "编号列表", "段尾")
ONCE = (*INLINE, "定义")  # what is told of once, however often it stands in a document
TAGS = ("嵌入标签", "整块标签", "单引号标签", "表格标签")
PICTURES = ("图片", "图片标签", "表格图片")
WHOLE = ("原文",)  # the address is the whole line


def carry(carrier: str, text: str, href: str, number: int) -> Lines:
    """The lines that carry a link with this text and address."""
    return _CARRIERS[carrier](text, href, number)


def _link(text: str, href: str) -> str:
    return f"[{text}](<{href}>)" if " " in href else f"[{text}]({href})"


def _tag(text: str, href: str, quote: str = '"') -> str:
    return f"<a href={quote}{escape(href, quote=False)}{quote}>{text}</a>"


def _table(cell: str) -> Lines:
    head = [("| 事项 | 说明 |", False), ("| --- | --- |", False), ("| 办理地点 | 街道办事处 |", False)]
    return [*head, (f"| 补充材料 | {cell} |", True)]


def _definition(text: str, href: str, number: int) -> Lines:
    label = f"材料{number}"
    return [(f"补充材料可以[{text}][{label}]，以原件为准。", False), ("", False), (f"[{label}]: {href}", True)]


def _twice(text: str, href: str, number: int) -> Lines:
    return [
        (f"补充材料可以{_link(text, href)}。", True),
        ("", False),
        ("办理地点没有变化。", False),
        ("", False),
        (f"再次提醒，材料请{_link(text, href)}。", True),
    ]


_CARRIERS: dict[str, Callable[[str, str, int], Lines]] = {
    "段落": lambda text, href, _: [(f"补充材料可以{_link(text, href)}，以原件为准。", True)],
    "续行": lambda text, href, _: [("补充材料已经整理完毕，", False), (f"可以{_link(text, href)}。", True)],
    "段尾": lambda text, href, _: [("街道已经整理了补充材料，", False), (f"{_link(text, href)}", True)],
    "表格": lambda text, href, _: _table(_link(text, href)),
    "列表": lambda text, href, _: [("- 材料一：申请书", False), (f"- 材料二：{_link(text, href)}", True)],
    "编号列表": lambda text, href, _: [("1. 备齐材料；", False), (f"2. 核对（{_link(text, href)}）。", True)],
    "引用块": lambda text, href, _: [("> 补充材料已经整理完毕，", False), (f"> 可以{_link(text, href)}。", True)],
    "定义": _definition,
    "两处": _twice,
    "嵌入标签": lambda text, href, _: [(f"补充材料可以{_tag(text, href)}，以原件为准。", True)],
    "单引号标签": lambda text, href, _: [(f"补充材料可以{_tag(text, href, chr(39))}，以原件为准。", True)],
    "整块标签": lambda text, href, _: [("<div>", False), (f"<p>{_tag(text, href)}</p>", True), ("</div>", False)],
    "表格标签": lambda text, href, _: _table(_tag(text, href)),
    "图片": lambda text, href, _: [(f"![现场示意图]({href})", True)],
    "图片标签": lambda text, href, _: [(f'<p><img src="{href}" alt="现场示意图"></p>', True)],
    "表格图片": lambda text, href, _: _table(f"![现场示意图]({href})"),
    "原文": lambda text, href, _: [(href, True)],
}
