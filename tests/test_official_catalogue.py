"""The standard catalogue out to a workbook in the official form and in again: the same records, whatever way round."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner

from catalogue_books import BELOW, CHANNELS, TOP, Book, Item, as_kept, as_read, some_items
from demonstration import REPOSITORY
from disclosure.cli import app
from disclosure.exports.official_catalogue import KeyWords, in_order, official_workbook, wording_of
from disclosure.importing.standard_catalogue.taking import take
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.records.standard_catalogue import StandardField
from disclosure.screening.written import Known

PLAIN = KeyWords(lambda text: text, {})
OF_THE_TABLE = (
    "number", "level1", "level2", "content", "basis", "limit", "body", "channels", "channel_other", "audience", "group",
    "modes", "levels", "board",
)  # fmt: skip


def items_of(field: StandardField, wording: KeyWords = PLAIN) -> list[Item]:
    """What the table says of a field's items, as plain values and in words."""
    return [
        plain(item.model_dump(include=set(OF_THE_TABLE), exclude_none=True))
        | {"basis": [wording.cite(text) for text in item.basis], "body": wording.body(item)}
        for item in field.items
    ]


def plain(item: Item) -> Item:
    shown = {key: [str(part) for part in value] if isinstance(value, list) else value for key, value in item.items()}
    return {key: value for key, value in shown.items() if value and (key, value) != ("board", "key")}


def read(data: bytes) -> tuple[dict[str, list[Item]], list[str]]:
    taking = take(data, Known())
    told = [*taking.told.faults, *taking.told.questions, *taking.told.notes]
    return {taken.name: [plain(item) for item in taken.items] for taken in taking.fields}, told


@pytest.fixture(scope="module")
def demonstration() -> Any:
    return read_register(REPOSITORY)


@pytest.mark.demonstration
def test_the_demonstration_is_what_a_table_made_by_hand_says(demonstration: Any) -> None:
    wording = wording_of(demonstration, law_book(demonstration))
    fields = {field.title: items_of(field, wording) for field in demonstration.all(StandardField)}
    assert len(fields) >= 16
    assert sum(map(len, fields.values())) >= 120
    assert read(as_kept(fields, 54).data) == (fields, ["工作表“2023年旧表”是隐藏的，没有导入。"])


@pytest.mark.demonstration
def test_the_demonstration_out_and_in_again_is_the_same(demonstration: Any) -> None:
    fields = in_order(demonstration.all(StandardField))
    wording = wording_of(demonstration, law_book(demonstration))
    whole = official_workbook(fields, wording, "古美路街道")
    assert read(whole) == ({field.title: items_of(field, wording) for field in fields}, [])
    assert whole == official_workbook(fields, wording, "古美路街道")


def made(items: list[Item], title: str = "养老服务") -> StandardField:
    return StandardField.model_validate(
        {
            "id": "std-a",
            "title": title,
            "since": "2025-01-01",
            "items": [{**item, "number": str(item["number"])} for item in items],
        }
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_in_a_record_comes_back(seed: int) -> None:
    random = Random(seed)
    items = as_read(some_items(random, 11))
    items[2] |= {"channels": ["website", "other"], "channel_other": "小区微信群"}
    items[3] |= {"audience": ["group"], "group": "申请人、代办人"}
    items[4] |= {
        "basis": ["《甲办法》（待核）", "《乙规定》第三条（待核）"],
        "limit": "信息形成或变更之日起\n20个工作日内",
    }
    items[5] |= {"levels": ["county", "town", "village"], "board": "general"}
    del items[6]["level2"]
    title = random.choice(("养老服务", "社区治理", "政务公开（综合）"))
    assert read(official_workbook([made(items, title)], PLAIN, "望海街道")) == ({title: items}, [])


def test_the_form_has_two_rows_of_heads_and_every_channel_in_each_row() -> None:
    items = as_read(some_items(Random(4), 5))
    sheet = openpyxl.load_workbook(io.BytesIO(official_workbook([made(items)], PLAIN, "望海街道"))).active
    assert sheet is not None
    heads = [[sheet.cell(row, column).value for column in range(1, 15)] for row in (2, 3)]
    assert heads == [list(TOP), list(BELOW)]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:N1", "A2:A3", "B2:C2", "D2:D3", "H2:H3", "I2:J2", "K2:L2", "M2:N2"} <= merged
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [1, 2, 3, 4, 5]
    for row, item in enumerate(items, 4):
        boxes = str(sheet.cell(row, 8).value).split()
        assert boxes == [f"{'■' if key in item['channels'] else '□'}{name}" for key, name in CHANNELS.items()]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def table(office: Path, items: list[Item]) -> str:
    book = Book()
    book.add("养老服务", items)
    file = office / "目录.xlsx"
    file.write_bytes(book.data)
    return str(file)


def test_in_again_keeps_what_the_office_added_and_changes_only_when_told_to(office: Path) -> None:
    items = some_items(Random(2), 4)
    given = ["import", "standard-catalogue", "--root", str(office), "--today", "2025-06-18"]
    assert run(*given, table(office, items)) == (0, "已写入 std-elderly-care.yml：4 项。\n")
    file = office / "data/standard-catalogue/std-elderly-care.yml"
    added = "    satisfied_by: [doc-1]\n    history:\n      - {date: 2025-05-01, change: 增加, reason: 新设}\n"
    text = file.read_text("utf-8").replace("  - number: 2\n", f"{added}  - number: 2\n")
    file.write_text(text, "utf-8")
    assert run(*given, table(office, items)) == (0, "std-elderly-care.yml：4 项，和表格一样，没有改动。\n")
    assert file.read_text("utf-8") == text
    newer = [
        {**items[0], "limit": "实时", "channels": ["website"]},
        items[1],
        items[3],
        {**items[2], "level2": "新的事项", "content": "新"},
    ]
    code, said = run(*given, table(office, newer))
    assert code == 1
    assert "std-elderly-care.yml 和表格不同：" in said
    assert "  删去“示例类别1／示例事项3”\n" in said
    assert "  增加“示例类别1／新的事项”\n" in said
    assert "“示例类别1／示例事项1”的公开时限：" in said
    assert file.read_text("utf-8") == text
    code, said = run(*given, "--update", table(office, newer))
    assert code == 0
    found = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)
    assert [item["level2"] for item in found["items"]] == ["示例事项1", "示例事项2", "示例事项4", "新的事项"]
    assert found["items"][0]["satisfied_by"] == ["doc-1"]
    assert found["items"][0]["history"] == [{"date": "2025-05-01", "change": "增加", "reason": "新设"}]
    assert found["items"][0]["limit"] == "实时"
    assert [item["number"] for item in found["items"]] == ["1", "2", "3", "4"]


