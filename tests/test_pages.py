"""Pages: addresses that never move, escaped values, editors' Markdown, states that follow the clock."""

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from disclosure.catalogue import ALL_RULES
from disclosure.cli import app
from disclosure.findings import Place
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses, columns
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import slices
from disclosure.pages.markdown import MarkdownRenderer
from disclosure.pages.page import SharedParts
from disclosure.pages.site import ConsultationState, Site
from disclosure.publication import publication
from disclosure.reading.front_matter import Body
from rule_examples import apply, read_examples

TODAY = date(2025, 6, 18)
NASTY = """</title><script>alert(1)</script>"'&lt;{{7*7}}"""


def site_of(root: Path) -> Site:
    register = read_register(root)
    assert register.findings == []
    return Site(register, law_book(register), TODAY, ALL_RULES)


@pytest.fixture(scope="session")
def office(small_office) -> Site:
    return site_of(small_office)


@pytest.mark.parametrize(
    ("target", "page", "href"),
    [
        ("index.html", "index.html", "index.html"),
        ("documents/doc-1.html", "columns/news.html", "../documents/doc-1.html"),
        ("documents/doc-1.html", "columns/news/2024.html", "../../documents/doc-1.html"),
        ("files/doc-1/附件 1.pdf", "documents/doc-1.html", "../files/doc-1/%E9%99%84%E4%BB%B6%201.pdf"),
        ("documents/doc-1.html#第三条", "index.html", "documents/doc-1.html#%E7%AC%AC%E4%B8%89%E6%9D%A1"),
    ],
)
def test_links_are_relative_so_that_any_sub_path_works(target, page, href):
    assert addresses.relative(target, page) == href


def test_title_state_and_dates_never_move_a_page(office_copy, office):
    file = sorted((office_copy / "docs").rglob("*.md"))[0]
    text = file.read_text("utf-8")
    title = next(line for line in text.split("\n") if line.startswith("title:"))
    file.unlink()
    file.write_text(text.replace(title, "title: 换了一个标题"), "utf-8")
    assert set(publication(site_of(office_copy)).pages) == set(publication(office).pages)


def test_readers_are_told_that_a_document_came_later(office_copy):
    file = office_copy / "docs/notices/2025/doc-2025-003.md"
    fields = "{date: 2025-06-02, original: 柳溪街道公告栏, reason: 当时网站停机。, approved_by: 综合办公室}"
    text = file.read_text("utf-8").replace("disclosure: active", f"disclosure: active\nbackfill: {fields}")
    file.unlink()
    file.write_text(text, "utf-8")
    made = publication(site_of(office_copy))
    html = made.render(addresses.address(made.site.register.records["doc-2025-003"]))
    told = LexborHTMLParser(html).css_first("p.banner").text()
    assert told == (
        "本文件于2025年5月8日首次发布于柳溪街道公告栏，2025年6月2日补录到本站。补录原因：当时网站停机（综合办公室批准）。"
    )


@pytest.mark.parametrize(("day", "told"), [(date(2029, 6, 30), []), (date(2029, 7, 1), ["已失效"])])
def test_a_policy_holds_to_the_end_of_its_last_day(small_office, day, told):
    register = read_register(small_office)
    made = publication(Site(register, law_book(register), day, ALL_RULES))
    html = made.render(addresses.address(register.records["doc-2024-008"]))
    notices = [node.attributes["aria-label"] for node in LexborHTMLParser(html).css(".alert")]
    assert [notice for notice in notices if notice != "将到期"] == told


def test_a_shared_part_is_what_each_page_would_have_alone(office, monkeypatch):
    pages = publication(office).pages
    shared = {address: page.render() for address, page in pages.items()}
    together = SharedParts.of
    monkeypatch.setattr(SharedParts, "of", lambda parts, *of: together(SharedParts(office), *of))
    for address, page in pages.items():
        html, links = page.render()
        assert (html, links, list(links.origins)) == (*shared[address], list(shared[address][1].origins))


def test_the_slices_of_a_column_are_told_apart_once(office, monkeypatch):
    made = publication(Site(office.register, office.law, TODAY, ALL_RULES))
    walked = []
    monkeypatch.setattr(columns, "_by_year", lambda documents: walked.append(len(documents)) or iter(()))
    monkeypatch.setattr(made.site, "_kept", {})
    for page in made.pages.values():
        if page.template in ("column.html", "slice.html"):
            page.render()
    assert walked == [len(documents) for documents in made.site.by_column.values()]


def test_no_field_can_put_markup_into_a_page(office_copy):
    for file in sorted((office_copy / "docs").rglob("*.md")) + [
        office_copy / "data/agency.yml",
        office_copy / "data/columns.yml",
    ]:
        lines = file.read_text("utf-8").split("\n")
        yaml = NASTY.replace("'", "''")
        changed = [
            f"{line.partition(':')[0]}: '{yaml}'"
            if line.strip().startswith(
                ("title:", "summary:", "description:", "issuer:", "site_name:", "notice:", "- title:")
            )
            else line
            for line in lines
        ]
        file.unlink()
        file.write_text("\n".join(changed), "utf-8")
    made = publication(site_of(office_copy))
    for page in made.pages.values():
        tree = LexborHTMLParser(page.render()[0])
        assert [node.html for node in tree.css("script:not([src], [type='application/ld+json'])")] == []
        assert len([node for node in tree.css("title") if node.parent.tag != "svg"]) == 1
    for asset in made.assets:
        assert b"<script" not in asset.data or asset.address.endswith((".json", ".jsonld", ".csv", ".ics"))


