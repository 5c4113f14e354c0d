"""The whole record of a decision as a PDF for the archive: all its papers, on A4, with whose it is on every page."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page
from pypdfium2 import PdfDocument
from selectolax.lexbor import LexborHTMLParser
from test_print import _CUT, A4

from archive.assembling import bundles, whole_record
from print_records import laid_out

PROJECT = Path(__file__).resolve().parents[2]

DAY = date(2025, 6, 18)
DECISION = "dec-2024-01"
_FOOT = 60  # points from the lower edge: below stands what is said of every page


def printing(*arguments: object) -> tuple[int, str]:
    """The command in a process of its own, since the tests' has a browser already: its status and what it complains."""
    command = [sys.executable, PROJECT / "scripts/print_records.py", *arguments, "--today", DAY.isoformat()]
    ended = subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8")
    return ended.returncode, ended.stderr


def plain(text: str) -> str:
    """Without blanks, and with one character for the several that look alike in a PDF."""
    return re.sub(r"\s|\ufffe|\u200b", "", unicodedata.normalize("NFKC", text))


def pieces(html: str) -> set[str]:
    """Every piece of text of a page's content that paper must show."""
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    for node in main.css("nav, .pointing, .asking, .acts"):
        node.decompose()
    return {plain(text) for node in main.css("p, li, dt, dd, th, td, h1, h2, h3, summary") for text in [node.text()]}


def test_a_record_holds_the_text_of_all_its_papers_on_a4(demonstration_site: Path, tmp_path: Path) -> None:
    assert printing(demonstration_site, "--out", tmp_path, "--only", DECISION) == (0, "")
    paper = PdfDocument(tmp_path / f"{DECISION}.pdf")
    assert {paper.get_page_size(number) for number in range(len(paper))} == {A4}
    sheets = [paper.get_page(number).get_textpage() for number in range(len(paper))]
    text = plain("".join(sheet.get_text_bounded(bottom=_FOOT) for sheet in sheets))
    with ZipFile(demonstration_site / f"data/decisions/{DECISION}.zip") as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")]
    assert len(pages) == 13
    assert sorted(piece for html in pages for piece in pieces(html) if piece not in text) == []
    feet = [plain(sheet.get_text_bounded(top=_FOOT)) for sheet in sheets]
    address = f"https://www.example.gov.cn/zwgk/gml/decisions/{DECISION}.html"
    assert feet == [f"{address}2025-06-18第{number}页,共{len(paper)}页" for number in range(1, len(paper) + 1)]
    titles = [mark.get_title() for mark in paper.get_toc() if mark.level == 0]
    assert len(titles) == 14  # the cover, the decision and twelve papers


def test_nothing_of_any_record_is_cut_off(demonstration_site: Path, page: Page, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 657, "height": 1000})  # A4 less its margins, at 96 dpi
    cut = {}
    for bundle in bundles(demonstration_site):
        laid_out(bundle, tmp_path, DAY)
        page.goto((tmp_path / "record.html").as_uri())
        cut[bundle.stem] = page.evaluate(_CUT.replace("main *, .imprint *", "body *:not(.unseen)"))
    assert len(cut) == 12 and {key: names for key, names in cut.items() if names} == {}


@pytest.mark.parametrize("name", ["dec-2024-01", "dec-2025-03"])
def test_what_is_named_in_a_record_is_named_once_and_found(demonstration_site: Path, name: str) -> None:
    html = whole_record(demonstration_site / f"data/decisions/{name}.zip").html(DAY)
    page = LexborHTMLParser(html)
    names = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert [known for known, times in names.items() if times > 1] == []
    led = [node.attributes["href"] or "" for node in page.css("a[href^='#']")]
    assert len(led) > 12 and [href for href in led if href[1:] not in names] == []


def test_a_file_beside_a_paper_is_told_with_what_proves_it(demonstration_site: Path) -> None:
    beside = whole_record(demonstration_site / "data/decisions/dec-2025-03.zip").enclosures
    sizes = [(demonstration_site / "files" / enclosed.name).stat().st_size for enclosed in beside]
    assert beside and [(enclosed.size, len(enclosed.digest)) for enclosed in beside] == [(size, 64) for size in sizes]


def test_without_a_site_it_says_what_to_run(tmp_path: Path) -> None:
    status, told = printing(tmp_path, "--out", tmp_path / "out")
    assert status == 2 and "请先运行 make site" in told and not (tmp_path / "out").exists()


def test_a_zip_of_somebody_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "data/decisions").mkdir(parents=True)
    (tmp_path / "data/decisions/dec-1.zip").write_bytes(b"PK")
    status, told = printing(tmp_path, "--out", tmp_path / "out")
    assert status == 2 and "dec-1.zip 不是本站的材料" in told