def test_an_item_that_goes_says_what_goes_with_it(office: Path) -> None:
    items = some_items(Random(3), 3)
    given = ["import", "standard-catalogue", "--root", str(office), "--today", "2025-06-18"]
    run(*given, table(office, items))
    file = office / "data/standard-catalogue/std-elderly-care.yml"
    file.write_text(file.read_text("utf-8") + "    satisfied_by: [doc-1]\n", "utf-8")
    assert "  删去“示例类别1／示例事项3”，它的已经公开的也一起删去\n" in run(*given, table(office, items[:2]))[1]


def test_what_the_office_settled_by_hand_is_not_taken_away_again(office: Path) -> None:
    items = some_items(Random(5), 3)
    book = Book(forms=lambda number: (lambda _: "?政府网站 ?公示栏") if number == 2 else (lambda _: "■政府网站"))
    book.add("养老服务", items)
    (office / "目录.xlsx").write_bytes(book.data)
    given = ["import", "standard-catalogue", "--root", str(office), "--today", "2025-06-18", str(office / "目录.xlsx")]
    assert run(*given)[0] == 1
    file = office / "data/standard-catalogue/std-elderly-care.yml"
    settled = file.read_text("utf-8").replace("  - number: 3\n", "    channels: [website, print]\n  - number: 3\n")
    file.write_text(settled, "utf-8")
    assert "和表格一样，没有改动" in run(*given, "--update")[1]
    assert file.read_text("utf-8") == settled


def test_export_and_import_by_commands(office: Path) -> None:
    items = some_items(Random(6), 5)
    run("import", "standard-catalogue", "--root", str(office), "--today", "2025-06-18", table(office, items))
    out = office / "报送" / "标准目录.xlsx"
    assert run("export", "standard-catalogue", "--root", str(office), "--out", str(out))[0] == 0
    again = office / "again"
    told = run(
        "import", "standard-catalogue", "--root", str(office), "--out", str(again), "--today", "2025-06-18", str(out)
    )
    assert told == (0, "已写入 std-elderly-care.yml：5 项。\n")
    name = "std-elderly-care.yml"
    assert (again / name).read_bytes() == (office / "data/standard-catalogue" / name).read_bytes()
    code, said = run("export", "standard-catalogue", "--root", str(office), "--out", str(out), "--field", "救灾")
    assert (code, said) == (2, "没有“救灾”这个领域，有的是：养老服务。\n")


def test_an_item_without_channels_is_marked_said_and_asked_about_again(office: Path) -> None:
    items = some_items(Random(7), 2)
    given = ["--root", str(office), "--today", "2025-06-18"]
    run("import", "standard-catalogue", *given, table(office, [items[0], {**items[1], "channels": []}]))
    out = office / "标准目录.xlsx"
    assert run("export", "standard-catalogue", "--root", str(office), "--out", str(out)) == (
        0,
        f"已导出 1 个领域，2 项：{out}\n养老服务第 2 项“示例类别1／示例事项2”没有写公开渠道和载体（channels），"
        "表里都是□，写了“待核”。请在记录里补上，再导出。\n",
    )
    found, told = read(out.read_bytes())
    assert "channels" not in found["养老服务"][1]
    assert told == ["工作表“养老服务”H5的公开渠道和载体一个也没有选，请在记录里写上 channels。"]
