"""On paper: the text with its metadata and its address, none of the ways around the site."""

from __future__ import annotations

import io
import re

import pytest
from codes import read_codes
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from samples import ONE_OF_EACH, PAGES, SITE_URL

# What stands out beyond the right edge of the sheet.
_CUT = """() => [...document.querySelectorAll("main *, .imprint *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.tagName + "." + element.className)"""
PUT_UP = ("posters/", "open-month/2025-leaflet")  # they bear the address of what they announce, as told below
TAKEN_DOWN = "这个页面已经撤下"  # nobody is to copy its address
A4 = (594.9599609375, 841.9199829101562)


@pytest.fixture
def paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("path", ["documents/doc-2024-036.html", "documents/doc-2025-001.html"])
def test_a_document_on_paper(sub_url: str, paper: Page, path: str) -> None:
    paper.goto(sub_url + path)
    for name in (".masthead", "nav.sections", "nav.trail", ".skip", ".foot", "[data-print]"):
        expect(paper.locator(name)).to_be_hidden()
    for name in ("h1", ".facts--box", ".body", ".demonstration"):
        expect(paper.locator(name).first).to_be_visible()
    for word in ("索引号", "公开主体", "生成日期", "发布日期"):
        expect(paper.get_by_text(word, exact=True).first).to_be_visible()
    expect(paper.locator(".imprint")).to_contain_text(f"https://www.example.gov.cn/zwgk/gml/{path}")
    code = paper.locator(".imprint .qr").bounding_box()
    assert code and code["width"] == code["height"] > 90  # 25 mm


def test_a_code_is_for_paper_alone(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}documents/doc-2024-036.html")
    expect(page.locator(".imprint")).to_be_hidden()
    page.goto(f"{sub_url}columns/news.html")
    expect(page.locator(".qr")).to_have_count(0)


@pytest.mark.any_office
def test_every_kind_of_page_on_a4(sub_url: str, page: Page) -> None:
    """Its title first and whose it is last, nothing to press, what is folded on a screen open, tables as tables."""
    for path in ONE_OF_EACH:
        page.goto(sub_url + path)
        title, folded = page.locator("h1").inner_text(), page.locator("main details:not([open], .search *, nav *)")
        paper = PdfDocument(page.pdf(prefer_css_page_size=True))
        sizes = {paper.get_page_size(number) for number in range(len(paper))}
        assert sizes in ({A4}, {A4[::-1]}), path  # upright, or of a sheet that is folded
        text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
        assert squeezed(title) in squeezed(text[:200]), path
        assert not [word for word in ("跳到正文", "大字版", "我为政府网站找错") if word in text], path
        is_kept = path not in ("404.html", "search.html") and title != TAKEN_DOWN
        if is_kept and not path.startswith(PUT_UP):
            assert f"网址：{SITE_URL}{path}" in text.replace("\r\n", ""), path
        if is_kept:
            assert re.search(r"打印日期：\d{4}-\d\d-\d\d", text), path
        if folded.count():
            inner = folded.first.evaluate("(folded) => folded.lastElementChild.textContent")
            assert squeezed(inner)[:12] in squeezed(text), path


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_decision_on_paper(sub_url: str, paper: Page) -> None:
    paper.goto(f"{sub_url}decisions/dec-2024-01.html")
    expect(paper.get_by_role("navigation")).to_have_count(0)
    for name in ("h1", ".upshot", ".ladder", ".demonstration", "table"):
        expect(paper.locator(name).first).to_be_visible()
    for folded in paper.locator("article.decision details").all():
        expect(folded.locator("dl")).to_be_visible()  # nothing is folded on paper


@pytest.mark.any_office
def test_nothing_is_cut_off_on_a_sheet_of_a4(sub_url: str, paper: Page) -> None:
    paper.set_viewport_size({"width": 680, "height": 1000})  # A4 less its margins, at 96 dpi
    cut = {}
    for path in PAGES:
        paper.goto(sub_url + path)
        cut[path] = paper.evaluate(_CUT)
    assert {path: names for path, names in cut.items() if names} == {}


def test_the_button_prints(sub_url: str, page: Page) -> None:
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.goto(f"{sub_url}documents/doc-2024-036.html")
    page.get_by_role("button", name="打印本页").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")


