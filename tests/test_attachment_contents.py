"""Attachments are opened once: screening, pages and links share what was found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.attachments import contents
from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.law.book import law_book
from disclosure.links.gate import check_site
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import publication
from screening.attachment_files import pdf, slides

TODAY = date(2025, 6, 18)


def test_each_attachment_is_opened_once_for_screening_pages_and_links(
    office_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = contents.examined
    monkeypatch.setattr(contents, "examined", lambda name, source: opened.append(name) or read(name, source))
    register, shelf = read_register(office_copy), Shelf(office_copy)
    check(register, TODAY, rules=ALL_RULES, shelf=shelf)
    made = publication(Site(register, law_book(register), TODAY, opened=shelf))
    for page in made.pages:
        made.render(page)
    site = tmp_path / "site"
    for address, file in made.files.items():
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(file.read_bytes())
    check_site(site, contents=made.contents)
    assert sorted(opened) == sorted(path.rpartition("/")[2] for path in register.files)


def test_a_page_shows_the_size_and_the_pages_of_its_attachments(office_copy: Path) -> None:
    (office_copy / "docs/notices/2025/doc-2025-003-1.pdf").write_bytes(pdf() + b" " * 3000)
    register = read_register(office_copy)
    page = publication(Site(register, law_book(register), TODAY)).render("documents/doc-2025-003.html")
    assert "PDF 文件，1 页，4 KB" in page


def test_the_outline_of_a_file_has_no_text_but_its_links_and_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(slides())
    shelf = Shelf(tmp_path)
    assert any(isinstance(fact, contents.Passage) for fact in shelf.read("a.pptx").facts)
    assert shelf.outline("a.pptx").pages == 1
    assert [fact for fact in shelf.outline("a.pptx").facts if isinstance(fact, contents.Passage)] == []
