"""The page of requests: how to ask, when the answer comes, what it costs (pages.md 3.4), for any office."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from docx import Document as word_file
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.exports.request_forms import form_pdf, form_word
from disclosure.law.book import law_book
from disclosure.law.request_fees import fee, parts
from disclosure.loading import read_register
from disclosure.pages.clock_drawing import worked_month
from disclosure.pages.columns import column_pages
from disclosure.pages.request_form import SECTIONS
from disclosure.pages.site import Site
from disclosure.records.columns import Layout
from disclosure.records.guides import GuideElements, RequestFees

ROOT = Path(__file__).resolve().parents[1]
SMALL_OFFICE = ROOT / "tests/site"


@pytest.fixture(scope="module")
def fees() -> RequestFees:
    (known,) = read_register(SMALL_OFFICE).all(RequestFees)
    return known


# 国办函〔2020〕109号, reckoned by hand: ten free, twenty at 100, then ten at 200, ten at 300 …
@pytest.mark.parametrize(
    ("count", "yuan"),
    [
        (0, 0), (1, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000),
        (51, 7400), (100, 2000 + 10 * (200 + 300 + 400 + 500 + 600 + 700 + 800)),
    ],
)  # fmt: skip
def test_items_cost_what_the_official_steps_say(fees: RequestFees, count: int, yuan: int) -> None:
    assert fee(fees.items, count) == yuan


@pytest.mark.parametrize(
    ("count", "yuan"),
    [(0, 0), (1, 0), (30, 0), (31, 10), (35, 50), (100, 700), (101, 720), (200, 2700), (201, 2740), (300, 6700)],
)
def test_pages_cost_what_the_official_steps_say(fees: RequestFees, count: int, yuan: int) -> None:
    assert fee(fees.pages, count) == yuan


def test_the_parts_of_a_count_follow_each_other_to_its_end(fees: RequestFees) -> None:
    for steps in (fees.items, fees.pages):
        for count in (1, 10, 11, 37, 41, 250):
            found = list(parts(steps, count))
            assert found[0].first == 1 and found[-1].last == count
            assert [part.first for part in found[1:]] == [part.last + 1 for part in found[:-1]]


@pytest.fixture(scope="module")
def page(small_office: Path) -> LexborHTMLParser:
    return page_of(small_office)


def page_of(root: Path) -> LexborHTMLParser:
    register = read_register(root)
    site = Site(register, law_book(register), date(2025, 6, 18))
    (column,) = (column for column in site.columns if column.layout is Layout.REQUESTS)
    return LexborHTMLParser(next(column_pages(column, site)).render()[0])


def text(node: LexborHTMLParser | LexborNode, selector: str) -> str:
    return " ".join(" ".join(found.text().split()) for found in node.css(selector))


def test_the_first_sentence_is_the_answer(page: LexborHTMLParser) -> None:
    assert "一般不收费，20 个工作日内答复，不用说明用途。" in text(page, "main .lead")


def test_the_search_stands_before_the_channels(page: LexborHTMLParser) -> None:
    order = [node.id or node.attributes.get("class") for node in page.css(".search--first, h2")]
    assert order == ["search search--first", "how", "clock", "fee", "remedy", "help", "guide", "year"]


def test_the_channels_are_told_and_the_fax_only_where_there_is_one(page, office_copy: Path) -> None:
    assert text(page, ".channels:not(.channels--guide) dt") == "网上 当面 邮寄 传真 口头 咨询"
    guide = office_copy / "docs/guide/2025/doc-2025-001.md"
    guide.write_text(guide.read_text("utf-8").replace("fax: 000-00000001", "fax: 没有对外的传真"), "utf-8")
    assert text(page_of(office_copy), ".channels:not(.channels--guide) dt") == "网上 当面 邮寄 口头 咨询"


def test_the_nine_elements_are_there_and_those_unknown_are_named(page, office_copy: Path) -> None:
    titles = [info.title for info in GuideElements.model_fields.values()]
    assert text(page, ".channels--guide dt").split() == titles
    (office_copy / "docs/guide/2025/doc-2025-001.md").unlink()
    bare = page_of(office_copy)
    assert text(bare, ".channels--guide dt") == "工作机构名称 办公地址 办公时间 联系电话 互联网联系方式"
    assert "还没有写明：政府信息的分类、编排体系、获取方式、传真号码。" in text(bare, "#guide ~ details .note")


def test_what_the_office_says_of_itself_stands_in_agency_yml(office_copy: Path) -> None:
    file = office_copy / "data/agency.yml"
    own = "guide:\n  phone: 000-00000009\n  helping: 有盲文的材料\n  complaints: 向示例区主管部门投诉\n"
    file.write_text(file.read_text("utf-8").replace("departments:\n", f"{own}departments:\n", 1), "utf-8")
    words = text(page_of(office_copy), "main")
    assert "000-00000009" in words and "有盲文的材料" in words and "向示例区主管部门投诉" in words


def test_no_field_of_the_page_asks_for_a_purpose(page: LexborHTMLParser) -> None:
    assert [node.attributes.get("id") for node in page.css("main input, main textarea")] == [
        "search-first", None, None, "fees-count",
    ]  # fmt: skip


def test_the_worked_month_counts_as_the_calendar_does(page: LexborHTMLParser) -> None:
    """law.md 1.2: 2025-04-25 → 2025-05-27, over a make-up day and the holidays of May."""
    cells = [" ".join(cell.text().split()) for cell in page.css("table.month td")]
    assert [cell for cell in cells if "第" in cell][0].startswith("4-27，第1个工作日，补班")
    assert [cell for cell in cells if "截止" in cell] == ["5-27，第20个工作日，截止"]
    assert sum("个工作日" in cell for cell in cells) == 20 and len(cells) == 42
    assert [cell for cell in cells if "劳动节" in cell] == [f"5-0{day}劳动节" for day in range(1, 6)]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2024-01-30", "2024-03-01"), ("2024-09-20", "2024-10-23"), ("2025-01-20", "2025-02-21"),
        ("2025-04-25", "2025-05-27"), ("2025-09-26", "2025-10-30"), ("2025-12-29", "2026-01-27"),
        ("2026-02-06", "2026-03-12"), ("2026-09-24", "2026-10-29"),
    ],
)  # fmt: skip
def test_the_counted_cells_are_those_of_the_engine(small_office: Path, start: str, due: str) -> None:
    register = read_register(small_office)
    site = Site(register, law_book(register), date(2025, 6, 18))
    month = worked_month(date.fromisoformat(start), 20, site)
    assert month is not None and month.due.isoformat() == due
    assert [cell.number for cell in month.cells if cell.number] == list(range(1, 21))
    assert next(cell.day for cell in month.cells if cell.number == 20).isoformat() == due
    assert all(cell.day.weekday() == at % 7 for at, cell in enumerate(month.cells))


def test_a_refusal_goes_to_reconsideration_first_and_silence_is_left_open(page: LexborHTMLParser) -> None:
    refused, other, told = (" ".join(node.text().split()) for node in page.css("#remedy + .three li"))
    assert refused == "不予公开的先申请行政复议；对复议决定不服，再向人民法院起诉（行政复议法第二十三条）"
    assert other == "其他答复可以申请行政复议，也可以提起行政诉讼（条例第五十一条）"
    assert told.startswith("投诉、举报向上一级行政机关")
    assert "不在这里下结论" in text(page, "#remedy ~ .note")


def test_the_fee_examples_are_reckoned_and_the_unverified_is_said(page: LexborHTMLParser) -> None:
    words = text(page, "main")
    assert "一个月 12 件，收 2 × 100 = 200 元；35 页，收 5 × 10 = 50 元" in words
    assert "30 页是一件申请算，还是一个月的申请加起来算，我们没有核对到原文" in words
    box = page.css_first(".fees")
    assert json.loads(box.attributes["data-pages"] or "")[1] == {"upto": 100, "price": 10}
    assert "hidden" in box.attributes  # only a script can reckon


def test_an_office_of_another_province_has_no_word_of_shanghai(office_copy: Path) -> None:
    assert "上海" not in page_of(office_copy).html


@pytest.fixture(scope="module")
def forms(small_office: Path) -> tuple[bytes, bytes]:
    register = read_register(small_office)
    site = Site(register, law_book(register), date(2025, 6, 18))
    made = form_word(site), form_pdf(site)
    assert made == (form_word(site), form_pdf(site))  # the same bytes each time
    return made


def labels() -> list[str]:
    return [item.title for section in SECTIONS for item in section.fields]


def test_the_word_form_has_the_three_kinds_of_content_and_no_purpose(forms: tuple[bytes, bytes]) -> None:
    made = word_file(io.BytesIO(forms[0]))
    cells = [row.cells[0].text.split("\n")[0] for table in made.tables for row in table.rows]
    assert cells == [*labels(), "申请人签名或者盖章", "日期"]
    grid = [[column.width.cm for column in table.columns] for table in made.tables]
    assert all(label < value / 2 for label, value in grid)
    assert all(row.height is not None and row.height.cm > 0.7 for table in made.tables for row in table.rows)
    words = "\n".join([*cells, *(line.text for line in made.paragraphs)])
    assert "示例市示例区柳溪街道办事处" in words and "用途" not in words
    assert made.core_properties.author == "示例市示例区柳溪街道办事处"


def test_the_pdf_form_takes_chinese_into_its_fields_without_a_font_inside(forms: tuple[bytes, bytes]) -> None:
    made = pypdfium2.PdfDocument(forms[1])
    made.init_forms()
    sheet, handle = made[0], made.formenv.raw
    typed = "柳溪街道龘A1"
    for note in PdfReader(io.BytesIO(forms[1])).pages[0]["/Annots"]:
        left, bottom, right, top = map(float, note["/Rect"])
        for step in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            step(handle, sheet.raw, 0, (left + right) / 2, (bottom + top) / 2)
        for char in typed if note["/FT"] == "/Tx" else "":
            raw.FORM_OnChar(handle, sheet.raw, ord(char), 0)
    raw.FORM_ForceToKillFocus(handle)
    target = io.BytesIO()
    made.save(target)
    values = {key: entry.get("/V") for key, entry in (PdfReader(target).get_fields() or {}).items()}
    texts = [item.key for section in SECTIONS for item in section.fields if not item.choices] + ["signature", "date"]
    assert {key for key, value in values.items() if value == typed} == set(texts)
    assert [value for key, value in values.items() if key not in texts] == ["/Yes"] * 7
    assert b"/FontFile" not in forms[1]


def test_the_pdf_form_shows_its_labels_and_tells_them_to_those_who_cannot_see(forms: tuple[bytes, bytes]) -> None:
    made = PdfReader(io.BytesIO(forms[1]))
    shown = pypdfium2.PdfDocument(forms[1])[0].get_textpage().get_text_range()
    told = {str(note["/TU"]).partition("：")[0] for page in made.pages for note in page["/Annots"]}
    assert told == {*labels(), "申请人签名或者盖章", "日期"}
    assert all(label in shown for label in told) and "用途" not in shown
    assert made.trailer["/Root"]["/Lang"] == "zh-CN"
