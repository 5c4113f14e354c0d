"""Monthly exports are taken whole or not at all: counts only, held against each other, nothing hidden, nobody told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange
from typer.testing import CliRunner

from disclosure.cli import app
from disclosure.importing.ratings.taking import Export, Taking, Terms, take
from disclosure.loading import read_register
from disclosure.ratings.arithmetic import percent
from disclosure.ratings.series import all_series
from disclosure.records.ratings import RatingSource, RatingSources
from disclosure.screening.written import Known

TODAY = date(2025, 6, 18)
ITEMS = ("居住登记", "证件补换", "津贴申领", "就业登记", "残疾人服务")
FIVE = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
SOURCES: dict[str, Any] = {
    "sources": [
        {
            "id": "ratings",
            "title": "好差评",
            "items": "事项名称",
            "columns": [
                *({"key": f"r{number}", "title": name} for number, name in enumerate(FIVE)),
                {"key": "total", "title": "评价总数", "heads": ["合计"]},
            ],
            "main": "total",
            "sums": [{"total": "total", "of": [f"r{number}" for number in range(5)]}],
            "rates": [{"key": "good", "title": "好评率", "part": ["r0", "r1", "r2"], "whole": "total"}],
            "skipped": ["序号", "备注"],
        },
        {
            "id": "hotline",
            "title": "热线",
            "items": "诉求类别",
            "columns": [
                {"key": "accepted", "title": "受理数"},
                {"key": "on_time", "title": "按期办结数"},
            ],
            "main": "accepted",
            "rates": [{"key": "rate", "title": "按期办结率", "part": ["on_time"], "whole": "accepted"}],
            "skipped": ["序号", "备注"],
        },
    ],
}
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def terms(**more: Any) -> Terms:
    return Terms(RatingSources.model_validate({**SOURCES, **more.pop("data", {})}), Known(), TODAY, **more)


def figures(seed: int) -> dict[str, list[int]]:
    """Five counts of each item, and their sum."""
    random = Random(seed)
    rows = {item: [random.randint(0, 90) + 9, *(random.randint(0, 9) for _ in range(4))] for item in ITEMS}
    return {item: [*row, sum(row)] for item, row in rows.items()}


def good(row: list[int]) -> str:
    return f"{percent(sum(row[:3]), row[5])}"


def sheet_of(
    rows: dict[str, list[int]], month: str = "2025年3月", rate: Callable[[int, list[int]], Any] | None = None
) -> Workbook:
    """A table with a title, a head over two rows with merged cells, totals and a note."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = month.partition("年")[2]
    sheet.append([f"某街道“好差评”统计表（{month}）"])
    sheet.append(["单位：件　填表：某某中心"])
    sheet.append(["序号", "事项名称", "评价数", None, None, None, None, "合计", "好评率", "备注"])
    sheet.append([None, None, *FIVE])
    for area in ("A1:J1", "A2:J2", "C3:G3", "A3:A4", "B3:B4", "H3:H4", "I3:I4", "J3:J4"):
        sheet.merge_cells(area)
    for number, (item, row) in enumerate(rows.items(), 1):
        sheet.append([number, item, *row, f"{good(row)}%" if rate is None else rate(number, row)])
        sheet.cell(4 + number, 9).number_format = "0.00%"
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    sheet.append(["合计", None, *sums, f"{good(sums)}%"])
    sheet.merge_cells(start_row=5 + len(rows), end_row=5 + len(rows), start_column=1, end_column=2)
    sheet.append(["注：好评率=（非常满意+满意+基本满意）÷合计。"])
    return book


def saved(book: Workbook, stem: str = "月报") -> Export:
    stream = io.BytesIO()
    book.save(stream)
    return Export(stem, stream.getvalue())


def table(rows: list[list[str]], encoding: str = "utf-8", separator: str = ",", stem: str = "12345-2025-03") -> Export:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return Export(stem, stream.getvalue().encode(encoding))


def hotline(*rows: list[str], head: str = "统计月份：2025年3月") -> list[list[str]]:
    return [["热线月度统计"], [head], ["序号", "诉求类别", "受理数", "按期办结数", "按期办结率", "备注"], *rows]


def counts(taking: Taking) -> dict[str, list[int]]:
    assert taking.faults == []
    return {item: list(row.values()) for taken in taking.months for item, row in taken.counts.items()}


@pytest.mark.parametrize("seed", range(4))
def test_rates_as_text_full_width_with_blanks_and_as_percent_mean_the_same(seed: int) -> None:
    rows = figures(seed)
    rows["津贴申领"] = [90, 8, 2, 0, 0, 100]
    kinds: list[Callable[[list[int]], Any]] = [
        lambda row: f"{good(row)}%",
        lambda row: f" {good(row)} % ".translate(FULL_WIDTH),
        lambda row: 1,
        lambda row: float(good(row)) / 100,
        lambda row: sum(row[:3]) / row[5],
    ]
    taking = take(saved(sheet_of(rows, rate=lambda number, row: kinds[number - 1](row))), terms())
    assert counts(taking) == rows
    assert [taken.month for taken in taking.months] == ["2025-03"]


