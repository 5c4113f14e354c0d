"""A decision's page: the record's numbers, every stage once, what is late said by the office, all of it in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from demonstration import REPOSITORY
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses, columns, decisions
from disclosure.pages.makers import made
from disclosure.pages.phases import PHASES
from disclosure.pages.site import Site
from disclosure.records.columns import Layout
from disclosure.records.decisions import Decision, DecisionCatalogue, Stage

TODAY = date(2025, 6, 18)


def site_of(root: Path, today: date = TODAY) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), today)


def page_of(site: Site, address: str) -> LexborHTMLParser:
    page = next(page for page in made(site) if page.address == address)
    return LexborHTMLParser(page.render()[0])


def words(html: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in html.css(selector)]


@pytest.fixture(scope="module")
def office(small_office: Path) -> Site:
    return site_of(small_office)


@pytest.fixture(scope="module")
def demonstration_pages() -> Site:
    return site_of(REPOSITORY)


def test_every_stage_belongs_to_one_phase() -> None:
    assert [stage for phase in PHASES for stage in phase.stages] == list(Stage)


@pytest.mark.parametrize("key", ["dec-2024-01", "dec-2024-02", "dec-2025-01", "dec-2025-02"])
def test_each_stage_stands_once_among_the_papers_with_its_document_or_its_reason(office: Site, key: str) -> None:
    decision = office.register.records[key]
    assert isinstance(decision, Decision)
    html = page_of(office, addresses.address(decision))
    assert words(html, ".papers dt") == [stage.label for stage in Stage]
    for stage, node in zip(Stage, html.css(".papers dd"), strict=True):
        slot = decision.stages.slot(stage)
        assert slot is not None
        if slot.ref is not None:
            assert [link.attributes["href"] for link in node.css("a")] == [f"../documents/{slot.ref}.html"]
        else:
            assert slot.absent is not None and node.text().strip().startswith(slot.absent.label)
            assert slot.basis is None or slot.basis in node.text()
            assert slot.due is None or f"{slot.due.year}年{slot.due.month}月{slot.due.day}日" in node.text()


def test_before_the_decision_the_page_says_what_goes_on_and_what_comes_next(office: Site) -> None:
    html = page_of(office, "decisions/dec-2025-01.html")
    assert words(html, ".line .tag") == ["征集中"]
    assert words(html, "#upshot") == ["现在"]
    assert words(html, ".upshot dt") == ["想问您", "截止", "怎么办", "下一步"]
    assert words(html, ".upshot dd")[3] == "2025年7月31日前公开意见采纳情况"
    assert [node.attributes["href"] for node in html.css(".upshot a")] == ["../documents/doc-2025-006.html"]
    assert words(html, ".banner--off") == []


def test_what_is_late_is_said_with_its_day_its_office_and_the_working_days(small_office: Path) -> None:
    html = page_of(site_of(small_office, date(2025, 8, 8)), "decisions/dec-2025-01.html")
    assert words(html, ".line .tag") == ["进行中", "逾期"]
    assert words(html, ".banner--off") == [
        "逾期：意见采纳情况原定2025年7月31日前公开，已过 6 个工作日，由社区建设办公室负责。"
    ]
    assert words(html, ".rung__state")[1] == "逾期"
    assert words(html, ".upshot dt")[-1] == "下一步" and "2025年9月30日" in words(html, ".upshot dd")[-1]
    catalogue = page_of(site_of(small_office, date(2025, 8, 8)), "catalogues/decisions-2025.html")
    assert "逾期：意见采纳情况" in words(catalogue, ".course p")[0]


def test_what_was_put_off_tells_its_first_day_and_why(office_copy: Path) -> None:
    file = office_copy / "data/decisions/2025/dec-2025-01.yml"
    put_off = "due: 2025-07-31, was_due: 2025-06-30, delay: 意见较多，需要逐条研究。"
    file.write_text(file.read_text("utf-8").replace("due: 2025-07-31", put_off), "utf-8")
    html = page_of(site_of(office_copy), "decisions/dec-2025-01.html")
    told = "原定2025年6月30日，推迟的原因：意见较多，需要逐条研究"
    assert words(html, ".upshot dd")[-1] == f"2025年7月31日前公开意见采纳情况（{told}）"
    assert words(html, ".papers dd")[4] == f"未到期：{told}；预计2025年7月31日前公开"


def test_after_the_decision_the_page_begins_with_the_result(office: Site) -> None:
    html = page_of(office, "decisions/dec-2024-01.html")
    assert words(html, "#upshot") == ["结果"]
    hrefs = [node.attributes["href"] for node in html.css(".upshot a")]
    assert hrefs == ["../documents/doc-2024-008.html", "../documents/doc-2024-009.html"]
    assert [node.attributes["class"] for node in html.css(".rung")] == [
        "rung rung--full",
        "rung rung--full",
        "rung rung--full",
        "rung rung--full",
        "rung rung--open",
    ]
    assert words(html, ".rung__state") == ["已公开", "已公开", "已公开", "已公开", "未到期"]


def test_the_numbers_of_the_opinions_are_those_of_the_record(demonstration_pages: Site) -> None:
    seen = 0
    for decision in demonstration_pages.register.decisions:
        account = decision.opinions
        if account is None or not account.received:
            continue
        html = page_of(demonstration_pages, addresses.address(decision))
        (picture,) = html.css('.account [role="img"]')
        assert picture.attributes["aria-label"] == (
            f"收到的意见共 {account.received} 条：采纳 {account.adopted} 条，部分采纳 {account.partly} 条，"
            f"未采纳 {account.not_adopted} 条"
        )
        rows = [words_of(row) for row in html.css(".account tbody tr")]
        assert [row[0] for row in rows] == [item.summary for item in account.items]
        assert sum(int(row[1].removesuffix(" 条")) for row in rows) == account.received
        assert [row[2] for row in rows] == [item.outcome.label for item in account.items]
        seen += 1
    assert seen == 9


def words_of(row: object) -> list[str]:
    return [" ".join(cell.text().split()) for cell in row.css("th, td")]  # type: ignore[attr-defined]


def test_a_decision_that_received_nothing_says_so(demonstration_pages: Site) -> None:
    html = page_of(demonstration_pages, "decisions/dec-2024-04.html")
    assert html.css('.account [role="img"]') == []
    section = html.css_first("section[aria-labelledby=opinions]")
    assert section is not None
    assert "收到 0 条。" in section.text() and "未收到意见" in section.text() and "五种渠道" in section.text()


def test_the_opinions_of_all_years_are_added_up_and_can_be_taken_along(demonstration_pages: Site) -> None:
    section = page_of(demonstration_pages, "columns/decisions.html").css_first("section[aria-labelledby=received]")
    assert section is not None
    accounts = [decision.opinions for decision in demonstration_pages.register.decisions if decision.opinions]
    listed = [account for account in accounts if account.items]
    received = sum(account.received for account in listed)
    assert 0 < len(listed) < len(accounts)
    assert f"{len(listed)} 项决策公布了意见采纳情况，共收到意见 {received} 条" in section.text()
    assert f"采纳 {sum(account.adopted for account in listed)} 条" in section.text()
    hrefs = [link.attributes["href"] for link in section.css("a")]
    assert hrefs == ["../data/opinions.csv", "../data/opinions.xlsx", "../data/opinions.json", "../data/index.html"]


def test_nothing_is_open_but_the_phase_in_progress(demonstration_pages: Site) -> None:
    opened = {
        decision.id: [
            " ".join(fold.css_first("summary").text().split())[:6]  # type: ignore[union-attr]
            for fold in page_of(demonstration_pages, addresses.address(decision)).css("details[open]")
        ]
        for decision in demonstration_pages.register.decisions
    }
    assert opened == {
        "dec-2023-01": [],
        "dec-2023-02": ["5 执行评估"],
        "dec-2023-03": [],
        "dec-2023-04": [],
        "dec-2024-01": ["5 执行评估"],
        "dec-2024-02": ["5 执行评估"],
        "dec-2024-03": [],
        "dec-2024-04": ["5 执行评估"],
        "dec-2025-01": ["2 听取意见"],
        "dec-2025-02": ["4 审议决定"],
        "dec-2025-03": ["5 执行评估"],
        "dec-2025-04": ["1 起草（3"],
    }


def test_a_catalogue_has_a_bar_of_fourteen_cells_and_all_stages_in_words(demonstration_pages: Site) -> None:
    for catalogue in demonstration_pages.register.all(DecisionCatalogue):
        html = page_of(demonstration_pages, addresses.address(catalogue))
        decisions = demonstration_pages.register.decisions_of(catalogue)
        rows = html.css("table.catalogue tbody tr")
        assert len(rows) == len(decisions)
        for decision, row in zip(decisions, rows, strict=True):
            (picture,) = row.css('[role="img"]')
            assert len(picture.css(".cell")) == len(Stage)
            assert picture.attributes["aria-label"].startswith(f"{decision.title}，共 14 个环节：")  # type: ignore[union-attr]
            told = " ".join(node.text() for node in row.css(".stages li"))
            assert [stage.label for stage in Stage if told.count(stage.label) != 1] == []
            names = [str(link.attributes["aria-label"]) for link in row.css(".stages a")]
            assert names == [f"{stage.label}：{decision.title}" for stage, _ in decision.documents()]
            counts = [int(node.text().split()[1]) for node in row.css(".key li")]
            assert sum(counts) == len(Stage)


def test_the_size_of_a_whole_record_is_told_about_right(demonstration_pages: Site, demonstration_site: Path) -> None:
    for decision in demonstration_pages.register.decisions:
        said = words(page_of(demonstration_pages, addresses.address(decision)), ".downloads")[-1]
        told = re.search(r"约 (\d+) KB", said)
        size = (demonstration_site / f"data/decisions/{decision.id}.zip").stat().st_size / 1024
        assert told is not None and 0.85 < int(told[1]) / size < 1.15, (decision.id, said, size)


def test_what_readers_might_not_know_is_said_where_it_stands(demonstration_pages: Site) -> None:
    for path in ("catalogues/decisions-2024.html", "catalogues/decisions-2025.html"):
        assert "保留是列入目录后没有调整" in words(page_of(demonstration_pages, path), "main")[0]


def test_a_feedback_tells_the_opinions_as_its_decision_does(demonstration_pages: Site) -> None:
    for decision in demonstration_pages.register.decisions:
        slot = decision.stages.slot(Stage.FEEDBACK)
        if slot is None or slot.ref is None:
            continue
        paper = page_of(demonstration_pages, f"documents/{slot.ref}.html")
        page = page_of(demonstration_pages, addresses.address(decision))
        (there,), (here,) = page.css(".account"), paper.css(".body .account")
        assert here.html == there.html
        assert "{{" not in (paper.body.text() if paper.body else "")


@pytest.mark.parametrize("line", ["{{ opinions }}", "{{opinions}}", "｛｛ 意见表 ｝｝"])
def test_the_table_stands_where_a_line_asks_for_it(office_copy: Path, line: str) -> None:
    feedback = office_copy / "docs/feedback/2024/doc-2024-005.md"
    head = feedback.read_text("utf-8").rpartition("---\n")[0]
    feedback.write_text(f"{head}---\n对[](ref:doc-2024-004)的意见处理如下。\n\n{line}\n\n谢谢各位。\n", "utf-8")
    body = page_of(site_of(office_copy), "documents/doc-2024-005.html").css_first(".body")
    assert body is not None
    assert [node.tag for node in body.iter()] == ["p", "div", "p"]
    assert [words_of(row)[1] for row in body.css("tbody tr")] == ["3 条", "1 条", "1 条", "1 条"]


def test_a_line_that_nothing_answers_is_shown_as_it_is(office_copy: Path) -> None:
    notice = office_copy / "docs/notices/2025/doc-2025-003.md"
    notice.write_text(f"{notice.read_text('utf-8')}\n{{{{ opinions }}}}\n", "utf-8")
    body = page_of(site_of(office_copy), "documents/doc-2025-003.html").css_first(".body")
    assert body is not None and body.css("table") == []
    assert "{{ opinions }}" in body.text()


def test_a_long_catalogue_is_cut_into_pages(office: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = office.register.catalogues[0]
    titles = [decision.title for decision in office.register.decisions_of(catalogue)]
    assert len(titles) == 2
    whole = addresses.address(catalogue)
    assert [page.address for page in made(office) if page.address.startswith(whole.removesuffix(".html"))] == [whole]
    for room in (decisions, columns):
        monkeypatch.setattr(room, "LONGEST", 1)
    office = Site(office.register, office.law, office.today)  # the other one has its pages already
    second = whole.replace(".html", "/2.html")
    assert addresses.catalogue_part(catalogue, 2) == second
    first, other = page_of(office, whole), page_of(office, second)
    assert [words(html, ".catalogue tbody th") for html in (first, other)] == [[titles[0]], [titles[1]]]
    assert words(other, ".catalogue tbody td[data-label='序号']") == ["2"]
    assert [node.attributes["href"] for html in (first, other) for node in html.css(".pager a")] == [
        f"../{second}", f"../../{whole}"
    ]  # fmt: skip
    column = next(column for column in office.columns if column.layout is Layout.DECISIONS)
    listed = page_of(office, addresses.address(column))
    assert words(listed, ".catalogue tbody th") == titles[:1] and words(listed, ".more a") == ["全部 2 项"]
