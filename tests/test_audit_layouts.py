"""What sites and programs make of the official layout: however it looks, right figures are never called wrong.

Each layout holds a right report, which must pass; the same with one wrong cell must not (it may be undecided only
where the layout cannot be read for certain).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from disclosure.auditing.judging import audited
from disclosure.auditing.opening import material_of
from disclosure.auditing.report import report_in
from disclosure.auditing.telling import in_words
from disclosure.reading.traditional import pairs
from report_figures import figures_of
from report_files import (
    CORNER,
    ENDS,
    HEADS,
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
NOT_CUT = {"glued-rows", "text-without-signs"}  # where a wrong figure can leave nothing to be sure of
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


@layout
def _tables_side_by_side(report: Report) -> bytes:
    content = blocks(report)
    two, three, four = (content[at] for at in tables(content))
    assert isinstance(two, list) and isinstance(three, list)
    left, right = squares(three), squares(two)
    rows: Table = []
    for number, row in enumerate(left):
        boxes = [Box(box.text) if box is not None and begins else Box("") for box, begins in row]
        beside = right[number] if number < len(right) else []
        rows.append(
            [*boxes, Box(""), *(Box(box.text) if box is not None and begins else Box("") for box, begins in beside)]
        )
    return as_xlsx([*content[: tables(content)[0]], HEADS[2], rows, HEADS[3], four, *content[tables(content)[2] + 1 :]])


@layout
def _side_by_side_on_a_page(report: Report) -> bytes:
    content = blocks(report)
    two, three = (html_table(content[at]) for at in tables(content)[:2])  # type: ignore[arg-type]
    written = as_html(content).decode()
    assert two in written and three in written
    both = f"<table><tr><td>{two}</td><td>{three}</td></tr></table>"
    return written.replace(two, "").replace(three, both).encode()


@layout
def _a_sheet_for_each_table(report: Report) -> bytes:
    return as_xlsx(blocks(report), sheets=True, numbers=True)


@layout
def _numbers_in_a_workbook_without_merged_cells(report: Report) -> bytes:
    return as_xlsx(blocks(report), merged=False, numbers=True)


@layout
def _word_without_merged_cells(report: Report) -> bytes:
    return as_docx(blocks(report), merged=False)


@layout
def _text_with_tabs(report: Report) -> bytes:
    return as_text(blocks(report))


@layout
def _text_with_spaces_and_page_numbers(report: Report) -> bytes:
    lines = as_text(blocks(report), "  ").decode().split("\n")
    return "\n".join(line if n % 20 else f"{line}\n— {n // 20 + 1} —" for n, line in enumerate(lines)).encode()


@layout
def _a_cell_a_line(report: Report) -> bytes:
    return as_text(blocks(report), "\n")


@layout
def _a_cell_a_line_with_strokes(report: Report) -> bytes:
    return as_text(blocks(report), " |\n")


@layout
def _rows_drawn_with_strokes(report: Report) -> bytes:
    lines: list[str] = []
    for block in blocks(report):
        if isinstance(block, str):
            lines.append(block)
        else:
            for row in block:
                lines += [f"| {' | '.join(box.text for box in row)} |", "|---|---|---|"]
    return "\n".join(lines).encode()


@layout
def _rows_with_strokes_between(report: Report) -> bytes:
    """As a page copied as text looks: merged cells are missing, blank columns follow, nothing is left blank."""
    lines: list[str] = []
    for block in each_figure(blocks(report), lambda text: "" if text == "0" else text):
        if isinstance(block, str):
            lines.append(block)
        else:
            rows = [[box.text for box in row] for row in block]
            wide = max(map(len, rows)) > 7
            for row in rows:
                row = [*row[:-1], row[-1] or "0"] if wide else row
                lines.append(f"{' | '.join(row)} |{'||' if wide and len(row) < 11 else ''}")
    return "\n".join(lines).encode()


@layout
def _glued_rows(report: Report) -> bytes:
    content = blocks(report)
    for at in tables(content)[1:2]:
        table = content[at]
        assert isinstance(table, list)
        content[at] = "".join(box.text for row in table for box in row)
    return as_html(content)


@layout
def _pasted_as_paragraphs(report: Report) -> bytes:
    content: list[Block] = []
    for block in blocks(report):
        content += [block] if isinstance(block, str) else [box.text for row in block for box in row]
    return as_html(content)


@layout
def _labels_broken_by_figures(report: Report) -> bytes:
    """As a PDF has it: the figures of a row in the middle of its label, which takes three lines."""
    content = blocks(report)
    lines = [str(block) for block in content[: tables(content)[1]] if isinstance(block, str)]
    lines += as_text(content[tables(content)[0] : tables(content)[0] + 1]).decode().split("\n")
    table = content[tables(content)[1]]
    assert isinstance(table, list)
    for row in table[3:]:
        label, figures = "".join(box.text for box in row[:-7]), [box.text for box in row[-7:]]
        half = max(2, len(label) // 2)
        lines += [label[:half], "\t".join(figures), label[half:]]
    lines += as_text(content[tables(content)[1] + 1 :]).decode().split("\n")
    return "\n".join(line for line in lines if line).encode()


@layout
def _in_gb18030(report: Report) -> bytes:
    return as_html(blocks(report)).decode().replace("charset='utf-8'", "charset='gb2312'").encode("gb18030")


@layout
def _in_traditional_characters(report: Report) -> bytes:
    table = {ord(new): old for old, new in zip(pairs()[::2], pairs()[1::2], strict=True)}
    return as_html(blocks(report)).decode().translate(table).encode()


@layout
def _a_table_of_contents(report: Report) -> bytes:
    content = blocks(report)
    return as_docx([content[0], "目录", *(f"{head}\t{n + 1}" for n, head in enumerate(HEADS)), *HEADS, *content[1:]])


@layout
def _heads_without_numbers(report: Report) -> bytes:
    return as_docx([block[2:] if isinstance(block, str) and block in HEADS else block for block in blocks(report)])


@layout
def _heads_in_other_words(report: Report) -> bytes:
    words = {
        HEADS[0]: "一、概述",
        HEADS[3]: "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        HEADS[4]: "五、政府信息公开工作存在的主要问题和改进措施",
    }
    return as_html([words.get(block, block) if isinstance(block, str) else block for block in blocks(report)])


@layout
def _text_runs_on_after_heads(report: Report) -> bytes:
    content = blocks(report)
    at = content.index(HEADS[4])
    content[at : at + 2] = [f"{HEADS[4]}：{content[at + 1]}"]
    return as_html(content)


@layout
def _the_article_twice(report: Report) -> bytes:
    body = as_html(blocks(report)).decode().partition("<h1>")[2].partition("</body>")[0]
    return as_html(blocks(report), after=f"<div class='phone'>{body}</div>")


@layout
def _title_over_two_lines(report: Report) -> bytes:
    return as_docx(["某省某市柳溪街道办事处2024年", "政府信息公开工作年度报告", *blocks(report)[1:]])


@layout
def _year_in_characters(report: Report) -> bytes:
    return as_docx(["柳溪街道二〇二四年政府信息公开工作年度报告", *blocks(report)[1:]])


@layout
def _heads_that_are_lost(report: Report) -> bytes:
    content = blocks(report)
    at = tables(content)[1]
    table = content[at]
    assert isinstance(table, list) and table[0][0].text == CORNER
    content[at] = table[3:]
    return as_docx(content, merged=False)


@pytest.fixture
def verdict(tmp_path: Path) -> Callable[[bytes], tuple[str, str]]:
    """The verdict on a file, and all that is said."""

    def read(data: bytes) -> tuple[str, str]:
        file = tmp_path / "report"
        file.write_bytes(data)
        audit = audited(report_in(material_of(file)))
        return audit.verdict.value, in_words("report", audit)

    return read


@pytest.mark.parametrize("name", LAYOUTS)
def test_right_figures_pass_in_every_layout(name: str, verdict: Callable[[bytes], tuple[str, str]]) -> None:
    found, words = verdict(LAYOUTS[name](Report(figures_of(5))))
    assert found == "PASS", words


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_wrong_figure_passes_in_none(name: str, verdict: Callable[[bytes], tuple[str, str]]) -> None:
    report = Report(figures_of(4))
    wrong = report.wrote(requests__not_held__business="77")
    found, words = verdict(LAYOUTS[name](wrong))
    if name in NOT_CUT:
        assert found == "CANNOT DECIDE", words
    else:
        assert found == "FAIL" and "第 13 行“1.本机关不掌握相关政府信息”的“商业企业”写的是 77" in words, words