def test_a_wrong_rate_is_refused_at_its_cell() -> None:
    rows = {item: [80, 10, 6, 3, 1, 100] for item in ITEMS}
    taking = take(saved(sheet_of(rows, rate=lambda number, row: "96.00%" if number != 4 else "99.44%")), terms())
    assert taking.months == []
    assert taking.faults == ["工作表“3月”I8（“好评率”列）：“就业登记”的好评率 99.44% 和件数对不上，按件数算是 96.00%。"]


def test_one_without_a_percent_format_is_one_in_a_hundred() -> None:
    book = sheet_of({item: [80, 10, 10, 0, 0, 100] for item in ITEMS}, rate=lambda number, row: 1)
    assert book.active is not None
    book.active["I6"].number_format = "General"
    assert take(saved(book), terms()).faults == [
        "工作表“3月”I6（“好评率”列）：“证件补换”的好评率 1% 和件数对不上，按件数算是 100.00%。"
    ]


def test_a_hidden_column_with_mobiles_is_refused_without_telling_them() -> None:
    book = sheet_of(figures(1))
    sheet = book.active
    assert sheet is not None
    sheet["K4"] = "经办电话"
    for row in range(5, 10):
        sheet.cell(row, 11, f"某某 1390000{row:04}")
    sheet.column_dimensions["K"].hidden = True
    faults = take(saved(book), terms()).faults
    assert faults[0] == ("工作表“3月”K 列是隐藏的（K4–K9 有内容），导出的表里不能有隐藏的内容，请删去以后再导入。")
    assert [fault.partition("）：")[0] for fault in faults[1:]] == [
        f"工作表“3月”K{row}（“经办电话”列" for row in range(5, 10)
    ]
    assert "1390000" not in "".join(faults)


@pytest.mark.parametrize("hide", ["row", "sheet"])
def test_hidden_rows_and_sheets_are_refused(hide: str) -> None:
    book = sheet_of(figures(2))
    assert book.active is not None
    if hide == "row":
        book.active.row_dimensions[6].hidden = True
    else:
        other = book.create_sheet("底表")
        other["A1"] = "数"
        other.sheet_state = "veryHidden"
    words = {"row": "工作表“3月”第 6 行是隐藏的", "sheet": "工作表“底表”是隐藏的"}[hide]
    assert take(saved(book), terms()).faults == [f"{words}，导出的表里不能有隐藏的内容，请删去以后再导入。"]


def test_more_merged_areas_than_a_table_has_are_passed_over() -> None:
    book = sheet_of(figures(2))
    areas = (CellRange(min_row=row, max_row=row, min_col=1, max_col=2) for row in range(500, 4_000))
    book.active.merged_cells.ranges.update(areas)  # not one by one: each would be held against all others
    assert take(saved(book), terms(month="2025-03")).faults == []


def test_a_column_that_is_hidden_and_empty_is_no_matter() -> None:
    book = sheet_of(figures(2))
    assert book.active is not None
    book.active.column_dimensions["M"].hidden = True
    assert counts(take(saved(book), terms())) == figures(2)


