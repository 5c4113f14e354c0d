"""On paper: the text with its metadata and its address, none of the ways around the site."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument
from samples import ONE_OF_EACH, PAGES, SITE_URL

# What stands out beyond the right edge of the sheet.
_CUT = """() => [...document.querySelectorAll("main *, .imprint *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.tagName + "." + element.className)"""
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
        assert {paper.get_page_size(number) for number in range(len(paper))} == {A4}, path
        text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
        assert squeezed(title) in squeezed(text[:200]) or path in ("", "index.html"), path
        assert not [word for word in ("跳到正文", "大字版", "我为政府网站找错") if word in text], path
        if path not in ("404.html", "search.html"):
            assert f"网址：{SITE_URL}{path}" in text.replace("\r\n", ""), path
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
