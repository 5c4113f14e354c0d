"""``disclosure audit-report`` where nothing is certain, or a file is made to be long work: no guess, no delay."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from disclosure.annual.cells import spots
from disclosure.attachments.facts import Source
from disclosure.auditing.flat import read_flat_requests
from disclosure.auditing.found import TablesFound
from disclosure.auditing.grids import read_requests
from disclosure.auditing.judging import Audit, audited
from disclosure.auditing.material import RowCell, TableRow, TextLine
from disclosure.auditing.remarks import Level
from disclosure.auditing.report import AuditedReport, report_in
from disclosure.auditing.statements import FigureTold, other_years, statements, vague_statements
from disclosure.auditing.word_files import word_material
from report_audits import FEW, judged, told
from report_figures import changed
from report_files import HEADS, Block, Report, as_material, blocks

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NO_YEAR = Report(
    FEW, title="柳溪街道政府信息公开工作年度报告", period="", general=("（一）主动公开。发布信息208条。",)
)
LAST = replace(
    Report(changed(FEW, *((f"requests.{row}.{key}", 3) for row in ("received", "carried_out")
                          for key in ("natural", "total"))), year=2023), general=()
)  # fmt: skip


def compared(now: list[Block], before: list[Block]) -> Audit:
    """The verdict on a report beside last year's."""
    return audited(*(report_in(as_material(content)) for content in (now, before)))


def in_old_form(report: Report) -> list[Block]:
    """A report in the form of 2019."""
    content = blocks(report)
    for row in content[content.index(HEADS[1]) + 1]:
        row[:] = [replace(box, text="本年新制作数量" if box.text == "本年制发件数" else box.text) for box in row]
    return content


def without_table_three(report: Report) -> list[Block]:
    """A report whose table three is not there."""
    content = blocks(report)
    return [block for number, block in enumerate(content) if content[number - 1] != HEADS[2]]


def misread(report: Report) -> list[Block]:
    """A report in which hardly any sum of table three is right."""
    shifted = {"__".join(spot): str(n * n % 7 + 1) for n, spot in enumerate(spots("requests"))}
    return blocks(report.wrote(**shifted))


def test_what_goes_on_from_last_year_is_compared_where_both_are_certain() -> None:
    assert told(compared(blocks(Report(FEW)), blocks(LAST))) == [("X-1", ["carried_in.natural"])]