def test_a_formula_without_a_result_is_refused() -> None:
    book = sheet_of(figures(3))
    assert book.active is not None
    book.active["H5"] = "=SUM(C5:G5)"
    assert take(saved(book), terms()).faults == ["工作表“3月”H5（“评价总数”列）：公式没有算出结果。"]


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("C5", -3, "C5（“非常满意”列）：是负数（-3）。"),
        ("C5", 3.5, "C5（“非常满意”列）：不是整数（3.5）。"),
        ("C5", None, "C5（“非常满意”列）：是空的，看不出是没有还是没有填。"),
        ("C5", "若干", "C5（“非常满意”列）：不是件数。"),
        ("B6", "居住 登记", "B6：“居住登记”出现了两次（上一次在第 5 行），请核对。"),
        ("H10", 7, "H10（“评价总数”列）：合计行的评价总数是 7，各事项加起来是 500。"),
        ("I7", "120%", "I7（“好评率”列）：是 120%，大于 100%。"),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell(cell: str, value: Any, fault: str) -> None:
    book = sheet_of({item: [80, 10, 6, 3, 1, 100] for item in ITEMS})
    assert book.active is not None
    book.active[cell] = value
    assert take(saved(book), terms()).faults == [f"工作表“3月”{fault}"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found(encoding: str, separator: str) -> None:
    rows = hotline(
        ["1", "停车秩序", "57", "55", "９６．４９％", "集中在示例路；夜间"], ["合计", "", "57", "55", "96.49", ""]
    )
    assert counts(take(table(rows, encoding, separator), terms())) == {"停车秩序": [57, 55]}


def test_a_mobile_in_a_remark_is_refused_and_order_numbers_and_the_office_are_not() -> None:
    harmless = ["1", "停车秩序", "57", "55", "96.49%", "工单20250312000123等，可拨021-00000000"]
    assert counts(take(table(hotline(harmless), "gb18030"), terms())) == {"停车秩序": [57, 55]}
    faults = take(table(hotline(harmless, ["2", "噪声", "9", "9", "100%", "回访13900001357再来"])), terms()).faults
    assert faults == ["第 5 行 F5（“备注”列）：这里有手机号码（139****1357）。"]


@pytest.mark.parametrize(
    ("stem", "head", "month"),
    [
        ("导出", "统计月份：2025年3月", "2025-03"),
        ("导出", "二〇二五年三月", "2025-03"),
        ("导出", "2025年3月1日至2025年3月31日", "2025-03"),
        ("导出", "填表日期：2025年4月2日　统计月份：2025年3月", "2025-03"),
        ("导出", "2025-03-01至2025-03-31", "2025-03"),
        ("导出", "制表日期：2025-04-06　统计月份：2025年3月", "2025-03"),
        ("12345-2025-03", "2025年3月1日至15日", None),
        ("12345-2025-04", "2025-03-01至2025-04-30", None),
        ("12345_202503", "", "2025-03"),
        ("热线2025年3月(1)", "", "2025-03"),
        ("导出(3)", "", None),
        ("12345-2025-04", "统计月份：2025年3月", None),
        ("导出", "2025年1月至3月", None),
        ("导出", "2025年6月", None),
        ("导出20250402", "", None),
    ],
)
def test_the_month_is_that_on_which_all_agree(stem: str, head: str, month: str | None) -> None:
    taking = take(table(hotline(["1", "停车", "57", "55", "96.49%", ""], head=head), stem=stem), terms())
    assert [taken.month for taken in taking.months] == ([month] if month else [])
    assert len(taking.faults) == (0 if month else 1)


def test_a_month_that_is_nowhere_is_asked_for_and_can_be_given() -> None:
    export = table(hotline(["1", "停车", "57", "55", "96.49%", ""], head=""), stem="导出(3)")
    assert "--month" in take(export, terms()).faults[0]
    assert [taken.month for taken in take(export, terms(month="2025-04")).months] == ["2025-04"]


def test_names_that_are_said_to_be_one_item_are_added_up_and_others_are_not() -> None:
    rows = hotline(["1", "食堂助餐补贴", "7", "7", "", ""], ["2", "食堂用餐补贴", "5", "4", "", ""])
    same = terms(data={"same": {"食堂助餐补贴": ["食堂用餐补贴"]}})
    assert counts(take(table(rows), same)) == {"食堂助餐补贴": [12, 11]}
    assert counts(take(table(rows), terms())) == {"食堂助餐补贴": [7, 7], "食堂用餐补贴": [5, 4]}


def office(folder: Path) -> Path:
    source = RatingSource.model_validate(SOURCES["sources"][1])
    (folder / "docs").mkdir()
    (folder / "data").mkdir()
    columns = "".join(f"      - {{key: {column.key}, title: {column.title}}}\n" for column in source.columns)
    text = (
        f"sources:\n  - id: hotline\n    title: 热线\n    items: 诉求类别\n    main: accepted\n    columns:\n{columns}"
    )
    (folder / "data" / "rating-sources.yml").write_text(text, "utf-8")
    return folder


def imported(root: Path, month: int, *rows: list[str]) -> tuple[int, str]:
    file = root / f"热线2025-{month:02}.csv"
    file.write_bytes(table(hotline(*rows, head=""), "gb18030").data)
    told = CliRunner().invoke(app, ["import", "ratings", str(file), "--root", str(root), "--today", "2025-06-18"])
    return told.exit_code, told.output


def test_twice_changes_nothing_a_correction_says_so_and_a_gap_is_told(tmp_path: Path) -> None:
    root = office(tmp_path)
    path = root / "data/ratings/2025/hotline-2025-01.yml"
    assert imported(root, 1, ["1", "停车", "57", "55", "", ""])[0] == 0
    first = path.read_bytes()
    code, output = imported(root, 1, ["1", "停车", "57", "55", "", ""])
    assert (code, path.read_bytes()) == (0, first)
    assert "没有改动" in output
    code, output = imported(root, 1, ["1", "停车", "58", "55", "", ""])
    assert code == 0
    assert "“停车”的受理数 57 改为 58" in output
    code, output = imported(root, 3, ["1", "停车", "30", "29", "", ""])
    assert "缺 2025年2月的数" in output
    series = all_series(read_register(root))[0]
    assert (series.months, series.missing) == (["2025-01", "2025-02", "2025-03"], ["2025-02"])
    assert series.total("2025-02") is None
    assert series.sums == {"停车": {"accepted": 88, "on_time": 84}}


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    code, output = imported(office(tmp_path), 1, ["1", "停车", "57", "58", "", "电话13900001357"])
    assert code == 1
    assert "13900001357" not in output
    assert not (tmp_path / "data" / "ratings").exists()