# The size of what must be read from afar, in points, and what does not fit on its sheet.
_LARGE = """() => Object.fromEntries(["h1", ".poster__phone a"].map((name) =>
  [name, Math.round(parseFloat(getComputedStyle(document.querySelector(name)).fontSize) * 0.75)]))"""
_OVER = """(selector) => [...document.querySelectorAll(selector)].flatMap((sheet) => {
  const end = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll("*")].filter((part) => part.getClientRects().length)
    .filter((part) => part.getBoundingClientRect().bottom > end.bottom + 1
      || part.getBoundingClientRect().right > end.right + 1).map((part) => `${part.tagName}.${part.className}`);
})"""
SHEET = {"width": 794, "height": 1123}  # A4 at 96 dpi
COMING = "ev-2025-02"


def test_the_poster_is_one_sheet_and_its_code_leads_to_the_event(sub_url: str, page: Page) -> None:
    page.set_viewport_size(SHEET)
    page.goto(f"{sub_url}posters/{COMING}.html")
    address = f"{SITE_URL}events/{COMING}.html"
    paper = page.pdf(prefer_css_page_size=True, print_background=False)  # as an office's printer saves ink
    assert len(PdfReader(io.BytesIO(paper)).pages) == 1
    text = squeezed(PdfReader(io.BytesIO(paper)).pages[0].extract_text())
    for words in ("社区食堂后厨开放日", "8月20日", "轮椅可达", "021-34227900", f"网址：{address}", "打印日期："):
        assert words in text
    page.emulate_media(media="print")
    assert page.evaluate(_LARGE) == {"h1": 54, ".poster__phone a": 28}
    code = page.locator(".poster .qr path").bounding_box()  # without the white around it
    assert code and code["width"] >= 151  # 40 mm
    assert page.evaluate(_OVER, ".poster") == []
    assert read_codes(page.screenshot()) == [address]


def test_the_fullest_poster_is_one_sheet_too(sub_url: str, page: Page) -> None:
    """All that a record may say of an event, as long as it may be."""
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    page.goto(f"{sub_url}posters/{COMING}.html")
    page.evaluate(
        """([title, summary, place, step, terms, access]) => {
          const fill = (name, text) => { document.querySelector(name).textContent = text; };
          document.querySelector(".poster").classList.add("poster--dense");
          fill("h1", title);
          fill(".poster__head p:last-child", summary);
          fill(".poster__when p", place);
          fill(".poster__join b", terms);
          document.querySelector(".poster__when").insertAdjacentHTML("beforebegin", "<p class=poster__off>改期了</p>");
          const list = document.querySelector(".poster__programme"), chips = document.querySelector(".poster__access");
          list.replaceChildren(...Array.from({length: 6}, () => list.firstElementChild.cloneNode(true)));
          for (const item of list.children) item.lastChild.textContent = step;
          const chip = chips.firstElementChild;
          chips.replaceChildren(...Array.from({length: access}, () => chip.cloneNode(true)));
        }""",
        ["开" * 18, "看" * 40, f"星期三 14:00—16:00 {'路' * 40}", "谈" * 16, "免" * 20, 11],
    )
    assert page.evaluate(_OVER, ".poster") == []
    assert len(PdfDocument(page.pdf(prefer_css_page_size=True))) == 1


def test_the_leaflet_is_a_sheet_with_two_sides(sub_url: str, page: Page) -> None:
    page.set_viewport_size({"width": SHEET["height"], "height": SHEET["width"]})
    page.goto(f"{sub_url}open-month/2025-leaflet.html")
    assert len(PdfDocument(page.pdf(prefer_css_page_size=True))) == 2
    page.emulate_media(media="print")
    assert page.evaluate(_OVER, ".leaflet__side") == []
    assert read_codes(page.screenshot()) == [f"{SITE_URL}open-month/2025.html"]
    front, back = (page.locator(f".leaflet__panel--{name}").bounding_box() for name in ("front", "back"))
    assert front and back and front["x"] > back["x"] and front["y"] == back["y"]  # folded once, the front lies on top


def test_the_months_of_the_standard_catalogue_are_on_one_sheet(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}standard-catalogue.html")
    fields = page.locator("table.months tbody th").all_inner_texts()
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(page.pdf(prefer_css_page_size=True))]
    [months] = [sheet for sheet in sheets if "按月看" in sheet]
    assert [name for name in (*fields, "只计入最后一列") if squeezed(name) not in squeezed(months)] == []
