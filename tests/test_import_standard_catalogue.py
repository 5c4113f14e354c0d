"""The standard catalogue is read as offices keep it: nothing lost, joined, moved or guessed, but told."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from catalogue_books import BELOW, CHANNELS, FORMS, LOST, TOP, Book, Item, as_read, some_items
from disclosure.importing.standard_catalogue.taking import CatalogueTaking, take
from disclosure.screening.written import Known


def read(book: Book | bytes, wanted: str = "") -> CatalogueTaking:
    return take(book.data if isinstance(book, Book) else book, Known(), wanted)


def plain(taking: CatalogueTaking) -> dict[str, list[Item]]:
    """The fields with their items as plain values."""
    assert taking.told.faults == []
    return {taken.name: [simple(item) for item in taken.items] for taken in taking.fields}


def simple(item: Item) -> Item:
    return {key: [str(part) for part in value] if isinstance(value, list) else value for key, value in item.items()}


def told(taking: CatalogueTaking) -> list[str]:
    return [*taking.told.faults, *taking.told.questions, *taking.told.notes]


@pytest.mark.parametrize("seed", range(4))
def test_merged_columns_two_head_rows_title_and_notes(seed: int) -> None:
    random = Random(seed)
    items = some_items(random, random.randint(3, 25))
    book = Book()
    book.add("养老服务", items)
    taking = read(book)
    assert plain(taking) == {"养老服务": as_read(items)}
    assert told(taking) == []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_marks_says_the_same(form: str) -> None:
    items = some_items(Random(form), 12)
    book = Book(forms=lambda _: FORMS[form])
    book.add("公共法律服务", items)
    taking = read(book)
    assert [item["channels"] for item in plain(taking)["公共法律服务"]] == [item["channels"] for item in items]
    assert told(taking) == []


@pytest.mark.parametrize("form", LOST)
def test_marks_that_cannot_be_told_are_told_with_their_cell_and_not_guessed(form: str) -> None:
    items = some_items(Random(form), 6)
    items[3]["channels"] = ["website", "other"]
    book = Book(forms=lambda number: LOST[form] if number == 4 else FORMS["boxes"])
    book.add("公共法律服务", items)
    taking = read(book)
    found = plain(taking)["公共法律服务"]
    assert "channels" not in found[3]
    assert [item for item in found if item["number"] != 4] == [item for item in as_read(items) if item["number"] != 4]
    assert len(told(taking)) == 1
    assert "工作表“公共法律服务”H7" in told(taking)[0]


def test_broken_numbers_move_nothing_and_are_told_once() -> None:
    items = some_items(Random(5), 9)
    written = ["1", 2, 4, 4, "5、", "六", None, "８", 10]
    book = Book(numbers=lambda number: written[number - 1])
    book.add("安全生产", items)
    taking = read(book)
    assert plain(taking) == {"安全生产": as_read(items)}
    assert len(told(taking)) == 1
    assert all(
        cell in told(taking)[0]
        for cell in ("A6（“4”）", "A8（“5、”）", "A9（“六”）", "A10（空着）", "A11（“８”）", "A12（“10”）")
    )


def test_a_field_goes_on_over_sheets_with_heads_again_and_its_level_carried() -> None:
    items = some_items(Random(6), 9)
    for item in items[3:7]:
        item["level1"] = "处罚公开"
    book = Book()
    book.add("城市综合执法", items[:5])
    rest = [{**item, "level1": None if number < 2 else item["level1"]} for number, item in enumerate(items[5:])]
    sheet = book.add("城市综合执法(续)", rest, heading="城市综合执法领域标准目录（续表）", start=6)
    sheet.merge_cells("B4:B5")
    old = book.add("2022版", items[:2])
    old.sheet_state = "hidden"
    taking = read(book)
    assert plain(taking) == {"城市综合执法": as_read(items)}
    assert told(taking) == ["工作表“2022版”是隐藏的，没有导入。"]


def test_an_old_table_that_is_not_hidden_is_asked_about() -> None:
    items = some_items(Random(24), 4)
    book = Book()
    book.add("就业", items)
    book.add("2022版", items[1:2], heading="望海街道就业领域标准目录（2022年版）", start=5)
    taking = read(book)
    assert plain(taking) == {"就业": as_read([*items, items[1]])}
    assert told(taking) == [
        "“就业”有的事项和前面的完全一样（工作表“2022版”D4），都导入了；是旧表或者重复的，请删去以后再导入。"
    ]


def test_several_fields_of_a_workbook_are_a_sheet_each_and_one_may_be_asked_for() -> None:
    fields = {name: some_items(Random(name), 4) for name in ("救灾", "就业", "社区治理")}
    book = Book()
    for name, items in fields.items():
        book.add(name, items)
    assert plain(read(book)) == {name: as_read(items) for name, items in fields.items()}
    assert plain(read(book, "就业")) == {"就业": as_read(fields["就业"])}
    assert read(book, "养老服务").told.faults == [
        "文件里有 3 个领域（救灾、就业、社区治理），没有“养老服务”。请去掉 --field 全部导入，或者写其中一个。"
    ]


def test_two_tables_on_a_sheet_are_two_fields() -> None:
    first, second = some_items(Random(1), 3), some_items(Random(2), 4)
    book = Book()
    sheet = book.add("Sheet1", first, heading="望海街道（示例）救灾领域基层政务公开标准目录")
    book.add("Sheet1", second, heading="望海街道（示例）就业领域基层政务公开标准目录", sheet=sheet)
    taking = read(book)
    assert plain(taking) == {"救灾": as_read(first), "就业": as_read(second)}
    assert told(taking) == []


def test_a_file_that_does_not_say_its_field_asks_for_it() -> None:
    items = some_items(Random(3), 3)
    book = Book()
    book.add("Sheet1", items, heading="")
    assert read(book).told.faults == ["看不出是哪个领域的：标题和工作表名称里都没有。请用 --field 领域名称 写明。"]
    assert plain(read(book, "养老服务")) == {"养老服务": as_read(items)}


HEADS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...] | None]] = {
    "one row": (
        (
            "序号", "一级事项", "二级事项", "公开内容", "依据", "公开时限及频率", "责任主体", "公开载体",
            "全社会", "特定群众", "主动公开", "依申请", "区级", "街镇级",
        ),
        None,
    ),
    "other words": (
        (
            "编号", "公开事项", None, "公开内容\n（要素）", "法律法规和政策依据", "公开时限",
            "公开主体\n（责任单位）", "公开渠道", "公开对象", None, "公开方式", None, "公开层级", None,
        ),
        (
            None, "一级\n事项", "二级\n事项", None, None, None, None, None,
            "全社会", "特定群体（请写明）", "主动", "依申请公开", "县（区）级", "乡（镇）级",
        ),
    ),
    "name of the item": (
        (
            "序号", "事项类别", "事项名称", "公开要素", "公开依据", "时限", "公开单位", "渠道和载体",
            "公开对象", None, "公开方式", None, "层级", None,
        ),
        (
            None, None, None, None, None, None, None, None,
            "全社会", "特定群体", "主动", "依申请公开", "区级", "街道级",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("heads", HEADS)
def test_heads_in_other_words(heads: str) -> None:
    items = some_items(Random(heads), 5)
    book = Book(top=HEADS[heads][0], below=HEADS[heads][1])
    book.add("社会救助", items)
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items)}
    assert told(taking) == []


def test_without_levels_there_are_none_and_nothing_is_told() -> None:
    items = some_items(Random(8), 5)
    book = Book()
    sheet = book.add("社会救助", items)
    sheet.unmerge_cells("M2:N2")
    sheet.delete_cols(13, 2)
    taking = read(book)
    assert plain(taking) == {
        "社会救助": [{key: value for key, value in item.items() if key != "levels"} for item in as_read(items)]
    }
    assert told(taking) == []


def test_town_and_village_in_one_column_are_both() -> None:
    items = some_items(Random(9), 4)
    book = Book(below=(*BELOW[:13], "乡、村级"))
    book.add("社会救助", items)
    found = plain(read(book))["社会救助"]
    assert [item["levels"] for item in found] == [[*item["levels"], "village"] for item in items]


def test_audience_mode_and_level_in_words() -> None:
    items = some_items(Random(10), 4)
    book = Book(top=(*TOP[:8], "公开对象", "公开方式", "公开层级"), below=(*BELOW[:8], None, None, None))
    words = {
        "everyone": "全社会",
        "group": "特定群体（申请人）",
        "active": "主动公开",
        "on-request": "依申请公开",
        "county": "区级",
        "town": "街道级",
    }
    sheet = book.add("社会救助", items)
    for row, item in enumerate(items, 4):
        for column, name in enumerate(("audience", "modes", "levels"), 9):
            sheet.cell(row, column, "、".join(words[key] for key in item[name]))
        for column in range(12, 15):
            sheet.cell(row, column).value = None
    found = plain(read(book))["社会救助"]
    group = [{"group": "申请人"} if "group" in item["audience"] else {} for item in items]
    assert found == [{**item, **more} for item, more in zip(as_read(items), group, strict=True)]


def test_level_one_written_once_without_merging_goes_on_and_other_empty_cells_are_told() -> None:
    items = some_items(Random(11), 6)
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    for row in (5, 6, 8, 9):
        sheet.cell(row, 2).value = None
    sheet["E6"] = None
    sheet["F7"] = "同上"
    taking = read(book)
    found = plain(taking)["社会救助"]
    assert [item["level1"] for item in found] == [item["level1"] for item in items]
    assert "basis" not in found[2]
    assert found[3]["limit"] == items[2]["limit"]
    assert told(taking) == ["工作表“社会救助”E6空着，没有写“公开依据”；和上一行相同的，请填上同样的字，再导入。"]


def test_a_limit_that_says_no_period_is_kept_and_told_with_its_cell() -> None:
    items = some_items(Random(12), 4)
    items[1]["limit"] = "见附注"
    items[2]["limit"] = "信息形成或变更\n之日起20个工作\n日内"
    book = Book()
    book.add("社会救助", items)
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items)}
    assert told(taking) == [
        "工作表“社会救助”F5的公开时限写的是“见附注”，看不出是多久、哪一天，照原话导入了；请在这一项写 period。"
    ]


def test_a_stroke_for_a_limit_is_kept_and_quoted() -> None:
    items = some_items(Random(25), 4)
    strokes = ("/", "－", "无", "—")
    book = Book()
    book.add("社会救助", [{**item, "limit": stroke} for item, stroke in zip(items, strokes, strict=True)])
    taking = read(book)
    assert [item["limit"] for item in plain(taking)["社会救助"]] == list(strokes)
    assert told(taking) == [
        f"工作表“社会救助”F{row}的公开时限写的是“{stroke}”，看不出是多久、哪一天，照原话导入了；请在这一项写 period。"
        for row, stroke in enumerate(strokes, 4)
    ]
    book = Book()
    book.add("社会救助", [{**items[0], "body": "——"}])
    assert told(read(book)) == ["工作表“社会救助”G4只写了“——”，没有写“公开主体”；应当有的，请填上再导入。"]


def test_a_circle_among_ticks_is_asked_about_and_circles_throughout_are_not() -> None:
    items = some_items(Random(26), 4)
    for item in items:
        item |= {"audience": ["everyone", "group"]}
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    sheet["J6"] = "○"
    assert told(read(book)) == [
        "工作表“社会救助”J6“特定群体”写的是“○”，这一栏别的格打的是勾，看不出选没选，没有取这一格，请在记录里写明。"
    ]
    sheet["J4"] = "○"
    taking = read(book)
    assert told(taking) == []
    assert [item["audience"] for item in plain(taking)["社会救助"]] == [
        ["everyone"], ["everyone", "group"], ["everyone"], ["everyone", "group"]
    ]  # fmt: skip


def test_a_column_for_each_channel_is_not_said_to_be_missing() -> None:
    items = some_items(Random(27), 3)
    book = Book(
        top=(*TOP[:7], "公开渠道和载体", *[None] * 12), below=(None, *BELOW[1:3], *[None] * 4, *CHANNELS.values())
    )
    sheet = book.add("社会救助", items)
    for row, item in enumerate(items, 4):
        for column, key in enumerate(CHANNELS, 8):
            sheet.cell(row, column).value = "√" if key in item["channels"] else None
    taking = read(book)
    assert [item["channels"] for item in plain(taking)["社会救助"]] == [item["channels"] for item in items]
    assert told(taking) == []


def test_names_that_are_none_of_the_channels_are_said_with_the_nearest() -> None:
    book = Book(merged=False)
    sheet = book.add("社会救助", some_items(Random(28), 2))
    sheet["H4"] = "■小区微信群 □楼组论坛"
    sheet["H5"] = "■政府网站 □街道抖音号 □公报 公示栏"
    assert told(read(book)) == [
        "工作表“社会救助”H4的公开渠道和载体里“小区微信群”（是不是“两微一端”？）、“楼组论坛”不是表里的选项，"
        "只有记号，没有认得的名称，没有取这一格；请对照原件，在记录里写上选中的。",
        "工作表“社会救助”H5的公开渠道和载体里“街道抖音号”不是表里的选项，"
        "有的没有记号，看不出选没选，没有取这一格；请对照原件，在记录里写上选中的。",
    ]


def test_behind_a_gap_the_numbers_go_on_from_there() -> None:
    items = some_items(Random(29), 6)
    book = Book(merged=False)
    book.add("社会救助", items).row_dimensions[6].hidden = True
    assert [words for words in told(read(book)) if "序号" in words] == [
        "“社会救助”的序号断了、重复了或者写法不一样：工作表“社会救助”A7（“4”）。"
        "没有因此少导入、合并或者移动事项，序号按行从 1 编到 5。"
    ]


def test_hidden_rows_columns_and_texts_are_not_taken_and_are_told() -> None:
    items = some_items(Random(13), 6)
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["G"].hidden = True
    sheet["D7"].number_format = ";;;"
    sheet["E8"].font = Font(color="FFFFFFFF")
    for column in range(1, 15):  # white heads on blue are no secret
        sheet.cell(2, column).font = Font(color="FFFFFFFF")
        sheet.cell(2, column).fill = PatternFill("solid", fgColor="FF2F5496")
    taking = read(book)
    found = plain(taking)["社会救助"]
    assert [item["level2"] for item in found] == [f"示例事项{number}" for number in (1, 3, 4, 5, 6)]
    assert not any("body" in item for item in found)
    assert ("content" not in found[2], "basis" not in found[3]) == (True, True)
    assert [words for words in told(taking) if "隐藏" in words or "不显示" in words] == [
        "工作表“社会救助”D7、工作表“社会救助”E8设成了不显示的内容，没有导入；需要的，请改成看得见的再导入。",
        "工作表“社会救助”G 列是隐藏的（G2–G9 有内容），没有导入。",
        "工作表“社会救助”第 5 行是隐藏的，没有导入。",
    ]


def test_level_one_and_numbers_may_be_merged_and_an_item_may_take_two_rows() -> None:
    items = some_items(Random(21), 6)
    book = Book(merged=False, notes=(), numbers=lambda number: (number + 2) // 3 if number % 3 == 1 else None)
    sheet = book.add("社会救助", items)
    for row in (5, 6):
        sheet.cell(row, 2).value = None
    for column in "CDEF":
        sheet[f"{column}6"] = None
        sheet.merge_cells(f"{column}5:{column}6")
    for area in ("A4:A6", "A7:A9", "B4:B6"):
        sheet.merge_cells(area)
    taking = read(book)
    found = as_read(items)
    found[2] |= {key: found[1][key] for key in ("level2", "content", "basis", "limit")}
    assert plain(taking) == {"社会救助": found}
    assert told(taking) == []


def test_heads_again_within_a_sheet_blank_rows_totals_and_lines_for_sections() -> None:
    items = some_items(Random(22), 6)
    book = Book(merged=False, notes=())
    sheet = book.add("社会救助", items)
    sheet.insert_rows(7, 3)
    for column, (top, below) in enumerate(zip(TOP, BELOW, strict=True), 1):
        sheet.cell(8, column, top)
        sheet.cell(9, column, below)
    sheet.insert_rows(5)
    sheet["A5"] = "一、综合业务类"
    sheet["A15"], sheet["D15"] = "合计", "6 项"
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items)}
    assert told(taking) == ["工作表“社会救助”A5只有一格文字（“一、综合业务类”），不是事项，没有导入。"]


def test_a_sheet_that_goes_on_without_heads_is_asked_about() -> None:
    items = some_items(Random(23), 8)
    book = Book(notes=())
    book.add("社会救助", items[:4])
    sheet = book.book.create_sheet("续")
    for number, item in enumerate(items[4:], 5):
        sheet.append([str(cell) for cell in book.row(number, item) if cell])
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items[:4])}
    assert told(taking) == ["工作表“续”里没有标准目录的表头，没有导入；它是目录的续表的，请在第一行补上表头再导入。"]


def test_trailing_rows_section_lines_and_other_sheets_are_no_items() -> None:
    items = some_items(Random(14), 6)
    book = Book(notes=("填表人：示例岗位", "审核人：示例岗位"))
    sheet = book.add("社会救助", items)
    for row in range(20, 24):
        sheet.cell(row, 1, row - 13)
        sheet.cell(row, 8, FORMS["boxes"](set()))
    other = book.book.create_sheet("填表说明")
    other["A1"] = "请于每季度更新。"
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items)}
    assert [words for words in told(taking) if "序号" not in words] == [
        "工作表“填表说明”里没有标准目录的表头，没有导入。"
    ]


def test_formulas_give_their_results_and_without_them_are_told() -> None:
    items = some_items(Random(15), 4)
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    sheet["C5"] = '="示例"&"事项2"'
    taking = read(book)
    found = plain(taking)["社会救助"]
    assert "level2" not in found[1]
    assert len(told(taking)) == 1
    assert "工作表“社会救助”C5" in told(taking)[0]


def test_ticks_in_other_signs() -> None:
    items = some_items(Random(16), 6)
    for item in items:
        item |= {"audience": ["group"], "modes": ["active"], "levels": ["town"]}
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    signs: list[Any] = ["✓", "■", "是", "V", "R", "●"]
    for row, sign in enumerate(signs, 4):
        sheet.cell(row, 10, sign)
        sheet.cell(row, 11, sign)
        sheet.cell(row, 12, "口" if sign != "是" else "否")
        sheet.cell(row, 14, sign)
    sheet["J8"].font = Font(name="Wingdings 2")
    taking = read(book)
    assert plain(taking) == {"社会救助": as_read(items)}
    assert told(taking) == []
    sheet["K6"] = "?"
    taking = read(book)
    assert "modes" not in plain(taking)["社会救助"][2]
    assert [words for words in told(taking) if "K6" in words] == [
        "工作表“社会救助”K6“主动”记号都是“?”，选了的和没选的分不出来，没有取这一格，请在记录里写明。"
    ]


def test_words_behind_other_and_names_that_are_no_channel() -> None:
    items = some_items(Random(17), 3)
    book = Book(merged=False)
    sheet = book.add("社会救助", items)
    sheet["H4"] = "■政府网站 □公示栏 ■其他：小区微信群"
    sheet["H5"] = "区政府门户网站、微信公众号和社区公示栏"
    sheet["H6"] = "■政府网站 ■小区微信群 □其他____"
    taking = read(book)
    assert told(taking) == [
        "工作表“社会救助”H6的公开渠道和载体里“小区微信群”不是表里的选项（是不是“两微一端”？），没有取它，请核对。"
    ]
    found = plain(taking)["社会救助"]
    assert [(item["channels"], item.get("channel_other")) for item in found] == [
        (["website", "other"], "小区微信群"), (["website", "new-media", "notice-board"], None), (["website"], None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "另存为不设密码的 xlsx"),
        (b"<html><table></table></html>", "网页"),
        (b"PK\x03\x04" + bytes(40), "损坏"),
        ("序号,名称\n1,甲\n".encode(), "没有找到标准目录的表头"),
        (b"", "没有找到标准目录的表头"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data: bytes, why: str) -> None:
    taking = read(data)
    assert taking.fields == []
    assert len(taking.told.faults) == 1
    assert why in taking.told.faults[0]


def test_a_column_that_stands_twice_is_not_chosen_from() -> None:
    book = Book(top=(*TOP[:6], "公开时限", *TOP[7:]))
    book.add("社会救助", some_items(Random(18), 3))
    assert read(book).told.faults == [
        "工作表“社会救助”G3：“公开时限”这一栏出现了两次，看不出用哪一栏，请改表头或者删去一栏。"
    ]


def hostile(change: Callable[[Any], None]) -> bytes:
    book = Book()
    change(book.add("社会救助", some_items(Random(19), 3)))
    return book.data


def test_hostile_workbooks_end_soon_and_are_refused_or_read() -> None:
    def long_cells(sheet: Any) -> None:
        random = Random(20)
        for row in range(20, 24):
            for column in range(2, 15):
                sheet.cell(row, column).value = "".join(chr(random.randint(0x4E00, 0x9FFF)) for _ in range(5_000))

    def many_rows(sheet: Any) -> None:
        for row in range(20, 4_000):
            sheet.cell(row, 3, "事项")

    def wide_merge(sheet: Any) -> None:
        sheet.merged_cells.add("P20:XFD1048576")

    assert any("太长" in words for words in told(read(hostile(long_cells))))
    assert read(hostile(many_rows)).told.faults == ["内容太多，没有检查完。"]
    assert len(plain(read(hostile(wide_merge)))["社会救助"]) == 3


def test_shared_strings_with_fonts_are_read_like_inline_ones() -> None:
    items = some_items(Random(20), 4)
    book = Book(forms=lambda _: FORMS["Wingdings 2"])
    book.add("社会救助", items)
    again = openpyxl.load_workbook(io.BytesIO(book.data), rich_text=True)
    stream = io.BytesIO()
    again.save(stream)
    assert plain(read(stream.getvalue())) == {"社会救助": as_read(items)}


def sheet(rows: list[list[str | None]], *merged: str) -> bytes:
    """A workbook of one sheet without a name, of these rows."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for area in merged:
        book.active.merge_cells(area)  # type: ignore[union-attr]
    book.save(stream)
    return stream.getvalue()


def test_choices_in_two_columns_under_one_head_are_one_cell() -> None:
    heads = ["序号", "一级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", None]
    row = ["1", "政策文件", "名称", "示例", "实时", "街道", "■政府网站\n□政府公报", "□入户/现场\n■精准推送"]
    taking = read(sheet([["救灾领域标准目录"], heads, row], "G2:H2"))
    assert [item["channels"] for item in plain(taking)["救灾"]] == [["website", "push"]]
    assert "出现了两次" in read(sheet([["救灾领域标准目录"], [*heads[:7], heads[6]], row])).told.faults[0]


def test_a_column_of_fields_parts_the_rows() -> None:
    heads = ["领域", "序号", "一级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
    rows = [
        [field, number, level1, f"名称{number}", "示例", "实时", "街道", "政府网站"]
        for field, number, level1 in (("社会救助", "1", "政策"), (None, "2", None), ("安全生产领域", "1", "检查"))
    ]
    taking = read(sheet([heads, *rows]))
    levels = {name: [item["level1"] for item in items] for name, items in plain(taking).items()}
    assert levels == {"社会救助": ["政策", "政策"], "安全生产": ["检查"]}
    assert told(taking) == []
