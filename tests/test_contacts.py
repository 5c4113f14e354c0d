"""Numbers, mailboxes and addresses become links that can be used; what only looks like one stays text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from disclosure.findings import Place
from disclosure.law.book import law_book
from disclosure.links import form
from disclosure.links.inventory import Link
from disclosure.loading import read_register
from disclosure.pages import contacts
from disclosure.pages.contacts import Reach, area_of, linked, may_reach, reaches
from disclosure.pages.hrefs import Links
from disclosure.pages.markdown import MarkdownRenderer
from disclosure.pages.site import Site
from disclosure.reading.front_matter import Body


def found(text: str, label: str = "") -> list[tuple[str, str]]:
    """What is linked in a text, and where it leads."""
    return [(text[start:end], href) for start, end, href, _ in reaches(text, "021", label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("021-34227900", [("021-34227900", "tel:02134227900")]),
        ("（021）34227900", [("（021）34227900", "tel:02134227900")]),
        ("电话（021-34227900）", [("021-34227900", "tel:02134227900")]),
        ("０２１－３４２２７９００", [("０２１－３４２２７９００", "tel:02134227900")]),
        ("021 3422 7900", [("021 3422 7900", "tel:02134227900")]),
        ("0512-6123456", [("0512-6123456", "tel:05126123456")]),
        ("+86-21-34227900", [("+86-21-34227900", "tel:02134227900")]),
        ("021-34227900转315", [("021-34227900转315", "tel:02134227900,315")]),
        ("021-34227900-315", [("021-34227900-315", "tel:02134227900,315")]),
        ("021-34227900（转分机8012）", [("021-34227900（转分机8012", "tel:02134227900,8012")]),
        ("咨询电话：34227900、34227901。", [("34227900", "tel:02134227900"), ("34227901", "tel:02134227901")]),
        ("电话021-34227900/34227901", [("021-34227900", "tel:02134227900"), ("34227901", "tel:02134227901")]),
        ("请拨打12345", [("12345", "tel:12345")]),
        ("拨打“12345”市民服务热线或者962200热线", [("12345", "tel:12345"), ("962200", "tel:962200")]),
        ("发现火情请拨119报警", [("119", "tel:119")]),
        ("400-820-1234", [("400-820-1234", "tel:4008201234")]),
        ("客服电话4008201234", [("4008201234", "tel:4008201234")]),
        ("防汛值班手机 138 0000 0000", [("138 0000 0000", "tel:13800000000")]),
        ("电话021-34227900，传真021-54800763", [("021-34227900", "tel:02134227900")]),
        ("电话/传真：021-34227900", [("021-34227900", "tel:02134227900")]),
        ("邮箱gmjdxx@shmh.gov.cn。", [("gmjdxx@shmh.gov.cn", "mailto:gmjdxx@shmh.gov.cn")]),
        (
            "写信到a.b@x.gov.cn，或者打021-34227900",
            [("a.b@x.gov.cn", "mailto:a.b@x.gov.cn"), ("021-34227900", "tel:02134227900")],
        ),
        ("见https://www.shmh.gov.cn/a/。", [("https://www.shmh.gov.cn/a/", "https://www.shmh.gov.cn/a/")]),
        ("登录www.shmh.gov.cn提交", [("www.shmh.gov.cn", "https://www.shmh.gov.cn")]),
    ],
)
def test_what_reaches_somebody_is_a_link(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
    assert [form.fault(Link(href, words, "a", "href")) for words, href in expected] == [None] * len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "演示规〔2023〕2号",
        "沪府令〔2020〕12345号",
        "2025-06-18",
        "2023-10-12至2024-10-11",
        "021-34227900.pdf",
        "传真：021-54800763",
        "传真号码021-54800763",
        "收款账号：02134227900",
        "统一社会信用代码11310112MB2F30022C",
        "310112198001011234",
        "索引号GML-02134227900",
        "补贴12345元",
        "共受理12345件",
        "热线受理量12345件",
        "热线办理96543件",
        "金额34227900元",
        "面积34227900平方米",
        "全年投入4008201234元",
        "13800000000元",
        "邮编201100",
        "9:00—11:30、13:30—17:00",
        "第12345号建议",
        "平南路890号315室",
        "版本3.021-34227900",
        "a@b",
        "@街道办",
        "1.2.3.4",
        "12345",
        "34227900",
    ],
)
def test_what_reaches_nobody_stays_text(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("label", "text", "linked_text"),
    [
        ("咨询电话", "12345", ["12345"]),
        ("电话", "34227900、34227901", ["34227900", "34227901"]),
        ("电话", "工作日12345", []),
        ("传真号码", "021-34227900", []),
        ("收款账号", "02134227900", []),
        ("预算", "12860", []),
    ],
)
def test_what_a_text_is_called_tells_what_its_number_is(label: str, text: str, linked_text: list[str]) -> None:
    assert [words for words, _ in found(text, label)] == linked_text


def test_a_site_that_is_named_in_quotation_marks_is_a_link() -> None:
    text = "区政府网站“柳溪”的栏目，柳溪街道"
    told = Place("data/agency.yml", 9)
    (reach,) = reaches(text, sites={"柳溪": ("https://www.lx.gov.cn/", told)})
    assert reach == (6, 8, "https://www.lx.gov.cn/", told)


def test_the_text_is_escaped_and_each_address_noted() -> None:
    noted: list[str] = []

    def note(reach: Reach) -> str:
        noted.append(reach.href)
        return reach.href

    text = "<b>打021-34227900或看https://shop.example.com/?a=1&b=2"
    html = linked(text, reaches(text), note, ("www.x.gov.cn",))
    assert html == (
        '&lt;b&gt;打<a href="tel:02134227900">021-34227900</a>或看'
        '<a href="https://shop.example.com/?a=1&amp;b=2" data-leaves>https://shop.example.com/?a=1&amp;b=2'
        '<span class="leaves">（非政府网站）</span></a>'
    )
    assert noted == ["tel:02134227900", "https://shop.example.com/?a=1&b=2"]


@pytest.mark.parametrize(
    ("phone", "area"), [("021-34227900", "021"), ("0512-6123456转1", "0512"), ("12345", ""), ("", "")]
)
def test_the_area_code_is_that_of_the_offices_own_number(phone: str, area: str) -> None:
    assert area_of(phone) == area


@pytest.mark.parametrize("piece", ["021-", "1", "a.", "a@", "电话", "www.", "(0", "转1", "400-", "021-34227900、"])
def test_a_long_line_is_read_in_one_go(piece: str) -> None:
    assert len(list(reaches("电话021" + piece * (60_000 // len(piece)), "021"))) < 60_000


@pytest.fixture(scope="module")
def office(small_office: Path) -> Site:
    register = read_register(small_office)
    return Site(register, law_book(register), date(2025, 6, 18))


def test_the_text_of_a_document_has_them_too(office: Site) -> None:
    document = office.register.documents[0]
    before = document.body
    links = Links("documents/x.html", document.place())
    text = (
        "请打0512-61234567，**邮箱a@x.gov.cn**。\n\n| 项目 | 内容 |\n| --- | --- |\n| 电话 | 0512-61234567转2 |\n"
        "| 传真 | 0512-61234567 |\n\n| 科室 | 电话 | 件数 |\n| --- | --- | --- |\n| 一科 | 61234567 | 12345 |\n\n"
        "`0512-61234567` 和 [0512-61234567](https://a.gov.cn/)\n"
    )
    try:
        document.with_body(Body(text, 10))
        renderer = MarkdownRenderer(office.register)
        tree = LexborHTMLParser(renderer.render(document, links))
    finally:
        document.with_body(before)
    assert [(node.attributes["href"], node.text()) for node in tree.css("a")] == [
        ("tel:051261234567", "0512-61234567"),
        ("mailto:a@x.gov.cn", "a@x.gov.cn"),
        ("tel:051261234567,2", "0512-61234567转2"),
        ("tel:61234567", "61234567"),
        ("https://a.gov.cn/", "0512-61234567"),
    ]
    assert renderer.unfaithful == []
    assert links.origins["mailto:a@x.gov.cn"] == [Place(document.path, 10, 21)]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"0123456789０２４", *"-－ 　()（）.+転", "86", "021", "010", "400", "1590", "电话", "@a.cn"])
    ).map("".join)
)
def test_what_can_have_no_number_has_none(text: str) -> None:
    if not may_reach(text):
        assert list(contacts._written(text, "021", "电话")) == []
