"""Pages of documents, consultations and audiences: what stands on them, in which order, for which day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.publication.assembly import Publication, publication
from disclosure.records.agency import Audience

TODAY = date(2025, 6, 18)
Change = Callable[[str, str, str], None]


@pytest.fixture
def change(office_copy: Path) -> Change:
    """Replaces words in a file of the office."""

    def replace(path: str, old: str, new: str) -> None:
        file = office_copy / path
        text = file.read_text("utf-8")
        assert old in text
        file.unlink()
        file.write_text(text.replace(old, new, 1), "utf-8")

    return replace


def made(root: Path, today: date = TODAY) -> Publication:
    register = read_register(root)
    assert register.findings == []
    return publication(Site(register, law_book(register), today))


def shown(whole: Publication, address: str) -> LexborNode:
    main = LexborHTMLParser(whole.render(address)).css_first("main")
    assert main is not None
    return main


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def ways(whole: Publication, key: str) -> list[tuple[str, str]]:
    """The reader's words on top of a document, each with where it leads."""
    main = shown(whole, f"documents/{key}.html")
    return [(words(link.css_first(".ways__word")), link.attributes["href"] or "") for link in main.css(".ways a")]


def test_a_policy_and_its_interpretation_lead_to_each_other_on_top(small_office: Path) -> None:
    whole = made(small_office)
    interpretation = next(item for item in whole.site.documents if item.interprets)
    assert ("政策原文", f"../documents/{interpretation.interprets}.html") in ways(whole, interpretation.id)
    policy = str(interpretation.interprets)
    assert ("解读", "#readings") in ways(whole, policy)
    offered = shown(whole, f"documents/{policy}.html").css("section[aria-labelledby=readings] a")
    assert f"../documents/{interpretation.id}.html" in [link.attributes["href"] for link in offered]


def test_what_stands_on_top_is_not_said_again_below(small_office: Path) -> None:
    whole = made(small_office)
    for document in whole.site.documents:
        main = shown(whole, addresses.address(document))
        above = {link.attributes["href"] for link in main.css(".ways a")}
        below = {link.attributes["href"] for link in main.css(".pointing a")}
        assert above & below == set(), document.id


def test_what_is_registered_is_complete_and_folded_behind_the_text(small_office: Path) -> None:
    whole = made(small_office)
    main = shown(whole, "documents/doc-2024-008.html")
    folded = main.css_first("details.registration")
    assert folded is not None
    assert "open" not in folded.attributes
    labels = [words(node) for node in folded.css("dt")]
    assert labels[:6] == ["索引号", "公开主体", "发文字号", "文件种类", "生成日期", "发布日期"]
    assert {"施行日期", "有效性", "公开属性", "内容概述"} <= {*labels}
    html = whole.render("documents/doc-2024-008.html")
    assert html.index('class="body"') < html.index('class="fold registration"')


@pytest.mark.parametrize(
    ("day", "head", "said"),
    [
        (date(2025, 6, 18), "怎样提出意见", ["征集中，还剩 12 天", "2025年6月30日截止"]),
        (date(2025, 6, 30), "怎样提出意见", ["征集中，今天截止", "2025年6月30日截止"]),
        (date(2025, 7, 1), "意见怎样了", ["已结束，正在整理意见", "2025年6月30日截止"]),
    ],
)
def test_a_consultation_follows_the_clock(small_office: Path, day: date, head: str, said: list[str]) -> None:
    main = shown(made(small_office, day), "documents/doc-2025-006.html")
    assert words(main.css_first("h2")) == head
    assert [words(node) for node in main.css(".line > *")] == said
    assert ("提意见" in [words(node) for node in main.css(".acts a")]) == (head == "怎样提出意见")


def test_a_letter_is_begun_for_who_answers_by_mail(office_copy: Path, change: Change) -> None:
    main = shown(made(office_copy), "documents/doc-2025-006.html")
    button = next(node for node in main.css(".acts a") if words(node) == "提意见")
    assert (button.attributes["href"] or "").startswith(("mailto:", "https://"))
    online = re.search(r"(?m)^    online: .*$", (office_copy / "docs/consultations/2025/doc-2025-006.md").read_text())
    if online is not None:
        change("docs/consultations/2025/doc-2025-006.md", f"{online[0]}\n", "")
        main = shown(made(office_copy), "documents/doc-2025-006.html")
        button = next(node for node in main.css(".acts a") if words(node) == "提意见")
        assert (button.attributes["href"] or "").startswith("mailto:")


def test_every_audience_has_a_page_with_the_papers_that_name_it(small_office: Path) -> None:
    whole = made(small_office)
    for audience in whole.site.register.all(Audience):
        main = shown(whole, addresses.address(audience))
        naming = {item.title for item in whole.site.documents if audience.id in item.audience}
        assert {words(node) for node in main.css(".row__title")} == naming
        assert words(main.css_first("h1")) == audience.title
    listed = [node.attributes["href"] for node in shown(whole, "for-me.html").css(".picks a")]
    assert listed == ["#who-residents", "#who-shops", "#life-gardening"]


def test_what_has_ended_stands_apart_behind_what_can_be_used(office_copy: Path, change: Change) -> None:
    policy = "docs/policies/2024/doc-2024-008.md"
    change(policy, "validity: valid", "validity: repealed\nvalidity_reason: 由新办法取代。")
    main = shown(made(office_copy), "for-me/residents.html")
    heads = [words(node) for node in main.css("h2")]
    assert heads[-1] == "已经结束的"
    ended = [words(node) for node in main.css("section:last-of-type .row__title")]
    assert ended[:2] == ["一问一答：社区花园怎么认领", "柳溪街道社区花园共建管理办法"]


def test_papers_for_all_people_are_told_of_on_every_audiences_page(small_office: Path) -> None:
    whole = made(small_office)
    assert "居民" in words(shown(whole, "for-me/shops.html").css_first("p.more"))
    assert shown(whole, "for-me/residents.html").css_first("p.more") is None


def test_consultations_are_listed_as_they_press(small_office: Path) -> None:
    whole = made(small_office)
    column = next(item.column for item in whole.site.documents if item.consultation)
    main = shown(whole, f"columns/{column}.html")
    rows = [words(node) for node in main.css(".row__line")]
    assert rows[0].startswith("征集中，还剩 12 天 2025-06-30 截止")
    closing = re.findall(r"(\d{4}-\d\d-\d\d) 截止", " ".join(rows))
    assert closing[1:] == sorted(closing[1:], reverse=True)
