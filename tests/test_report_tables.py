"""The official tables of an annual report: as the form has them, every figure tied to its heads, nothing made up."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_word
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser, LexborNode

from demonstration import REPOSITORY
from disclosure.annual.numbers import meant, number_names, result_names
from disclosure.annual.report import completed
from disclosure.auditing.judging import AuditVerdict, audited
from disclosure.auditing.opening import material_of
from disclosure.auditing.report import report_in
from disclosure.exports.annual_reports import report_sheet, report_word
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.report_tables import drawn_tables
from disclosure.pages.site import Site
from disclosure.reading.blocks import APPEALS, DISCLOSED, REQUESTS
from disclosure.records.annual_figures import AnnualFigures, ByApplicant
from disclosure.records.documents import Document
from disclosure.records.report_tables import REQUESTS as TABLE_3
from disclosure.records.report_tables import TABLES
from rule_examples import read_examples

EXAMPLE = next(example for example in read_examples() if example.name == "ANN-001/good-three")
_REFUSALS = ("（三）不予公开", "（五）不予处理")
FIGURES = "data/annual-reports/2024.yml"
FORM = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
DISCLOSED_FIRST = "第二十条第（一）项"
PERMITS = "  permits: {decided: 0, unit: 件, source: 社区服务办的受理台账}\n"


@pytest.fixture
def drawn(office_copy: Path):
    """Draws the tables of the example's report, with changes to its numbers."""

    def draw(*changes: tuple[str, str]) -> dict[str, LexborHTMLParser]:
        for file in EXAMPLE.content["write"]:
            target = office_copy / file["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file["text"]
            for old, new in changes if file["file"] == FIGURES else ():
                assert text.count(old) == 1
                text = text.replace(old, new)
            target.write_text(text, "utf-8")
        register = read_register(office_copy)
        assert [figures.report for figures in register.all(AnnualFigures)] == ["doc-2025-020"]
        site = Site(register, law_book(register), date(2025, 6, 18))
        report = register.get("doc-2025-020", Document)
        assert report is not None
        return {name: LexborHTMLParser(html) for name, html in drawn_tables(report, site).items()}

    return draw


def grid(table: LexborNode) -> list[list[LexborNode]]:
    """The cell that covers each square of a table; fails if two cover one, or none."""
    taken: dict[tuple[int, int], LexborNode] = {}
    rows = table.css("tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in (node for node in row.iter() if node.tag in ("th", "td")):
            while (y, x) in taken:
                x += 1
            for down in range(int(cell.attributes.get("rowspan") or 1)):
                for right in range(int(cell.attributes.get("colspan") or 1)):
                    assert (y + down, x + right) not in taken
                    taken[y + down, x + right] = cell
    width = max(x for _, x in taken) + 1
    assert sorted(taken) == [(y, x) for y in range(len(rows)) for x in range(width)]
    return [[taken[y, x] for x in range(width)] for y in range(len(rows))]


def test_the_tables_have_the_rows_and_columns_of_the_form(drawn) -> None:
    found = drawn()
    sizes = {
        name: [(len(grid(table)), len(grid(table)[0])) for table in page.css("table")] for name, page in found.items()
    }
    assert sizes == {
        DISCLOSED: [(3, 4), (2, 2), (3, 2), (2, 2)],
        REQUESTS: [(3 + 25, 3 + 7)],  # heads and figures
        APPEALS: [(3 + 1, 15)],
    }


def test_heads_that_neighbours_share_are_merged(drawn) -> None:
    spans = {
        head.text(): (head.attributes.get("colspan"), head.attributes.get("rowspan"))
        for head in drawn()[REQUESTS].css("th")
    }
    assert {
        words: span for words, span in spans.items() if span != (None, None) and "本年" in words or "）不" in words
    } == {
        "一、本年新收政府信息公开申请数量": ("3", None),
        "三、本年度办理结果": (None, "22"),
        "（三）不予公开": (None, "8"),
        "（五）不予处理": (None, "5"),
    }
    assert (spans["法人或其他组织"], spans["自然人"], spans["（七）总计"]) == (("5", None), (None, "2"), ("2", None))


@pytest.mark.parametrize("name", [REQUESTS, APPEALS])
def test_every_figure_is_tied_to_the_heads_that_stand_over_and_before_it(drawn, name: str) -> None:
    page = drawn()[name]
    squares = grid(page.css("table")[0])
    depth = len(page.css("thead tr"))
    for y, row in enumerate(squares[depth:], depth):
        for x, cell in enumerate(row):
            if cell.tag == "td":
                before = [square.attributes["id"] for square in row[:x] if square.tag == "th"]
                over = [squares[level][x].attributes["id"] for level in range(depth)]
                expected = list(dict.fromkeys([*before, *over]))
                assert (cell.attributes["headers"] or "").split() == expected, (y, x)


def test_ids_of_a_report_are_its_own(drawn) -> None:
    ids = [node.attributes["id"] for page in drawn().values() for node in page.css("[id]")]
    assert len(ids) == len(set(ids)) > 60


def test_none_not_applicable_and_not_known_are_three_things(drawn) -> None:
    page = drawn((PERMITS, ""), ("received: {natural: 2, business: 1, ", "received: {natural: 1234, "))
    shown = {
        row.css_first("th").text(): [cell.text() for cell in row.css("td")] for row in page[DISCLOSED].css("tbody tr")
    }
    assert shown == {
        "规章": ["0", "0", "0"],
        "行政规范性文件": ["1", "0", "1"],  # the papers of the register
        "行政许可": ["未填"],
        "行政处罚": ["3"],
        "行政强制": ["不适用"],
        "行政事业性收费": ["0.4"],
    }
    first = page[REQUESTS].css_first("tbody tr")
    assert [cell.text() for cell in first.css("td")] == ["1,234", "未填", "0", "0", "0", "0", "3"]
    assert first.attributes.get("class") != "report__none"


def test_the_rows_under_a_head_are_those_of_the_form() -> None:
    under = {head: len(TABLE_3.rows_under(head)) for head in ("（三）不予公开", "（六）其他处理", "三、本年度办理结果")}
    assert under == {"（三）不予公开": 8, "（六）其他处理": 3, "三、本年度办理结果": 22}
    assert TABLE_3.rows_under("（四）无法提供") == ("not_held", "to_be_made", "unclear")
    with pytest.raises(KeyError):
        TABLE_3.rows_under("（三）不公开")


def test_what_the_form_groups_is_all_that_the_record_has() -> None:
    grouped = {(table.part, line.key) for table in TABLES for line in table.row_lines}
    models = {table.part: table.model for table in TABLES}
    assert grouped == {(part, name) for part, model in models.items() for name in model.model_fields}
    assert all({line.key for line in table.column_lines} == set(table.row.columns()) for table in TABLES)
    named = {key for table in TABLES for equal in table.equal_rows for key in (*equal.left, *equal.right)}
    assert named == set(models["requests"].model_fields)


def test_word_and_excel_files_merge_the_heads_that_the_page_merges(drawn, office_copy: Path) -> None:
    pages = drawn()
    site, record, report = told(office_copy)
    word, sheets = (
        open_word(BytesIO(report_word(record, report, site))),
        load_workbook(BytesIO(report_sheet(record, report, site))),
    )
    assert [len(word.tables), sheets.sheetnames] == [3, ["主动公开", "申请", "复议诉讼"]]
    begins_a_page = [line.text for line in word.paragraphs if line.paragraph_format.page_break_before]
    assert [text[:2] for text in begins_a_page] == ["三、"]
    for number, name in ((1, REQUESTS), (2, APPEALS)):
        squares = grid(pages[name].css("table")[0])
        words = [[square.text() for square in row] for row in squares]
        if name == REQUESTS:
            words = [[text.replace("项目", FORM) for text in row] for row in words]
        assert [[cell.text for cell in row.cells] for row in word.tables[number].rows] == words
        sheet = sheets.worksheets[number]
        merged = {
            place: sheet.cell(area.min_row, area.min_col).value
            for area in sheet.merged_cells.ranges
            for place in area.cells
        }
        shown = [
            [str(merged.get((row, column), sheet.cell(row, column).value)) for column in range(1, len(words[0]) + 1)]
            for row in range(2, len(words) + 2)
        ]
        assert shown == words
    assert [row.cells[1].text for row in word.tables[0].rows][:4] == [DISCLOSED_FIRST, "本年制发件数", "0", "1"]


def test_the_same_records_give_the_same_files(drawn, office_copy: Path) -> None:
    drawn()
    site, record, report = told(office_copy)
    assert report_word(record, report, site) == report_word(record, report, site)
    assert report_sheet(record, report, site) == report_sheet(record, report, site)


def test_numbers_that_the_text_names_are_told_wherever_it_is_read(drawn, office_copy: Path) -> None:
    drawn()
    paper = office_copy / "docs/annual-reports/2025/doc-2025-020.md"
    paper.write_text(
        paper.read_text("utf-8").replace(
            "都已答复", "{{新收申请数}}件，公开｛｛ 主动公开信息数 ｝｝条，`{{ 办结数 }}`"
        ),
        "utf-8",
    )
    site, _, report = told(office_copy)
    published = sum(document.published.year == 2024 for document in site.register.documents)
    assert f"收到的申请3件，公开{published}条，`{{{{ 办结数 }}}}`。" in report.body.text
    assert report.path == "docs/annual-reports/2025/doc-2025-020.md" and report.place("title").line == 3


def test_the_handbook_names_the_numbers_that_a_text_can_name() -> None:
    handbook = (REPOSITORY / "HANDBOOK.md").read_text("utf-8")
    (line,) = (line for line in handbook.split("\n") if line.startswith("- 认得的名称："))
    assert re.findall("`([^`]+)`", line) == [name for name in number_names() if name not in result_names()]


def test_a_name_mistyped_is_met_with_what_was_meant() -> None:
    meant_by = {name: meant(name)[0] for name in ("新收的申请数", "办结件数", "结转下年的数", "处罚数", "重复申请")}
    assert meant_by == {
        "新收的申请数": "新收申请数", "办结件数": "办结数", "结转下年的数": "结转下年数", "处罚数": "行政处罚数",
        "重复申请": "重复申请数",
    }  # fmt: skip


def told(root: Path) -> tuple[Site, AnnualFigures, Document]:
    register = read_register(root)
    site = Site(register, law_book(register), date(2025, 6, 18))
    report = site.register.get("doc-2025-020", Document)
    assert report is not None
    return site, register.all(AnnualFigures)[0], report


@pytest.mark.demonstration
def test_the_reports_of_the_demonstration_show_what_is_counted(demonstration_site: Path) -> None:
    register = read_register(REPOSITORY)
    for record in register.all(AnnualFigures):
        page = LexborHTMLParser((demonstration_site / f"documents/{record.report}.html").read_text("utf-8"))
        (body,) = page.css(".body")
        assert len(body.css("table.report")) == 6 and "{{" not in body.text() and "未填" not in body.text()
        figures = completed(record, register)
        total = body.css(".report--requests tbody tr")[-2]
        assert [cell.text() for cell in total.css("td")] == [
            str(figures.figure("requests", "total", column)) for column in ByApplicant.columns()
        ]
        for form in ("docx", "xlsx"):
            assert (demonstration_site / f"data/documents/{record.report}.{form}").is_file()


@pytest.mark.demonstration
def test_the_reports_of_the_demonstration_pass_an_audit_in_every_form(demonstration_site: Path) -> None:
    """As anybody reads them: the sums, the text against the tables, and what goes on from year to year."""
    files = {
        key: [
            demonstration_site / f"documents/{key}.html",
            *(demonstration_site / f"data/documents/{key}.{form}" for form in ("docx", "xlsx")),
        ]
        for key in ("doc-2024-016", "doc-2025-015")
    }
    reports = {key: [report_in(material_of(file)) for file in found] for key, found in files.items()}
    pairs = zip(("html", "docx", "xlsx"), reports["doc-2025-015"], reports["doc-2024-016"], strict=True)
    for form, now, before in pairs:  # the workbook holds the tables alone: nobody can tell its six parts
        verdict = AuditVerdict.CANNOT_DECIDE if form == "xlsx" else AuditVerdict.PASS
        assert (form, audited(before, None).verdict, audited(now, before).verdict) == (form, verdict, verdict)
