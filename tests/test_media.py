"""The office's accounts elsewhere: their page, and a document as such a platform takes it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import forks
from disclosure.exports.media_articles import SHORT, media_article, short_text
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.makers import made
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.rules.posts import names_a_person
from repository import write

TODAY = date(2025, 6, 18)
NOTICE = "docs/notices/2025/doc-2025-003.md"
ACCOUNT = """\
id: wechat
title: 柳溪街道
platform: wechat
unit: general-office
purpose: 发布通知和政策。
keeper: 政务公开专岗
deputy: 综合岗
interaction: 后台留言，两个工作日内回复。
opened: 2020-03-02
password_changed: 2025-03-03
last_issue: 2025-05-02
checks:
  - {date: 2025-06-03, result: 没有发现问题。}
"""
RESPONSIBLE = """\
id: online-content
title: 网络意识形态工作责任制
covers: 本站和政务新媒体账号。
unit: general-office
post: 综合办公室主任
since: 2024-01-01
statements:
  - {year: 2024, date: 2024-12-20, kept: 综合办公室存档}
"""
WITHDRAWN = """\
number: doc-2025-003
kind: notice
time: 2025-06-12 16:40
code: error
reason: 日期写错了
ordered_by: 办事处分管负责人
kept:
  column: notices
  issuer: 示例市示例区柳溪街道办事处
  made: 2025-05-06
  published: 2025-05-08
