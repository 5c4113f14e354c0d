"""What sites and programs make of the official tables: each layout by its name, and how one is added."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

from report_files import (
    ENDS,
    Block,
    Box,
    Report,
    Table,
    appeal_rows,
    as_docx,
    as_html,
    as_text,
    as_xlsx,
    blocks,
    html_table,
    squares,
)

LAYOUTS: dict[str, Callable[[Report], bytes]] = {}
_MENU = (
    "<ul>"
    + "".join(f"<li><a href='/{year}'>某街道{year}年政府信息公开工作年度报告</a></li>" for year in (2022, 2023))
    + "</ul>"
)
_META = (
    "<table><tr><td>索引号</td><td>0123/2025-00002</td><td>分类</td><td>年报 其他 报告</td></tr>"
    "<tr><td>发布机构</td><td>某街道</td><td>公开日期</td><td>2025-01-17</td></tr></table>"
)


def layout(make: Callable[[Report], bytes]) -> Callable[[Report], bytes]:
    """One more layout, by the name of its function."""
    LAYOUTS[make.__name__.removeprefix("_").replace("_", "-")] = make
    return make


def tables(content: list[Block]) -> list[int]:
    """Where tables two, three and four stand."""
    return [number for number, block in enumerate(content) if isinstance(block, list)]


def each_label(content: list[Block], change: Callable[[str], str]) -> list[Block]:
    """The report with all words of its tables written otherwise."""
    return _each(content, lambda text: change(text) if re.search(r"[\u4e00-\u9fff]", text) else text)


def each_figure(content: list[Block], change: Callable[[str], str]) -> list[Block]:
    """The report with all figures of its tables written otherwise."""
    return _each(content, lambda text: change(text) if text.isdecimal() else text)


def _each(content: list[Block], change: Callable[[str], str]) -> list[Block]:
    changed: list[Block] = []
    for block in content:
        table = [[replace(box, text=change(box.text)) for box in row] for row in block if not isinstance(row, str)]
        changed.append(block if isinstance(block, str) else table)
    return changed


def page(content: list[Block], cell: Callable[[str], str]) -> bytes:
    """A page whose tables write their cells in a way of their own."""
    written = [
        html_table(block, cell) if isinstance(block, list) else f"<p>{escape(block)}</p>" for block in content[1:]
    ]
    return f"<html><body><h1>{content[0]}</h1>{''.join(written)}</body></html>".encode()


@layout
def _menus_around(report: Report) -> bytes:
    return as_html(blocks(report), before=f"<div class=nav>{_MENU}{_META}</div>", after=f"<div>上一篇：{_MENU}</div>")


@layout
def _tables_in_tables(report: Report) -> bytes:
    inner = as_html(blocks(report)).decode().partition("<body>")[2].partition("</body>")[0]
    return f"<table><tr><td>{_MENU}</td><td><table><tr><td>{inner}</td></tr></table></td></tr></table>".encode()


@layout
def _one_cell_holds_all(report: Report) -> bytes:
    content = blocks(report)
    texts = "".join(f"<p>{escape(block)}</p>" for block in content if isinstance(block, str))
    return as_html(content, before=f"<table><tr><td>{texts[:0]}{'公开为常态。' * 80}</td></tr></table>")


@layout
def _spaces_in_labels(report: Report) -> bytes:
    return as_html(each_label(blocks(report), lambda text: "　".join(text)))


@layout
def _labels_over_lines(report: Report) -> bytes:
    return page(
        blocks(report),
        lambda text: (
            "<br>".join(escape(text[at : at + 4]) for at in range(0, len(text), 4)) if not text.isdecimal() else text
        ),
    )


@layout
def _paragraphs_in_cells(report: Report) -> bytes:
    return page(
        blocks(report),
        lambda text: f"<p><span style='x'>{escape(text[:1])}</span><o:p><b>{escape(text[1:])}</b></o:p>&nbsp;</p>",
    )


@layout
def _labels_abridged(report: Report) -> bytes:
    return as_html(
        each_label(
            blocks(report),
            lambda text: re.sub(r"（区分.*|政府信息公开申请数量|、行政机关.*|政府信息公开(?=申请)|数量$", "", text),
        )
    )


@layout
def _labels_without_numbers(report: Report) -> bytes:
    return as_html(
        each_label(blocks(report), lambda text: re.sub(r"^(?:[一二三四]、|（[一二三四五六七]）|\d\.)", "", text))
    )


@layout
def _other_quotes_and_brackets(report: Report) -> bytes:
    return as_html(each_label(blocks(report), lambda text: text.translate(str.maketrans("（）“”、.", '()"",．'))))


@layout
def _one_label_misspelt(report: Report) -> bytes:
    return as_html(
        each_label(
            blocks(report), lambda text: text.replace("三安全一稳定", "三稳定一安全").replace("重复申请", "重覆申请")
        )
    )


@layout
def _figures_full_width(report: Report) -> bytes:
    return as_html(each_figure(blocks(report), lambda text: text.translate({48 + n: 0xFF10 + n for n in range(10)})))


@layout
def _figures_with_units(report: Report) -> bytes:
    return as_html(each_figure(blocks(report), lambda text: f"{text} 件"))


@layout
def _figures_with_thousands(report: Report) -> bytes:
    return as_html(each_figure(blocks(report), lambda text: f"{int(text):,}"))


@layout
def _figures_with_decimals(report: Report) -> bytes:
    return as_xlsx(each_figure(blocks(report), lambda text: f"{text}.00"))


@layout
def _nothing_is_blank(report: Report) -> bytes:
    return as_html(each_figure(blocks(report), lambda text: "" if text == "0" else text))


@layout
def _nothing_is_a_stroke(report: Report) -> bytes:
    return as_docx(each_figure(blocks(report), lambda text: "/" if text == "0" else text))


@layout
def _nothing_is_blank_in_a_workbook(report: Report) -> bytes:
    return as_xlsx(each_figure(blocks(report), lambda text: "" if text == "0" else text))


@layout
def _nothing_is_blank_and_nothing_merged(report: Report) -> bytes:
    return as_xlsx(each_figure(blocks(report), lambda text: "" if text == "0" else text), merged=False)


def _split(report: Report, *, heads: bool) -> list[Block]:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list)
    squared = [[box for box, begins in row if box is not None and begins] for row in squares(table)]
    first, second = squared[:13], squared[13:]
    for row in (first[5], first[7]):  # what is cut by the page is merged no further
        row[0] = replace(row[0], high=1)
    first = [[replace(box, high=1) if box.high > 5 else box for box in row] for row in first]
    return [
        *content[:at],
        first,
        *(["（续表）"] if heads else []),
        [*(table[:3] if heads else []), *second],
        *content[at + 1 :],
    ]


@layout
def _table_over_two_pages(report: Report) -> bytes:
    return as_html(_split(report, heads=False))


@layout
def _table_over_two_pages_with_heads(report: Report) -> bytes:
    return as_html(_split(report, heads=True))


@layout
def _each_row_a_table(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list)
    parts = [[row] for row in table]
    return as_text([*content[:at], *parts, *content[at + 1 :]], "|")


@layout
def _table_two_in_four(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[0]
    table = content[at]
    assert isinstance(table, list)
    return as_html([*content[:at], table[:4], table[4:7], table[7:11], table[11:], *content[at + 1 :]])


def _with_appeals(report: Report, *parts: Block) -> list[Block]:
    content = blocks(report)
    at = tables(content)[2]
    return [*content[:at], *parts, *content[at + 1 :]]


@layout
def _appeals_below_each_other(report: Report) -> bytes:
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    rows = [[Box(name), *map(Box, row)] for name, row in zip(names, appeal_rows(report), strict=True)]
    return as_html(_with_appeals(report, [[Box("情形"), *map(Box, ENDS)], *rows]))


@layout
def _appeals_in_three_tables(report: Report) -> bytes:
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    parts: list[Block] = []
    for name, row in zip(names, appeal_rows(report), strict=True):
        parts += [name, [[Box(end) for end in ENDS], [Box(text) for text in row]]]
    return as_docx(_with_appeals(report, *parts))


@layout
def _appeals_with_heads_out_of_step(report: Report) -> bytes:
    ends = [Box(end) for end in ENDS]
    heads: Table = [
        [Box("行政复议", wide=5), Box("行政诉讼", wide=10)],
        [*ends, Box("未经复议直接起诉", wide=5), Box("复议后起诉", wide=5)],
        [*[Box("")] * 5, *ends, *ends],
    ]
    return as_html(_with_appeals(report, [*heads, [Box(text) for row in appeal_rows(report) for text in row]]))


def _wider(table: Table, after: Callable[[int], list[Box]]) -> Table:
    return [[*row, *after(number)] for number, row in enumerate(table)]


@layout
def _a_column_for_remarks(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list)
    content[at] = _wider(
        table,
        lambda number: (
            [Box("备注", high=3)]
            if not number
            else [Box("其中网络申请")]
            if number == 3
            else [Box("")]
            if number > 2
            else []
        ),
    )
    return as_html(content)


@layout
def _a_row_for_remarks(report: Report) -> bytes:
    content = blocks(report)
    for at in tables(content):
        table = content[at]
        assert isinstance(table, list)
        wide = sum(box.wide for box in table[0])
        content[at] = [*table, [Box("备注：以上数据含上年结转0件，2023年的申请1件。", wide=wide)]]
    return as_html(content)


@layout
def _a_column_of_numbers(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list)
    content[at] = [
        [Box("序号" if not n else str(n - 2), high=3 if not n else 1), *row] if n not in (1, 2) else row
        for n, row in enumerate(table)
    ]
    return as_html(content)


@layout
def _spans_that_lie(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list)
    content[at] = [
        [replace(box, wide=2) if number % 3 == 0 and place == len(row) - 2 else box for place, box in enumerate(row)]
        for number, row in enumerate(table)
    ]
    return as_html(content)
