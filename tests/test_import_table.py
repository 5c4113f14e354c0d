"""``disclosure import table``: the text that people see in the cells, spans and all; what is hidden never."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from openpyxl.styles import Font

import forks
from disclosure.importing.number_formats import shown_number
from disclosure.importing.tables.drawing import SheetDrawn, drawn_sheet
from disclosure.importing.tables.opinions import opinions_in
from disclosure.importing.tables.sheets import chosen, sheets_read
from disclosure.reading.bounds import Unreadable

Change = Callable[[Any], None]
ROWS = [["项目", "金额", "比例"], ["助餐", 1234567.5, 0.312], ["照护", 13800000000, 1]]


def book(rows: list[list[Any]], *changes: Change) -> bytes:
    """A workbook of one sheet, changed afterwards."""
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    for change in changes:
        change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def drawn(data: bytes, *, visible_only: bool = False, sheet: str = "") -> SheetDrawn:
    return drawn_sheet(chosen(sheets_read(data).grids, sheet), visible_only=visible_only)


def formats(**codes: str) -> Change:
    def change(sheet: Any) -> None:
        for cell, code in codes.items():
            sheet[cell].number_format = code

    return change


def test_numbers_stand_as_people_see_them():
    made = drawn(book(ROWS, formats(B2="#,##0.00", C2="0.00%", C3="0%")))
    assert made.markdown == (
        "| 项目 | 金额 | 比例 |\n| --- | --- | --- |\n| 助餐 | 1,234,567.50 | 31.20% |\n| 照护 | 13800000000 | 100% |\n"
    )
    assert (made.faults, made.left) == ([], [])


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("310101200001011234", "", "310101200001011234"),
        ("1.38E+10", "General", "13800000000"),
        ("0.30000000000000004", "", "0.3"),
        ("1.005", "0.00", "1.01"),
        ("-5", "#,##0;(#,##0)", "(5)"),
        ("0", "#,##0;-#,##0;-", "-"),
        ("5", '0"件"', "5件"),
        ("3", "00000", "00003"),
        ("1005", "[$¥-804]#,##0.00", "¥1,005.00"),
        ("45000", "yyyy/m/d", "2023/3/15"),
        ("45000.5", 'yyyy"年"m"月"d"日" h:mm', "2023年3月15日 12:00"),
        ("45000", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年三月十五日"),
        ("45000", "aaaa", "星期三"),
        ("45000", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年3月15日"),
        ("12", "[DBNum1][$-804]General", "一十二"),
        ("1020300", "[DBNum2][$-804]G/通用格式", "壹佰零贰万零叁佰"),
        ("200000.5", "[DBNum1]General", "二十万.五"),
        ("305", "[DBNum1]0", "三〇五"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.25", "[h]:mm", "30:00"),
        ("100", '[>=100]"高";"低"', "高"),
        ("1234567", '0.0,"千"', "1234.6千"),
        ("1.5", "# ?/?", "1 1/2"),
        ("0.3333", "??/??", "1/3"),
        ("不是数", "0.00", "不是数"),
    ],
)
def test_a_number_in_its_format(value: str, code: str, shown: str):
    assert shown_number(value, code) == shown


def test_days_and_hours_of_a_workbook():
    row = [date(2025, 3, 1), datetime(2025, 3, 1, 9, 30), time(14, 5), True]
    made = drawn(book([["甲", "乙", "丙", "丁"], row], formats(A2="yyyy-mm-dd", B2="yyyy/m/d h:mm", C2="h:mm")))
    assert made.markdown.split("\n")[2] == "| 2025-03-01 | 2025/3/1 9:30 | 14:05 | TRUE |"


def test_merged_cells_span_what_they_span_and_a_title_stands_above():
    rows = [
        ["补贴标准", None, None],
        ["项目", "标准", None],
        [None, "市级", "区级"],
        ["助餐", "1|2", "甲\n乙"],
        ["注：含税", None, None],
    ]
    merges = ("A1:C1", "A2:A3", "B2:C2", "A5:C5")
    made = drawn(book(rows, *(lambda sheet, area=area: sheet.merge_cells(area) for area in merges)))
    assert made.markdown == (
        "### 补贴标准\n\n<table>\n"
        '<tr><th rowspan="2" scope="col">项目</th><th colspan="2" scope="colgroup">标准</th></tr>\n'
        '<tr><th scope="col">市级</th><th scope="col">区级</th></tr>\n'
        "<tr><td>助餐</td><td>1&#124;2</td><td>甲<br>乙</td></tr>\n</table>\n\n注：含税\n"
    )


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def white(sheet: Any) -> None:
    sheet["A2"].font = Font(color="FFFFFFFF")


def never_shown(sheet: Any) -> None:
    sheet["A2"].number_format = ";;;"


@pytest.mark.parametrize(
    ("change", "said", "kept"),
    [
        (hide_row, "第 2 行是隐藏的", "| 项目 | 金额 | 比例 |\n| --- | --- | --- |\n| 照护 | 13800000000 | 1 |\n"),
        (hide_column, "B 列是隐藏的", "| 项目 | 比例 |\n| --- | --- |\n| 助餐 | 0.312 |\n| 照护 | 1 |\n"),
        (white, "单元格 A2", "|  | 1234567.5 | 0.312 |"),
        (never_shown, "单元格 A2", "|  | 1234567.5 | 0.312 |"),
    ],
)
def test_what_is_hidden_is_refused_or_left_out_and_told(change: Change, said: str, kept: str):
    data = book(ROWS, change)
    refused, left = drawn(data), drawn(data, visible_only=True)
    assert refused.markdown == "" and [said in fault for fault in refused.faults] == [True]
    assert kept in left.markdown and [said in words for words in left.left] == [True]
    assert "助餐" not in "".join([*refused.faults, *left.left])


def test_a_formula_without_a_value_names_its_cell():
    made = drawn(book([*ROWS, ["合计", "=SUM(B2:B3)", None]]))
    assert made.markdown == "" and made.faults[0].startswith("单元格 B4：公式没有算出结果")


def test_of_several_sheets_one_must_be_named():
    made = Workbook()
    made.active.append(["甲", "乙"])
    other = made.create_sheet("底稿")
    other.append(["丙", "丁"])
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Unreadable, match="--sheet"):
        drawn(out.getvalue())
    assert "<td>丙</td><td>丁</td>" in drawn(out.getvalue(), sheet="底稿").markdown


def test_what_a_file_has_besides_is_told():
    def link(sheet: Any) -> None:
        sheet["A1"].hyperlink = "https://a.example.cn/"

    def hide_another(sheet: Any) -> None:
        another = sheet.parent.create_sheet("底稿")
        another["A1"], another.sheet_state = "内部", "veryHidden"

    left = sheets_read(book(ROWS, link, hide_another)).left
    assert [words.partition("：")[0] for words in left] == ["隐藏的工作表 1 个", "链接"]
    assert "底稿" not in "".join(left)
    assert sheets_read(book(ROWS)).left == []


def test_tables_of_a_sheet_with_titles_of_their_own_stand_apart():
    rows = [["表一", None], ["甲", "乙"], ["1", "2"], [None, None], ["表二", None], ["丙", "丁"], ["3", "4"]]
    made = drawn(book(rows)).markdown
    assert made == (
        "### 表一\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n### 表二\n\n| 丙 | 丁 |\n| --- | --- |\n| 3 | 4 |\n"
    )
    assert drawn(book([*rows[:3], ["小计", None], ["3", "4"]])).markdown.count("| --- |") == 1
    assert drawn(book([*rows[:4], ["3", "4"]])).markdown.count("| --- |") == 1


LEFT = [["序号", "点位"], ["1", "甲路"], ["2", "乙路"]]
RIGHT = [["序号", "电话"], ["1", "12"], ["2", "34"]]
LEFT_DRAWN = "| 序号 | 点位 |\n| --- | --- |\n| 1 | 甲路 |\n| 2 | 乙路 |\n"
RIGHT_DRAWN = "| 序号 | 电话 |\n| --- | --- |\n| 1 | 12 |\n| 2 | 34 |\n"


def beside(left: list[list[Any]], right: list[list[Any]], gap: int = 1) -> list[list[Any]]:
    """The rows of two tables with empty columns between them."""
    none = [None, None]
    rows = range(max(len(left), len(right)))
    return [[*dict(enumerate(left)).get(n, none), *[None] * gap, *dict(enumerate(right)).get(n, none)] for n in rows]


def join(*areas: str) -> Change:
    return lambda sheet: [sheet.merge_cells(area) for area in areas]  # type: ignore[return-value]


LONG = [["街道", "件数"], *([f"第{n}村", str(n)] for n in range(1, 7))]
TITLED = [["表一", None], *LEFT], [["表二", None], ["电话", "时间"], ["12", "全天"], ["34", "全天"]]
STACKED = [*LEFT, [None, None], ["另附", None], ["名称", "数"], ["甲", "1"]]


@pytest.mark.parametrize(
    ("rows", "changes", "made"),
    [
        (beside(LEFT, RIGHT), (), [LEFT_DRAWN, RIGHT_DRAWN]),
        (beside(LEFT, RIGHT, gap=3), (), [LEFT_DRAWN, RIGHT_DRAWN]),
        ([["总表", *[None] * 4], *beside(LEFT, RIGHT)], (join("A1:E1"),), ["### 总表\n", LEFT_DRAWN, RIGHT_DRAWN]),
        (beside(LEFT, LONG), (), [LEFT_DRAWN, "| 街道 | 件数 |", "| 第6村 | 6 |\n"]),
        (beside(*TITLED), (join("A1:B1", "D1:E1"),), ["### 表一\n", LEFT_DRAWN, "### 表二\n", "| 电话 | 时间 |"]),
        (beside(STACKED, LONG), (), [LEFT_DRAWN, "### 另附\n", "| 名称 | 数 |", "| 街道 | 件数 |"]),
    ],
    ids=["same heads", "wide gap", "one title over both", "one longer", "titles of their own", "two below each other"],
)
def test_tables_side_by_side_are_tables_of_their_own(
    rows: list[list[Any]], changes: tuple[Change, ...], made: list[str]
):
    found = drawn(book(rows, *changes))
    places = [found.markdown.find(part) for part in made]
    assert -1 not in places and places == sorted(places) and (found.faults, found.left) == ([], [])
    assert found.markdown.count("| --- |") == sum("|" in part and "村 |" not in part for part in made)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (beside(LEFT, [["责任单位", "时限"], ["甲办", "3日"], ["乙办", "5日"]]), ["第 C 列整列是空的"]),
        ([[left, None, right] for left, right in LEFT], []),
        ([[*left, *right] for left, right in zip(LEFT, RIGHT, strict=True)], []),
        ([[None, *left] for left in LEFT], []),
    ],
    ids=["other heads, as long", "one column each", "no column between", "an empty margin"],
)
def test_one_table_stays_one_and_an_empty_column_in_it_is_told(rows: list[list[Any]], told: list[str]):
    found = drawn(book(rows))
    assert [words.partition("：")[0] for words in found.left] == told
    assert found.markdown.count("\n\n") == 0 and found.markdown.splitlines()[1].startswith("| --- |")


def test_bytes_that_are_no_table_are_told():
    with pytest.raises(Unreadable):
        sheets_read(b"\0\1\2" * 100)


def test_the_title_above_is_no_head():
    title = ["意见采纳情况汇总表", None, None]
    rows = [title, ["序号", "意见摘要", "采纳情况"], ["1", "加椅子", "采纳"]]
    found = opinions_in(chosen(sheets_read(book(rows, lambda sheet: sheet.merge_cells("A1:C1"))).grids, ""))
    assert (found.faults, found.opinions["received"]) == ([], 1)


def test_csv_of_any_encoding():
    assert (
        drawn("项目,金额\n助餐,１２\n".encode("gb18030")).markdown
        == "| 项目 | 金额 |\n| --- | --- |\n| 助餐 | １２ |\n"
    )


OPINIONS = [
    ["意见汇总表", None, None, None, None, None],
    ["序号", "提出人", "主要意见", "条数", "采纳情况", "理由"],
    [1, "某某", "多放座椅", 6, "采纳", "已增加四组"],
    [2, "某某", "保留停车位", 3, "部分采纳", "保留一处"],
    [3, "某某", "全线护栏", 1, "不采纳", "妨碍避让"],
    ["合计", None, None, 10, None, None],
]
CATALOGUE = [
    ["序号", "决策事项名称", "承办部门", "法律政策依据", "履行程序", "计划完成时间"],
    [
        1,
        "制定停车管理办法",
        "社区服务办公室",
        "《某某条例》；《某某办法》",
        "公众参与、合法性审查、集体讨论决定",
        "2026年9月",
    ],
    [2, "编制社区规划", "司法所", "《规划条例》", "公众参与、抓阄", "年底"],
]


def test_opinions_and_a_catalogue_become_records(office_copy: Path, tmp_path: Path):
    """With ``put``: the decision's file changes at its opinions only; names of persons are never taken."""
    (tmp_path / "a.xlsx").write_bytes(book(OPINIONS))
    path = next(iter(sorted((office_copy / "data/decisions").glob("*/dec-*.yml"))))
    before = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    told = forks.disclosure("import", "table", tmp_path / "a.xlsx", "--decision", path.stem, "--root", office_copy)
    after = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    assert told.returncode == 1 and "“提出人”一栏是个人信息，没有取" in told.stderr
    account = after.pop("opinions")
    assert after == {key: value for key, value in before.items() if key != "opinions"}
    assert [account[key] for key in ("received", "adopted", "partly", "not_adopted")] == [10, 6, 3, 1]
    assert account["items"][2] == {"summary": "全线护栏", "outcome": "not-adopted", "reason": "妨碍避让", "count": 1}

    (tmp_path / "b.xlsx").write_bytes(book(CATALOGUE))
    told = forks.disclosure("import", "table", tmp_path / "b.xlsx", "--decisions", "2026", "--root", office_copy)
    made = sorted((office_copy / "data/decisions/2026").glob("*.yml"))
    assert [file.name for file in made] == ["catalogue.yml", "dec-2026-01.yml", "dec-2026-02.yml"]
    first = yaml.load(made[1].read_text("utf-8"), yaml.CSafeLoader)
    assert (first["title"], first["completion"], first["order"]) == ("制定停车管理办法", "2026-09", 1)
    assert first["basis"] == ["《某某条例》", "《某某办法》"]
    assert first["required_steps"] == ["consultation", "legality", "meeting"]
    assert "“抓阄”认不出" in told.stderr and "“年底”，看不出年月" in told.stderr
