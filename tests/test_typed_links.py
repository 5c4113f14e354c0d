"""What the records relate is what the finished pages link: a page that lost a link or shows another paper is found."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from disclosure.law.book import law_book
from disclosure.links.gate import check_site
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import publication

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
    heading = re.findall("<h1>.*?</h1>", made.render(document))[0]
    found = findings(made, tmp_path, {document: (heading, "<h1>别的文件</h1>")})
    assert found == [("LNK-308", record.path, document)]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The office with a consultation outside of its decisions, whose head alone names the draft and the explanation."""
    root = shutil.copytree(OFFICE, tmp_path_factory.mktemp("asked") / "office")
    papers = root / "docs" / "decision-papers" / "2025"
    for name, copy in (("doc-2025-004", "doc-2025-041"), ("doc-2025-005", "doc-2025-051")):
        text = (papers / f"{name}.md").read_text("utf-8").replace(name, copy)
        text = re.sub(r"(?m)^title: .*$", f"title: 非机动车充电{copy}", text)
        (papers / f"{copy}.md").write_text(text, "utf-8")
    notices = root / "docs" / "consultations" / "2025"
    text = (notices / "doc-2025-006.md").read_text("utf-8").replace("doc-2025-006", "doc-2025-061")
    head, _, _ = text.replace("非机动车停放", "非机动车充电").rpartition("---\n")
    head = head.replace(
        "  closes: 2025-06-30\n", "  closes: 2025-06-30\n  draft: doc-2025-041\n  explanation: doc-2025-051\n"
    )
    (notices / "doc-2025-061.md").write_text(f"{head}---\n请按上述方式提出意见。\n", "utf-8")
    register = read_register(root)
    return publication(Site(register, law_book(register), date(2025, 6, 18)))


def test_a_consultation_shows_the_papers_that_its_head_names(asked, tmp_path):
    page = asked.render("documents/doc-2025-061.html")
    buttons = re.findall(r'<p class="acts">(.*?)</p>', page, re.DOTALL)
    assert [re.sub(r"<[^>]+>|\s", " ", text).split() for text in buttons] == [
        [
            "提意见",
            "看草案",
            "：",
            "非机动车充电doc-2025-041",
            "看草案说明",
            "：",
            "非机动车充电doc-2025-051",
            "加入日历",
        ]
    ]
    assert findings(asked, tmp_path, {}) == []


def test_an_editor_is_told_what_an_editor_can_do(asked, tmp_path):
    findings(asked, tmp_path, {"documents/doc-2025-061.html": ("../documents/doc-2025-041.html", "../index.html")})
    found = check_site(tmp_path, asked.site.agency.site_url, asked.origins, asked.site.register)
    assert [(item.rule, item.place.path, item.place.line, item.remedy) for item in found if item.rule == "LNK-307"] == [
        (
            "LNK-307",
            "docs/consultations/2025/doc-2025-061.md",
            21,
            "请在这份文件的正文里写上它的链接：[](ref:doc-2025-041)。",
        )
    ]