NOW = replace(Report(FEW), general=())
DOUBTFUL = {
    "last year's in the old form": (blocks(NOW), in_old_form(LAST), "上一年的报告是 2019 年的旧格式"),
    "this one in the old form": (in_old_form(NOW), blocks(LAST), "这份报告是 2019 年的旧格式"),
    "last year's without its table": (blocks(NOW), without_table_three(LAST), "上一年的报告没有读出表三"),
    "last year's misread": (blocks(NOW), misread(LAST), "上一年的报告的表三没有读准"),
    "this one misread": (misread(NOW), blocks(LAST), "这份报告的表三没有读准"),
    "no year": (blocks(_NO_YEAR), blocks(LAST), "这份报告没有认出年份"),
    "no year last time": (blocks(NOW), blocks(replace(_NO_YEAR, figures=LAST.figures)), "上一年的报告没有认出年份"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_in_doubt_is_compared_with_nothing(name: str) -> None:
    now, before, why = DOUBTFUL[name]
    found = compared(now, before)
    assert (found.verdict, told(found)) == ("CANNOT DECIDE", [])
    assert [item.message for item in found.remarks if item.check == "X-1"] == [f"{why}，不能比较上年结转。"]


@pytest.mark.parametrize(("period", "expected"), [("", "CANNOT DECIDE"), (NOW.period, "FAIL")])
def test_a_year_is_known_where_titles_differ_only_by_its_period(period: str, expected: str) -> None:
    material = replace(as_material(blocks(replace(NOW, period=period))), window_title="2023年政府信息公开工作年度报告")
    assert audited(report_in(material), report_in(as_material(blocks(LAST)))).verdict == expected


def test_a_text_contradicts_no_table_that_was_read_in_doubt() -> None:
    text = ("（二）依申请公开。全年新收政府信息公开申请5件。",)
    wrong = replace(Report(FEW), general=text)
    assert told(judged(wrong)) == [("N-1", ["received.total"])]
    for content in (in_old_form(wrong), misread(wrong)):
        found = audited(report_in(as_material(content)))
        assert (found.verdict, told(found)) == ("CANNOT DECIDE", [])


def with_heads(count: int, report: Report) -> AuditedReport:
    """A report of which only the first heads are there."""
    return report_in(as_material([block for block in blocks(report) if block not in HEADS[count:]]))


@pytest.mark.parametrize(("count", "expected"), [
    (6, ("PASS", [])), (5, ("PASS", [6])), (4, ("PASS", [5, 6])),
    (3, ("CANNOT DECIDE", [0])), (1, ("CANNOT DECIDE", [0])), (0, ("CANNOT DECIDE", [0])),
])  # fmt: skip
def test_sections_that_are_hardly_recognised_cannot_be_told(count: int, expected: tuple[str, list[int]]) -> None:
    found = audited(with_heads(count, Report(FEW)))
    assert (found.verdict, [remark.section for remark in found.remarks if remark.check == "N-3"]) == expected
    wrong = audited(with_heads(count, Report(FEW).wrote(requests__granted__total="3")))
    assert told(wrong) == [("T3-2、T3-3", ["granted.total"])]


def test_a_report_that_names_no_year_cannot_be_told() -> None:
    found = judged(_NO_YEAR)
    assert (found.verdict, told(found, *Level)) == ("CANNOT DECIDE", [("Y-1", [])])
    assert judged(replace(_NO_YEAR, period=Report(FEW).period)).verdict == "PASS"


def in_boxes(text: str, levels: int) -> Source:
    """A Word file with a text box in a text box, and so on, each with a line of its own."""
    inner = ""
    for level in range(levels):
        inner = (
            f"<w:p><w:r><w:t>{text}{level}</w:t></w:r>"
            + (f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>" if inner else "")
            + "</w:p>"
        )
    file = docx.Document()
    file.element.body.insert(0, parse_xml(inner.replace("<w:p>", f"<w:p xmlns:w='{_WORD}'>", 1)))
    stream = BytesIO()
    file.save(stream)
    stream.seek(0)
    return stream


@pytest.mark.parametrize("levels", [1, 2, 19])
def test_a_text_box_in_a_text_box_is_read_once(levels: int) -> None:
    lines = [block.text for block in word_material(in_boxes("第", levels)).blocks if isinstance(block, TextLine)]
    assert lines == [f"第{level}" for level in reversed(range(levels))]


def test_only_what_follows_a_part_in_its_sentence_is_a_part() -> None:
    told_of = [
        item.words for item in vague_statements("收到1件，受理2件，其中办结3件，答复4件。答复5件。2023年答复6件", 2024)
    ]
    assert told_of == ["收到1件", "受理2件", "答复5件"]
    assert statements("新收申请3件，上年结转2件，上年结转1件", 2024) == [
        FigureTold("received", 3, "新收申请3件"), FigureTold("carried_in", 2, "上年结转2件")
    ]  # fmt: skip


def test_long_sentences_and_paragraphs_are_no_work() -> None:
    assert len(vague_statements("收到1件" * 30_000, 2024)) == 30_000
    assert len(statements("新收1件" * 30_000, 2024)) == 30_000
    assert other_years("2023年，召开会议。" * 20_000, 2024) == []
    assert len(other_years("2023年，召开会议。" * 20_000 + "发布信息3条。", 2024)) == 1


def row(number: int, at: int, *texts: str) -> TableRow:
    """A row of a table, its cells beginning at a column."""
    return TableRow(tuple(RowCell(text, at + place) for place, text in enumerate(texts)), number)


def test_many_tables_with_heads_of_their_own_are_no_work() -> None:
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = [row(number, number + 2, *heads) for number in range(1, 2000)]
    for number in range(2000, 3000):
        rows += [row(number, 0, label, "", "1", "", "3", "4", "5", "6", "7", "") for label in ("本年新收", "上年结转")]
    found = TablesFound()
    read_requests([row(0, 2, *heads), *rows], found)
    assert {spot.row for spot in found.cells} == {"received", "carried_in"}
    assert [cell.text for cell in found.cells.values()] == ["1", "", "3", "4", "5", "6", "7"] * 2
    blank = TableRow(tuple(RowCell("" if place else "本年新收", place) for place in range(20_000)), 1)
    read_requests([blank, blank], TablesFound())


def test_lines_without_labels_are_rows_where_seven_figures_end_them() -> None:
    lines = ["本年新收", *(f"某行 {number} 0 0 0 0 0 {number}" for number in range(25))]
    for more, read in (([], 175), (["某行 1 2 3 4 5 6 7 8"], 175), (["1 2 3 4 5 6"], 175), (["1 2 3 4 5 6 7"], 0)):
        found = TablesFound()
        read_flat_requests("\n".join([*lines, *more]), found)
        assert len(found.cells) == read, more


def test_a_long_line_of_figures_is_no_work() -> None:
    found = TablesFound()
    read_flat_requests("本年新收 " + "0 " * 190_000, found)
    assert found.cells == {}