"""
ALSO = (
    "also_at:\n  - {platform: 柳溪街道微信公众号, account: wechat, date: 2025-05-09,"
    " url: https://mp.weixin.example.com/s/1}\ndisclosure: active\n"
)


def edit(root: Path, old: str, new: str, path: str = NOTICE) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    write(root, path, text.replace(old, new))


@pytest.fixture
def office(office_copy: Path) -> Path:
    write(office_copy, "data/media/wechat.yml", ACCOUNT)
    write(office_copy, "data/responsibilities/online-content.yml", RESPONSIBLE)
    edit(office_copy, "disclosure: active\n", ALSO)
    return office_copy


def site_of(root: Path, today: date = TODAY) -> Site:
    register = read_register(root)
    assert register.findings == []
    return Site(register, law_book(register), today)


def page_of(site: Site, address: str) -> LexborHTMLParser:
    page = next(page for page in made(site) if page.address == address)
    return LexborHTMLParser(page.render()[0])


def test_accounts_and_who_answers_for_them_stand_on_one_page(office: Path) -> None:
    page = page_of(site_of(office), "media.html")
    (row,) = page.css("tbody tr")
    words = " ".join(row.text().split())
    assert "柳溪街道" in words and "微信公众号" in words and "政务公开专岗，备用：综合岗" in words
    assert "逾期" in words and "2025-05-09" in words.replace("\u2011", "-")
    assert "应于 2025年5月23日前更新，综合办公室负责" in page.css_first(".banner--off").text()
    assert "2024 年：2024年12月20日提交，综合办公室存档" in page.css_first("main").text()
    assert "密码" not in page.css_first("main").text()


def test_a_document_and_the_account_it_stood_on_lead_to_each_other(office: Path) -> None:
    site = site_of(office)
    document = page_of(site, "documents/doc-2025-003.html")
    links = {node.attributes["href"]: node.text() for node in document.css(".registration a")}
    assert links["../media/wechat.html"] == "柳溪街道微信公众号"
    assert links["https://mp.weixin.example.com/s/1"].endswith("（非政府网站）")
    account = page_of(site, "media/wechat.html")
    assert [node.attributes["href"] for node in account.css(".pointing a")] == ["../documents/doc-2025-003.html"]


def test_an_office_without_accounts_has_no_such_page(small_office: Path) -> None:
    assert [page.address for page in made(site_of(small_office)) if page.address.startswith("media")] == []


@pytest.mark.parametrize("post", ["张主任", "李某", "王小明", "欧阳某", "张某某", "王书记", "陈同志"])
def test_a_name_is_no_post(post: str) -> None:
    assert names_a_person(post)


@pytest.mark.parametrize(
    "post",
    [
        "主任",
        "副主任",
        "宣传岗",
        "信息员",
        "综合岗",
        "政务公开专岗",
        "党工委副书记",
        "安全科长",
        "文书",
        "司法所",
        "会计",
    ],
)
def test_a_post_is_no_name(post: str) -> None:
    assert not names_a_person(post)


# --- a document for a platform ------------------------------------------------------------------------------------


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def illustrated(office: Path) -> Path:
    """A notice with all that a platform does not take."""
    write(office, NOTICE.replace(".md", "-2.png"), picture())
    edit(
        office,
        "绕行路线见[附件1](doc-2025-003-1.pdf)。",
        "绕行路线见[附件1](doc-2025-003-1.pdf)。\n\n## 怎样绕行\n\n![绕行示意图：走柳荫路](doc-2025-003-2.png)\n\n"
        "- 公交**不变**\n- 咨询：000-00000000\n\n| 日期 | 路段 |\n| --- | --- |\n| 12日 | 东段 |\n\n"
        "再看一次：![绕行示意图：走柳荫路](doc-2025-003-2.png)。制度见[](ref:doc-2025-002)。",
    )
    return office


def article(root: Path, key: str = "doc-2025-003"):  # noqa: ANN201
    site = site_of(root)
    document = site.register.get(key, Document)
    assert document is not None
    return media_article(document, site)


def test_the_article_is_plain_html_with_its_pictures_numbered(illustrated: Path) -> None:
    found = article(illustrated)
    tree = LexborHTMLParser(found.html)
    assert tree.css("script, style, [class], [id], a, img, svg, [data-scope], [onclick]") == []
    assert set(re.findall(r"<\w+ ([a-z-]+)=", found.html)) <= {"style", "colspan", "rowspan"}
    assert [(item.number, item.alt, item.name) for item in found.pictures] == [(1, "绕行示意图：走柳荫路", "01.png")]
    assert found.html.count("【图 1：绕行示意图：走柳荫路（01.png）】") == 2
    assert [node.text() for node in tree.css("tbody tr > *")] == ["12日", "东段"]
    assert "柳溪街道政府信息发布审查制度" in found.html.replace("《", "").replace("》", "")
    assert "（https://district.example/zwgk/liuxi/documents/doc-2025-002.html）" in found.html
    assert found.html.rstrip().endswith(f"原文和附件：{found.url}</p>")
    assert found.url == "https://district.example/zwgk/liuxi/documents/doc-2025-003.html"


@pytest.mark.parametrize(
    ("summary", "short"),
    [
        ("夜间养护路面。请绕行。", "夜间养护路面。请绕行。"),
        ("夜间养护路面", "夜间养护路面。"),
        (f"{'长' * 70}。{'短' * 48}。{'多' * 10}。", f"{'长' * 70}。{'短' * 48}。"),
        (f"{'长' * 70}。{'短' * 49}。", f"{'长' * 70}。"),
        (f"{'长' * 119}。", f"{'长' * 119}。"),
    ],
)
def test_the_short_text_is_whole_sentences_that_have_room(summary: str, short: str, office: Path) -> None:
    edit(office, "summary: 5月12日至23日夜间养护柳溪路路面。", f"summary: {summary}")
    document = read_register(office).get("doc-2025-003", Document)
    assert document is not None and short_text(document) == short and len(short) <= SHORT


def test_without_a_fitting_summary_the_text_is_asked(office: Path) -> None:
    edit(office, "summary: 5月12日至23日夜间养护柳溪路路面。", f"summary: {'长' * 130}。")
    document = read_register(office).get("doc-2025-003", Document)
    assert document is not None
    assert short_text(document) == "5月12日至23日，每天22时至次日5时养护柳溪路路面。绕行路线见附件1。"


def media(root: Path, key: str, out: Path, *more: str):  # noqa: ANN201
    return forks.disclosure("media", key, "--root", root, "--out", out, *more)


def test_the_command_writes_all_that_is_needed_and_nothing_over_it(illustrated: Path, tmp_path: Path) -> None:
    out = tmp_path / "wechat"
    ended = media(illustrated, "doc-2025-003", out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert sorted(file.name for file in out.iterdir()) == ["01.png", "article.html", "qr.png", "short.txt"]
    url = "https://district.example/zwgk/liuxi/documents/doc-2025-003.html"
    assert (out / "short.txt").read_text("utf-8") == f"5月12日至23日夜间养护柳溪路路面。\n{url}\n"
    assert (out / "01.png").read_bytes() == picture()
    with Image.open(out / "qr.png") as code:
        assert min(code.size) > 300
    before = (out / "article.html").read_bytes()
    again = media(illustrated, "doc-2025-003", out)
    assert again.returncode == 2 and "已经存在" in again.stderr
    assert (out / "article.html").read_bytes() == before


@pytest.mark.parametrize(
    ("key", "change", "more", "why"),
    [
        ("doc-2025-999", None, (), "没有读到编号"),
        ("notices", None, (), "没有读到编号"),
        ("doc-2025-003", ("disclosure: active", "disclosure: on-request"), (), "不公开或者已经撤下"),
        ("doc-2025-003", None, ("--today", "2025-05-07"), "2025-05-08 才公开"),
        ("doc-2025-003", ("路路面。绕行", "路路面，联系张某13912345678。绕行"), (), "不能登载"),
    ],
    ids=["unknown", "no document", "not public", "not yet", "with an error"],
)
def test_what_is_not_public_goes_nowhere(
    key: str, change: tuple[str, str] | None, more: tuple[str, ...], why: str, office: Path, tmp_path: Path
) -> None:
    if change is not None:
        edit(office, *change)
    ended = media(office, key, tmp_path / "out", *more)
    assert ended.returncode == 2 and why in ended.stderr, ended.stdout + ended.stderr
    assert list(tmp_path.glob("*out*")) == []


def test_what_was_taken_down_goes_nowhere(office: Path, tmp_path: Path) -> None:
    write(office, "data/withdrawn/2025/doc-2025-003.yml", WITHDRAWN)
    ended = media(office, "doc-2025-003", tmp_path / "out")
    assert ended.returncode == 2 and "已经撤下" in ended.stderr, ended.stderr
    assert list(tmp_path.glob("*out*")) == []


def test_the_material_does_not_lie_in_the_project(office: Path) -> None:
    ended = media(office, "doc-2025-003", office / "docs/out")
    assert ended.returncode == 2 and not (office / "docs/out").exists()