def rendered(office: Site, text: str):
    document = office.register.documents[0]
    before = document.body
    links = Links(addresses.address(document), document.place())
    try:
        document.with_body(Body(text, 10))
        return MarkdownRenderer(office.register).render(document, links), links
    finally:
        document.with_body(before)


def test_a_reference_takes_the_targets_title_and_address(office):
    target = office.register.documents[1]
    body, links = rendered(office, f"见 [](ref:{target.id}) 和 [那份文件](ref:{target.id}#第一条)。")
    hrefs = [node.attributes["href"] for node in LexborHTMLParser(body).css("a")]
    assert f">《{target.title}》</a>" in body
    assert hrefs == [f"../documents/{target.id}.html", f"../documents/{target.id}.html#%E7%AC%AC%E4%B8%80%E6%9D%A1"]


def test_every_link_knows_the_line_that_it_comes_from(office):
    text = "第一行\n\n[甲](a.html) 和 [乙](b.html)\n\n- [丙](c.html)\n\n"
    text += "| 表 |\n| --- |\n| [丁](d.html) |\n\n[戊][5]\n\n[5]: e.html\n"
    body, links = rendered(office, text)
    path = office.register.documents[0].path
    assert links.origins == {
        "a.html": [Place(path, 12, 5)],
        "b.html": [Place(path, 12, 19)],
        "c.html": [Place(path, 14, 7)],
        "d.html": [Place(path, 18, 7)],
        "e.html": [Place(path, 22, 6)],
    }


def test_source_positions_leave_no_trace(office):
    text = '[甲](a.html)\n\n```\n[乙](b.html)\n```\n\n    [丙](c.html)\n\n`[丁](d.html)`\n\n<a href="e.html">戊</a>\n'
    body, _ = rendered(office, text)
    assert "\ue000" not in body
    assert "\ue001" not in body
    assert "[丁](d.html)" in body


def test_headings_keep_chinese_ids(office):
    body, _ = rendered(office, "## 一、报名时间\n\n## 一、报名时间\n")
    anchors = [node.attributes["id"] for node in LexborHTMLParser(body).css("h2")]
    assert anchors == ["一-报名时间", "一-报名时间_1"]


@pytest.mark.parametrize(
    ("today", "word", "sentence"),
    [
        (date(2025, 5, 31), "未开始", "2025年6月1日开始"),
        (date(2025, 6, 1), "征集中", "征集中，还剩 30 天"),
        (date(2025, 7, 1), "征集中", "征集中，今天截止"),
        (date(2025, 7, 2), "已结束", "已结束，正在整理意见"),
    ],
)
def test_a_consultations_state_follows_the_clock(today, word, sentence):
    state = ConsultationState(date(2025, 6, 1), date(2025, 7, 1), 31, today, None)
    assert (state.word, state.sentence) == (word, sentence)


def test_published_feedback_closes_a_consultation(office):
    feedback = office.register.documents[0]
    state = ConsultationState(date(2025, 6, 1), date(2025, 7, 1), 31, date(2025, 8, 1), feedback)
    assert (state.word, state.sentence) == ("已反馈", "已结束，采纳情况已公布")


@pytest.mark.parametrize(("count", "lengths"), [(0, [0]), (1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
def test_a_lists_pages_do_not_grow(office, count, lengths):
    parts = list(slices([office.register.documents[0]] * count, lambda number: f"page-{number}.html"))
    assert [len(part.documents) for part in parts] == lengths
    assert [part.newer is None for part in parts] == [True] + [False] * (len(parts) - 1)
    assert [part.older is None for part in parts] == [False] * (len(parts) - 1) + [True]


def test_origins_name_the_yaml_line_of_a_stage(office):
    decision = next(
        decision for decision in office.register.decisions if decision.stages.draft and decision.stages.draft.ref
    )
    page = publication(office).pages[addresses.address(decision)]
    href = f"../documents/{decision.stages.draft.ref}.html"
    assert decision.place("stages", "draft") in page.render()[1].origins[href]


def test_the_check_tells_of_a_collision_before_anything_is_built(office_copy):
    example = next(item for item in read_examples() if item.rule == "LNK-603" and item.bad)
    apply(example, office_copy)
    ended = CliRunner().invoke(app, ["check", "--format", "json", "--root", str(office_copy)])
    found = json.loads(ended.stdout)["findings"]
    told = [f"{item['path']}:{item['line']} {item['severity']} {item['rule']}" for item in found]
    assert (ended.exit_code, told) == (1, example.expected)
