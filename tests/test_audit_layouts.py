"""What sites and programs make of the official layout: however it looks, right figures are never called wrong.

Each layout holds a right report, which must pass; the same with one wrong cell must not (it may be undecided only
where the layout cannot be read for certain).
"""

from __future__ import annotations

from collections.abc import Callable
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
    HEADS,
    Block,
    Box,
    Report,
    Table,
    as_docx,
    as_html,
    as_text,
    as_xlsx,
    blocks,
    html_table,
    squares,
)
from report_layouts import LAYOUTS, each_figure, layout, tables

NOT_CUT = {"glued-rows", "text-without-signs"}  # where a wrong figure can leave nothing to be sure of


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
