"""What the records relate is what the finished pages link: a page that lost a link or shows another paper is found."""

from datetime import date
from pathlib import Path

import pytest

from disclosure.law.book import law_book
from disclosure.links.gate import check_site
from disclosure.loading import read_register
from disclosure.pages.build import publication
from disclosure.pages.site import Site

OFFICE = Path(__file__).parent / "site"


@pytest.fixture(scope="module")
def made():
    register = read_register(OFFICE)
    return publication(Site(register, law_book(register), date(2025, 6, 18)))


def findings(made, root: Path, change: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The findings of LNK-307 and 308 on the office's pages, after some words in some of them were replaced."""
    for address in made.pages:
        html = made.render(address)
        if address in change:
            assert change[address][0] in html
            html = html.replace(*change[address])
        file = root / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")
    found = check_site(root, made.site.agency.site_url, made.origins, made.site.register)
    return [(item.rule, item.place.path, item.page) for item in found if item.rule in ("LNK-307", "LNK-308")]


def decided(made) -> tuple[str, str, str]:
    """A decision's file, its page, and the page of the first paper in its stages."""
    decision = next(item for item in made.site.register.decisions if item.documents())
    _, document = next(iter(decision.documents()))
    return decision.path, f"decisions/{decision.key}.html", f"documents/{document}.html"


def test_the_pages_keep_what_the_records_say(made, tmp_path):
    assert findings(made, tmp_path, {}) == []


def test_a_decision_without_its_paper_is_found(made, tmp_path):
    path, page, document = decided(made)
    assert findings(made, tmp_path, {page: (f"../{document}", "../index.html")}) == [("LNK-307", path, page)]


def test_a_paper_that_does_not_lead_back_is_found(made, tmp_path):
    path, page, document = decided(made)
    found = findings(made, tmp_path, {document: (f"../{page}", "../index.html")})
    assert set(found) == {("LNK-307", path, document)}


def test_a_page_that_shows_another_paper_is_found(made, tmp_path):
    _, _, document = decided(made)
    record = made.site.register.records[document.removeprefix("documents/").removesuffix(".html")]
    heading = f"<h1>{record.title}</h1>"
    found = findings(made, tmp_path, {document: (heading, "<h1>别的文件</h1>")})
    assert found == [("LNK-308", record.path, document)]
